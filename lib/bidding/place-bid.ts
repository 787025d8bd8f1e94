import { submit } from '#lib/bidding/engine';
import { toBidOutcome } from '#lib/bidding/outcomes';
import type { BidOutcome, PlaceBidRequest } from '#lib/bidding/types';

/**
 * Places a bid in minor units of the auction's currency. Answers after the bid is committed, or with the refusal that the
 * rules name. The bidder exists and is authenticated; whether they may bid is decided here.
 */
export async function placeBid(request: PlaceBidRequest): Promise<BidOutcome> {
  const { auctionId, bidderId, amount, maximum = null, ifVersion, idempotencyKey } = request;
  const action = { kind: 'place_bid', bidderId, amount, maximum } as const;
  return toBidOutcome(await submit({ auctionId, action, ifVersion, idempotencyKey }));
}

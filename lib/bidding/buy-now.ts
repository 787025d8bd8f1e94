import { submit } from '#lib/bidding/engine';
import { toBidOutcome } from '#lib/bidding/outcomes';
import type { BidOutcome, BuyNowRequest } from '#lib/bidding/types';

/** Buys a lot at its buy-now price, until its first bid. The auction is won at once and the order stands. */
export async function buyNow({
  auctionId,
  bidderId,
  ifVersion,
  idempotencyKey,
}: BuyNowRequest): Promise<BidOutcome> {
  return toBidOutcome(
    await submit({ auctionId, action: { kind: 'buy_now', bidderId }, ifVersion, idempotencyKey }),
  );
}

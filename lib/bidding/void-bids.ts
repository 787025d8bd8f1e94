import { submit } from '#lib/bidding/engine';
import type { ActionOutcome, VoidBidsRequest } from '#lib/bidding/types';

/**
 * Voids all that one bidder has bid on a running auction: the price and the leader become what the bids that are left come to,
 * and who is concerned is told. Who may ask for that is the caller's concern.
 */
export const voidBids = ({
  auctionId,
  bidderId,
  ifVersion,
  alongside,
}: VoidBidsRequest): Promise<ActionOutcome> =>
  submit({ auctionId, action: { kind: 'void', bidderId }, ifVersion, alongside });

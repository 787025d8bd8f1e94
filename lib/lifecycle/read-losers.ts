import type { AuctionState } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { readStandingBidders, type StandingBidder } from '#lib/db/history-rows';

/** Everybody who bid on these auctions and did not win. Whose bids were voided was told so then. */
export async function readLosers(
  tx: Queryable,
  closed: readonly AuctionState[],
): Promise<readonly StandingBidder[]> {
  const contested = closed.filter(({ bidCount }) => bidCount > 0);
  if (contested.length === 0) return [];
  const winnerOf = new Map(
    contested.map(({ terms, status, leader }) => [
      terms.auctionId,
      status === 'won' ? leader?.bidderId : undefined,
    ]),
  );
  const bidders = await readStandingBidders(tx, [...winnerOf.keys()]);
  return bidders.filter(({ auctionId, bidderId }) => winnerOf.get(auctionId) !== bidderId);
}

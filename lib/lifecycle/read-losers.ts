import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import type { AuctionId, AuctionState, BidderId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';

/** Everybody who bid on these auctions and did not win. */
export async function readLosers(
  tx: Queryable,
  closed: readonly AuctionState[],
): Promise<{ bidderId: BidderId; auctionId: AuctionId }[]> {
  const contested = closed.filter(({ bidCount }) => bidCount > 0);
  if (contested.length === 0) return [];
  const winners = contested.map(({ status, leader }) =>
    status === 'won' ? (leader?.bidderId ?? null) : null,
  );
  const rows = await tx.$queryRaw<{ bidder_id: number; auction_id: number }[]>`
    SELECT DISTINCT b.bidder_id, b.auction_id
    FROM unnest(${contested.map(({ terms }) => terms.auctionId)}::int[], ${winners}::int[]) AS u(auction_id, winner_id)
    JOIN bids b ON b.auction_id = u.auction_id
    WHERE b.bidder_id IS DISTINCT FROM u.winner_id`;
  return rows.map(({ bidder_id: bidderId, auction_id: auctionId }) => ({
    bidderId: toBidderId(bidderId),
    auctionId: toAuctionId(auctionId),
  }));
}

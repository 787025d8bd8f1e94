import { cents } from '#lib/auction/money';
import { auctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { database } from '#lib/db/client';
import type { RecentBid } from '#lib/administration/types';

/** The house's newest bids, newest first. */
export async function listRecentBids(limit: number): Promise<readonly RecentBid[]> {
  const rows = await database().bid.findMany({
    orderBy: { id: 'desc' },
    take: limit,
    include: { bidder: { select: { username: true } }, auction: { select: { title: true, currency: true } } },
  });
  return rows.map((row) => ({
    id: Number(row.id),
    auctionId: auctionId(row.auctionId),
    title: row.auction.title,
    username: row.bidder.username,
    kind: row.kind,
    price: cents(Number(row.price)),
    currency: row.auction.currency,
    at: epochMs(row.timestamp.getTime()),
  }));
}

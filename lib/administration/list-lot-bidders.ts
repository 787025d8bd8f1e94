import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { LotBidder } from '#lib/administration/types';

interface BidderRow {
  readonly username: string;
  readonly bids: number;
  readonly highest: number;
  readonly last_at: number;
}

/** Whoever has bids on this auction that count, the highest first; at most `limit`. */
export async function listLotBidders(auctionId: AuctionId, limit: number): Promise<readonly LotBidder[]> {
  const rows = await database().$queryRaw<BidderRow[]>`
    WITH voids AS (
      SELECT bidder_id, max(sequence) AS until FROM bids WHERE auction_id = ${auctionId} AND kind = 'void' GROUP BY bidder_id
    )
    SELECT p.username, count(*)::int AS bids, max(b.price)::float8 AS highest,
      (extract(epoch FROM max(b.timestamp)) * 1000)::float8 AS last_at
    FROM bids b JOIN bidders p ON p.id = b.bidder_id LEFT JOIN voids v ON v.bidder_id = b.bidder_id
    WHERE b.auction_id = ${auctionId} AND b.kind NOT IN ('automatic', 'void') AND b.sequence > coalesce(v.until, 0)
    GROUP BY p.id, p.username ORDER BY highest DESC, min(b.sequence) LIMIT ${limit}`;
  return rows.map(({ username, bids, highest, last_at: lastAt }) => ({
    username,
    bids,
    highest: cents(highest),
    lastAt: epochMs(lastAt),
  }));
}

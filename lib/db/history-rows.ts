/** The append-only history of bids: written in one statement per group, read newest first. */
import type { Queryable } from '#lib/db/client';
import { cents } from '#lib/auction/money';
import { latestBidsShown, type PublicBid } from '#lib/auction/live-state';
import type { AuctionId, BidderId, BidId, BidKind, EpochMs, HistoryRow } from '#lib/auction/types';

export interface NewHistoryRow {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  readonly row: HistoryRow;
}

/** Inserts rows and returns their ids in the same order. */
export async function insertHistory(tx: Queryable, entries: readonly NewHistoryRow[]): Promise<BidId[]> {
  if (entries.length === 0) return [];
  const rows = entries.map(({ row }) => row);
  const inserted = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO bids (auction_id, seller_id, bidder_id, sequence, kind, price, maximum, salt, commitment, previous_hash, hash, timestamp)
    SELECT u.auction_id, u.seller_id, u.bidder_id, u.sequence, u.kind::bid_kind, u.price, u.maximum, u.salt, u.commitment, u.previous_hash, u.hash, u.at
    FROM unnest(
      ${entries.map(({ auctionId }) => auctionId)}::int[], ${entries.map(({ sellerId }) => sellerId)}::int[],
      ${rows.map(({ bidderId }) => bidderId)}::int[], ${rows.map(({ sequence }) => sequence)}::int[],
      ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ price }) => price)}::bigint[],
      ${rows.map(({ maximum }) => maximum)}::bigint[], ${rows.map(({ salt }) => salt)}::text[],
      ${rows.map(({ commitment }) => commitment)}::text[], ${rows.map(({ previousHash }) => previousHash)}::text[],
      ${rows.map(({ hash }) => hash)}::text[], ${rows.map(({ at }) => new Date(at).toISOString())}::timestamptz[]
    ) WITH ORDINALITY AS u(auction_id, seller_id, bidder_id, sequence, kind, price, maximum, salt, commitment, previous_hash, hash, at, position)
    ORDER BY u.position
    RETURNING id::float8 AS id`;
  return inserted.map(({ id }) => id as BidId);
}

interface LatestRow {
  readonly auction_id: number;
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: number;
  readonly at: number;
}

export type LatestBids = ReadonlyMap<AuctionId, readonly PublicBid[]>;

/** The newest rows of each auction, newest first, as many as ride along with a live state. */
export async function readLatestBids(
  db: Queryable,
  ids: readonly AuctionId[],
  limit = latestBidsShown,
): Promise<LatestBids> {
  const rows = await db.$queryRaw<LatestRow[]>`
    SELECT b.auction_id, b.sequence, b.kind, p.username, b.price::float8, (extract(epoch FROM b.timestamp) * 1000)::float8 AS at
    FROM unnest(${[...ids]}::int[]) AS wanted(id)
    CROSS JOIN LATERAL (SELECT * FROM bids WHERE auction_id = wanted.id ORDER BY sequence DESC LIMIT ${limit}) b
    JOIN bidders p ON p.id = b.bidder_id
    ORDER BY b.auction_id, b.sequence DESC`;
  const latest = new Map<AuctionId, PublicBid[]>(ids.map((id) => [id, []]));
  for (const { auction_id: id, sequence, kind, username, price, at } of rows)
    latest.get(id as AuctionId)?.push({ sequence, kind, username, price: cents(price), at: at as EpochMs });
  return latest;
}

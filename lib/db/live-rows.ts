/** Auctions with their newest history rows, as one moment knew both: what the screens show. */
import { epochMs } from '#lib/auction/instants';
import { latestBidsShown, toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidKind } from '#lib/auction/types';
import { auctionColumns, toState, type AuctionRow } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';

interface LatestRow {
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: number;
  readonly at: number;
}

export interface LiveRow extends AuctionRow {
  /** Newest first. */
  readonly latest: readonly LatestRow[];
}

/** What `toLiveState` needs, of `liveAuctions`. */
export const liveColumns = Prisma.sql`${auctionColumns}, newest.latest`;

/**
 * Auctions `a` with the newest rows of each, as many as ride along. Names are looked up row by row: joined, all bidders of a small
 * house would be read again for each auction.
 */
export const liveAuctions = Prisma.sql`auctions a LEFT JOIN bidders l ON l.id = a.leader_id
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object(
      'sequence', b.sequence, 'kind', b.kind, 'price', b.price,
      'username', (SELECT username FROM bidders WHERE id = b.bidder_id),
      'at', (extract(epoch FROM b.timestamp) * 1000)::bigint) ORDER BY b.sequence DESC), '[]') AS latest
    FROM (
      SELECT sequence, kind, bidder_id, price, timestamp FROM bids
      WHERE auction_id = a.id ORDER BY sequence DESC LIMIT ${latestBidsShown}
    ) b
  ) newest`;

export function toLiveState({ latest, ...row }: LiveRow): PublicAuctionState {
  const bids = latest.map(({ price, at, ...bid }) => ({ ...bid, price: cents(price), at: epochMs(at) }));
  return toPublicState(toState(row), bids);
}

/**
 * Reads the public states of auctions. Unknown ids are absent. One statement sees one moment: between two, a group of bids may be
 * committed, and a price would stand there without the row that made it.
 */
export async function readLiveStates(
  db: Queryable,
  ids: readonly AuctionId[],
): Promise<ReadonlyMap<AuctionId, PublicAuctionState>> {
  const rows = await db.$queryRaw<LiveRow[]>`
    SELECT ${liveColumns} FROM ${liveAuctions} WHERE a.id = ANY(${[...ids]}::int[])`;
  return new Map(rows.map(toLiveState).map((state) => [state.id, state]));
}

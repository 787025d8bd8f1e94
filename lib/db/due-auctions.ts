/**
 * Auctions whose start or end has come, between their rows and the rules: only what time looks at and changes. No hidden maximum
 * is opened to close an auction, and none is sealed anew.
 */
import type { DueState } from '#lib/auction/closing';
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import { withLeaders } from '#lib/db/auction-rows';
import { openReserve } from '#lib/db/auction-secrets';
import type { Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';

interface DueRow {
  readonly id: number;
  readonly seller_id: number;
  readonly currency: string;
  readonly current_price: number;
  readonly reserve_sealed: string | null;
  readonly status: DueState['status'];
  readonly outcome: DueState['outcome'];
  readonly starts_at: number;
  readonly ends_at: number;
  readonly leader_id: number | null;
  readonly leader_username: string | null;
  readonly bid_count: number;
  readonly version: number;
  /** The moment of the look, the same in every row. */
  readonly now: number;
}

function leaderOf(row: DueRow): DueState['leader'] {
  if (row.leader_id === null) return null;
  if (row.leader_username === null)
    throw new Error(`the leader of auction ${row.id} was read without a name`);
  return { bidderId: toBidderId(row.leader_id), username: row.leader_username };
}

const toDueState = (row: DueRow): DueState => ({
  terms: {
    auctionId: toAuctionId(row.id),
    sellerId: toBidderId(row.seller_id),
    currency: row.currency,
    reservePrice: openReserve({ id: row.id, reserveSealed: row.reserve_sealed }),
    startsAt: epochMs(row.starts_at),
  },
  status: row.status,
  outcome: row.outcome,
  currentPrice: cents(row.current_price),
  bidCount: row.bid_count,
  leader: leaderOf(row),
  endsAt: epochMs(row.ends_at),
  version: row.version,
});

export type DueMoment = 'starts_at' | 'ends_at';

/** Auctions that are due at this moment, by PostgreSQL's clock. */
export interface Due {
  readonly now: EpochMs;
  readonly states: readonly DueState[];
}

/**
 * Locks up to `limit` auctions whose moment has come, the longest due first, passing over those that another process or a
 * bid holds right now: they are due again at the next look. null when there are none.
 *
 * The clock is read once, before: nothing is waited for, so what was due then is due still. Compared with a clock that may tell
 * another time for each row, every auction that is not due yet would be looked at.
 */
export async function lockDueAuctions(tx: Queryable, due: DueMoment, limit: number): Promise<Due | null> {
  const condition =
    due === 'starts_at'
      ? Prisma.sql`a.status = 'scheduled' AND a.starts_at <= (SELECT now FROM moment) ORDER BY a.starts_at`
      : Prisma.sql`a.status = 'active' AND a.ends_at <= (SELECT now FROM moment) ORDER BY a.ends_at`;
  const rows = await tx.$queryRaw<DueRow[]>`
    WITH moment AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) AS now)
    SELECT a.id, a.seller_id, a.currency, a.current_price::float8, a.reserve_sealed, a.status, a.outcome,
      (extract(epoch FROM a.starts_at) * 1000)::float8 AS starts_at,
      (extract(epoch FROM a.ends_at) * 1000)::float8 AS ends_at,
      a.leader_id, l.username AS leader_username, a.bid_count, a.version,
      (SELECT extract(epoch FROM now) * 1000 FROM moment)::float8 AS now
    FROM auctions a LEFT JOIN bidders l ON l.id = a.leader_id
    WHERE ${condition} LIMIT ${limit} FOR NO KEY UPDATE OF a SKIP LOCKED`;
  const [first] = rows;
  return first ? { now: epochMs(first.now), states: (await withLeaders(tx, rows)).map(toDueState) } : null;
}

/** An auction that time has changed, and the version it was read at. */
export interface DueChange {
  readonly from: DueState;
  readonly to: DueState;
}

/**
 * Writes what time has changed in one statement, each only if it still has the version it was read at.
 * @throws Error when one has not: impossible while the caller holds the locks, so a programmer's error.
 */
export async function writeDueAuctions(tx: Queryable, changes: readonly DueChange[]): Promise<void> {
  if (changes.length === 0) return;
  const to = changes.map((change) => change.to);
  const written = await tx.$executeRaw`
    UPDATE auctions a SET status = u.status::auction_status, outcome = u.outcome::auction_outcome, version = u.version
    FROM unnest(
      ${to.map(({ terms }) => terms.auctionId)}::int[], ${changes.map(({ from }) => from.version)}::int[],
      ${to.map(({ status }) => status)}::text[], ${to.map(({ outcome }) => outcome)}::text[],
      ${to.map(({ version }) => version)}::int[]
    ) AS u(id, old_version, status, outcome, version)
    WHERE a.id = u.id AND a.version = u.old_version`;
  if (written !== changes.length)
    throw new Error(`${changes.length - written} due auctions changed under their lock`);
}

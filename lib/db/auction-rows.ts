/**
 * Auctions between their rows and the rules: locked and read in one statement, written back in one. Used by everything that
 * changes an auction, so that all of it takes the same lock and bumps the same version.
 */
import { centsOrNull } from '#lib/db/amounts';
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { openReserve, sealLeaderMaximum } from '#lib/db/auction-secrets';
import { Prisma } from '#lib/db/generated/client';
import type { Queryable } from '#lib/db/client';
import { openAmount, sealedColumns } from '#lib/db/sealed-columns';
import { isSha256Hex } from '#lib/auction/chain';
import { cents } from '#lib/auction/money';
import type { AuctionId, AuctionState, EpochMs, Sha256Hex } from '#lib/auction/types';

/** Numbers arrive as float8, which holds every amount and moment of ours exactly (below 2^53). */
export interface AuctionRow {
  readonly id: number;
  readonly seller_id: number;
  readonly currency: string;
  readonly starting_price: number;
  readonly current_price: number;
  readonly reserve_sealed: string | null;
  readonly buy_now_price: number | null;
  readonly bid_increment: number | null;
  readonly soft_close_seconds: number;
  readonly status: AuctionState['status'];
  readonly outcome: AuctionState['outcome'];
  readonly starts_at: number;
  readonly ends_at: number;
  readonly original_ends_at: number;
  readonly leader_id: number | null;
  readonly leader_username: string | null;
  readonly leader_maximum_sealed: string | null;
  readonly bid_count: number;
  readonly last_sequence: number;
  readonly last_hash: string | null;
  readonly last_at: number | null;
  readonly version: number;
}

/** What `toState` needs, of `auctions a LEFT JOIN bidders l` on the leader. */
export const auctionColumns = Prisma.sql`
  a.id, a.seller_id, a.currency, a.starting_price::float8, a.current_price::float8, a.reserve_sealed,
  a.buy_now_price::float8, a.bid_increment::float8, a.soft_close_seconds, a.status, a.outcome,
  (extract(epoch FROM a.starts_at) * 1000)::float8 AS starts_at,
  (extract(epoch FROM a.ends_at) * 1000)::float8 AS ends_at,
  (extract(epoch FROM a.original_ends_at) * 1000)::float8 AS original_ends_at,
  a.leader_id, l.username AS leader_username, a.leader_maximum_sealed, a.bid_count, a.last_sequence, a.last_hash,
  (extract(epoch FROM a.last_at) * 1000)::float8 AS last_at, a.version`;

function toHash(text: string): Sha256Hex {
  if (!isSha256Hex(text)) throw new Error('the last hash of an auction is not a SHA-256');
  return text;
}

function leaderOf(row: AuctionRow): AuctionState['leader'] {
  if (row.leader_id === null) return null;
  if (row.leader_username === null || row.leader_maximum_sealed === null)
    throw new Error(`the leader of auction ${row.id} was read without a name or a maximum`);
  const maximum = openAmount(sealedColumns.leaderMaximum, [row.id], row.leader_maximum_sealed);
  return { bidderId: toBidderId(row.leader_id), username: row.leader_username, maximum };
}

export function toState(row: AuctionRow): AuctionState {
  return {
    terms: {
      auctionId: toAuctionId(row.id),
      sellerId: toBidderId(row.seller_id),
      currency: row.currency,
      startingPrice: cents(row.starting_price),
      reservePrice: openReserve({ id: row.id, reserveSealed: row.reserve_sealed }),
      buyNowPrice: centsOrNull(row.buy_now_price),
      bidIncrement: centsOrNull(row.bid_increment),
      softCloseSeconds: row.soft_close_seconds,
      startsAt: epochMs(row.starts_at),
      originalEndsAt: epochMs(row.original_ends_at),
    },
    status: row.status,
    outcome: row.outcome,
    currentPrice: cents(row.current_price),
    bidCount: row.bid_count,
    leader: leaderOf(row),
    endsAt: epochMs(row.ends_at),
    version: row.version,
    lastSequence: row.last_sequence,
    lastHash: row.last_hash === null ? null : toHash(row.last_hash),
    lastAt: row.last_at === null ? null : epochMs(row.last_at),
  };
}

export type AuctionStates = ReadonlyMap<AuctionId, AuctionState>;

const byId = (rows: readonly AuctionRow[]): AuctionStates =>
  new Map(rows.map((row) => [toAuctionId(row.id), toState(row)]));

/** Who leads, of `auctions a LEFT JOIN bidders l` on the leader. */
interface LedRow {
  readonly leader_id: number | null;
  readonly leader_username: string | null;
}

/**
 * Rows that were just locked. A locking statement that finds an auction changed since it began reads that row anew, but not
 * what it joined: a leader who came meanwhile has no name there. Once the lock is held, another statement knows it.
 */
export async function withLeaders<Row extends LedRow>(
  tx: Queryable,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const nameless = rows.filter((row) => row.leader_id !== null && row.leader_username === null);
  if (nameless.length === 0) return rows;
  const leaders = await tx.$queryRaw<{ id: number; username: string }[]>`
    SELECT id, username FROM bidders WHERE id = ANY(${nameless.map((row) => row.leader_id)}::int[])`;
  const names = new Map(leaders.map(({ id, username }) => [id, username]));
  return rows.map((row) => ({
    ...row,
    leader_username: row.leader_username ?? names.get(row.leader_id ?? 0) ?? null,
  }));
}

/** Reads without locking. Unknown ids are absent. */
export async function readAuctions(db: Queryable, ids: readonly AuctionId[]): Promise<AuctionStates> {
  return byId(
    await db.$queryRaw<AuctionRow[]>`
      SELECT ${auctionColumns} FROM auctions a LEFT JOIN bidders l ON l.id = a.leader_id WHERE a.id = ANY(${[...ids]}::int[])`,
  );
}

export interface LockedAuctions {
  readonly states: AuctionStates;
  /** PostgreSQL's clock, in whole milliseconds, once all of them were locked. */
  readonly now: EpochMs;
}

/**
 * Locks the auctions in id order (so that two transactions never wait for each other) and reads them. NO KEY UPDATE
 * serialises everything that changes an auction, yet lets inserts that only refer to it (a watch, an image) proceed.
 *
 * A locking statement's own columns are computed before it waits, those of a statement around it for each row once that row is
 * locked: the latest clock among them was read when all were.
 */
export async function lockAuctionsAtMoment(
  tx: Queryable,
  ids: readonly AuctionId[],
): Promise<LockedAuctions> {
  const rows = await tx.$queryRaw<(AuctionRow & { readonly now: number })[]>`/* prepared */
    WITH a AS MATERIALIZED (
      SELECT * FROM auctions WHERE id = ANY(${[...ids]}::int[]) ORDER BY id FOR NO KEY UPDATE
    )
    SELECT ${auctionColumns}, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now
    FROM a LEFT JOIN bidders l ON l.id = a.leader_id`;
  const states = byId(await withLeaders(tx, rows));
  const now = rows.length === 0 ? await readClock(tx) : epochMs(Math.max(...rows.map((row) => row.now)));
  return { states, now };
}

/** As `lockAuctionsAtMoment`, for those who do not ask for the time. */
export const lockAuctions = async (tx: Queryable, ids: readonly AuctionId[]): Promise<AuctionStates> =>
  (await lockAuctionsAtMoment(tx, ids)).states;

/** PostgreSQL's clock, in whole milliseconds. Read after the locks are held: a locking statement's own columns are computed before it waits. */
export async function readClock(tx: Queryable): Promise<EpochMs> {
  const rows = await tx.$queryRaw<{ now: number }[]>`
    SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('PostgreSQL did not tell the time');
  return epochMs(now);
}

/** A changed auction, and the version it was read at. */
export interface AuctionChange {
  readonly from: AuctionState;
  readonly to: AuctionState;
}

const isoOf = (at: EpochMs): string => new Date(at).toISOString();

/**
 * Writes changed auctions in one statement, each only if it still has the version it was read at.
 * @throws Error when one has not: impossible while the caller holds the locks, so a programmer's error.
 */
export async function writeAuctions(tx: Queryable, changes: readonly AuctionChange[]): Promise<void> {
  if (changes.length === 0) return;
  const to = changes.map((change) => change.to);
  const written = await tx.$executeRaw`/* prepared */
    UPDATE auctions a SET
      status = u.status::auction_status, outcome = u.outcome::auction_outcome, current_price = u.current_price,
      bid_count = u.bid_count, leader_id = u.leader_id, leader_maximum_sealed = u.leader_maximum_sealed, ends_at = u.ends_at,
      last_sequence = u.last_sequence, last_hash = u.last_hash, last_at = u.last_at, version = u.version
    FROM unnest(
      ${to.map(({ terms }) => terms.auctionId)}::int[], ${changes.map(({ from }) => from.version)}::int[],
      ${to.map(({ status }) => status)}::text[], ${to.map(({ outcome }) => outcome)}::text[],
      ${to.map(({ currentPrice }) => currentPrice)}::bigint[], ${to.map(({ bidCount }) => bidCount)}::int[],
      ${to.map(({ leader }) => leader?.bidderId ?? null)}::int[], ${to.map(sealLeaderMaximum)}::text[],
      ${to.map(({ endsAt }) => isoOf(endsAt))}::timestamptz[], ${to.map(({ lastSequence }) => lastSequence)}::int[],
      ${to.map(({ lastHash }) => lastHash)}::text[],
      ${to.map(({ lastAt }) => lastAt && isoOf(lastAt))}::timestamptz[], ${to.map(({ version }) => version)}::int[]
    ) AS u(id, old_version, status, outcome, current_price, bid_count, leader_id, leader_maximum_sealed, ends_at, last_sequence, last_hash, last_at, version)
    WHERE a.id = u.id AND a.version = u.old_version`;
  if (written !== changes.length)
    throw new Error(`${changes.length - written} locked auctions changed under their lock`);
}

/** What a group's adjudication needs beside the auctions: who bids, and what was answered before under the same keys. */
import { bidderId as toBidderId } from '#lib/auction/identifiers';
import type { Queryable } from '#lib/db/client';
import { readRecordedRows } from '#lib/db/history-rows';
import type { Bidder, BidderId, RecordedRow } from '#lib/auction/types';
import { bidderOf, type EngineCommand, type EngineOutcome } from '#lib/bidding/engine-command';

interface BidderRow {
  readonly id: number;
  readonly username: string;
  readonly suspended: boolean;
  readonly has_card: boolean;
  /** Sellers; null for none. */
  readonly blocked_by: readonly number[] | null;
}

/** A seller's block counts on that seller's lots only. */
export type FindBidder = (bidderId: BidderId, sellerId: BidderId) => Bidder;

/** Those who bid or buy, as the rules know them. */
export async function readBidders(tx: Queryable, commands: readonly EngineCommand[]): Promise<FindBidder> {
  const ids = new Set(commands.map(bidderOf).filter((id) => id !== null));
  const rows = await tx.$queryRaw<BidderRow[]>`/* prepared */
    SELECT b.id, b.username, b.standing = 'suspended' AS suspended,
      EXISTS (SELECT FROM saved_cards c WHERE c.bidder_id = b.id AND c.payment_method_sealed IS NOT NULL) AS has_card,
      (SELECT array_agg(x.seller_id) FROM blocked_bidders x WHERE x.bidder_id = b.id) AS blocked_by
    FROM bidders b WHERE b.id = ANY(${[...ids]}::int[])`;
  const known = new Map(rows.map((row) => [toBidderId(row.id), row]));
  return (bidderId, sellerId) => {
    const row = known.get(bidderId);
    if (!row) throw new Error(`bidder ${bidderId} does not exist`);
    const { username, suspended, has_card: hasCard, blocked_by: blockedBy } = row;
    return { id: bidderId, username, suspended, hasCard, blocked: blockedBy?.includes(sellerId) ?? false };
  };
}

/** For each command to void somebody's bids, the whole history of its auction. */
export type Histories = ReadonlyMap<EngineCommand, readonly RecordedRow[]>;

/** Reads what was added to the histories since whoever asks for a void has read them. The auctions are locked. */
export async function readHistories(tx: Queryable, commands: readonly EngineCommand[]): Promise<Histories> {
  const histories = new Map<EngineCommand, readonly RecordedRow[]>();
  for (const command of commands) {
    const { auctionId, action } = command;
    if (action.kind !== 'void') continue;
    const { earlier } = action;
    const since = await readRecordedRows(tx, { auctionId, above: earlier.length, limit: null });
    histories.set(command, [...earlier, ...since]);
  }
  return histories;
}

export interface Remembered {
  readonly requestHash: string;
  readonly outcome: EngineOutcome;
}

export const memoryKey = (bidderId: BidderId, key: string): string => `${bidderId}/${key}`;

/** Earlier answers under the group's idempotency keys. */
export async function readRemembered(
  tx: Queryable,
  commands: readonly EngineCommand[],
): Promise<Map<string, Remembered>> {
  const asked = commands.flatMap((command) => {
    const bidderId = bidderOf(command);
    return bidderId === null || command.idempotency === null
      ? []
      : [{ bidderId, key: command.idempotency.key }];
  });
  if (asked.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { bidder_id: number; key: string; request_hash: string; answer: EngineOutcome }[]
  >`/* prepared */
    SELECT k.bidder_id, k.key, k.request_hash, k.answer
    FROM unnest(${asked.map(({ bidderId }) => bidderId)}::int[], ${asked.map(({ key }) => key)}::text[]) AS u(bidder_id, key)
    JOIN idempotency_keys k ON k.bidder_id = u.bidder_id AND k.key = u.key`;
  return new Map(
    rows.map((row) => [
      memoryKey(toBidderId(row.bidder_id), row.key),
      { requestHash: row.request_hash, outcome: row.answer },
    ]),
  );
}

export interface NewMemory {
  readonly bidderId: BidderId;
  readonly key: string;
  readonly requestHash: string;
  readonly outcome: EngineOutcome;
}

/** Written in the transaction of the outcome. A key taken meanwhile in another transaction fails the group, which then reads it. */
export async function writeRemembered(tx: Queryable, memories: readonly NewMemory[]): Promise<void> {
  if (memories.length === 0) return;
  await tx.$executeRaw`/* prepared */
    INSERT INTO idempotency_keys (bidder_id, key, request_hash, answer)
    SELECT * FROM unnest(
      ${memories.map(({ bidderId }) => bidderId)}::int[], ${memories.map(({ key }) => key)}::text[],
      ${memories.map(({ requestHash }) => requestHash)}::text[],
      ${memories.map(({ outcome }) => JSON.stringify(outcome))}::jsonb[])`;
}

/** The append-only history of bids: written in one statement per group, read newest first. */
import { auctionId as toAuctionId, bidderId as toBidderId, bidId as toBidId } from '#lib/auction/identifiers';
import { sha256Hex } from '#lib/auction/chain';
import type { ExportedRow } from '#lib/auction/history-export';
import { epochMs } from '#lib/auction/instants';
import { openOpening, sealOpening } from '#lib/db/auction-secrets';
import type { Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId, BidId, BidKind, HistoryRow, RecordedRow } from '#lib/auction/types';

export interface NewHistoryRow {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  readonly row: HistoryRow;
}

const insertStatement = (entries: readonly NewHistoryRow[]): Prisma.Sql => {
  const rows = entries.map(({ row }) => row);
  return Prisma.sql`/* prepared */
    INSERT INTO bids (auction_id, seller_id, bidder_id, sequence, kind, price, opening_sealed, commitment, previous_hash, hash, timestamp)
    SELECT u.auction_id, u.seller_id, u.bidder_id, u.sequence, u.kind::bid_kind, u.price, u.opening_sealed, u.commitment, u.previous_hash, u.hash, u.at
    FROM unnest(
      ${entries.map(({ auctionId }) => auctionId)}::int[], ${entries.map(({ sellerId }) => sellerId)}::int[],
      ${rows.map(({ bidderId }) => bidderId)}::int[], ${rows.map(({ sequence }) => sequence)}::int[],
      ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ price }) => price)}::bigint[],
      ${entries.map(({ auctionId, row }) => sealOpening(auctionId, row))}::text[], ${rows.map(({ commitment }) => commitment)}::text[], ${rows.map(({ previousHash }) => previousHash)}::text[],
      ${rows.map(({ hash }) => hash)}::text[], ${rows.map(({ at }) => new Date(at).toISOString())}::timestamptz[]
    ) WITH ORDINALITY AS u(auction_id, seller_id, bidder_id, sequence, kind, price, opening_sealed, commitment, previous_hash, hash, at, position)
    ORDER BY u.position
    RETURNING id::float8 AS id`;
};

/**
 * Inserts rows and returns their ids in the same order. A connection runs one statement at a time: what can be done before, the
 * sealing, is done at once, and the statement itself follows whatever `after` waits for.
 */
export async function insertHistory(
  tx: Queryable,
  entries: readonly NewHistoryRow[],
  after: Promise<unknown> = Promise.resolve(),
): Promise<BidId[]> {
  if (entries.length === 0) return [];
  const statement = insertStatement(entries);
  await after;
  const inserted = await tx.$queryRaw<{ id: number }[]>(statement);
  return inserted.map(({ id }) => toBidId(id));
}

interface WholeRow {
  readonly auction_id: number;
  readonly sequence: number;
  readonly kind: BidKind;
  readonly bidder_id: number;
  readonly username: string;
  readonly price: number;
  readonly opening_sealed: string | null;
}

const wholeRows = Prisma.sql`
  SELECT b.auction_id, b.sequence, b.kind, b.bidder_id, p.username, b.price::float8, b.opening_sealed
  FROM bids b JOIN bidders p ON p.id = b.bidder_id`;

const toRecordedRow = (row: WholeRow): RecordedRow => ({
  sequence: row.sequence,
  kind: row.kind,
  bidderId: toBidderId(row.bidder_id),
  username: row.username,
  price: cents(row.price),
  maximum:
    openOpening({ auctionId: row.auction_id, sequence: row.sequence, openingSealed: row.opening_sealed })
      ?.maximum ?? null,
});

/**
 * Reads whole histories with their secrets, oldest row first, for the rules to play anew. The caller holds the auctions' locks,
 * so that nothing is added meanwhile.
 */
export async function readWholeHistories(
  tx: Queryable,
  ids: readonly AuctionId[],
): Promise<ReadonlyMap<AuctionId, readonly RecordedRow[]>> {
  const rows = await tx.$queryRaw<WholeRow[]>`
    ${wholeRows} WHERE b.auction_id = ANY(${[...ids]}::int[]) ORDER BY b.auction_id, b.sequence`;
  const histories = new Map<AuctionId, RecordedRow[]>(ids.map((id) => [id, []]));
  for (const row of rows) histories.get(toAuctionId(row.auction_id))?.push(toRecordedRow(row));
  return histories;
}

/** Reads a history's rows above a sequence with their secrets, oldest first, at most `limit` of them; null for all. */
export async function readRecordedRows(
  db: Queryable,
  {
    auctionId,
    above,
    limit,
  }: { readonly auctionId: AuctionId; readonly above: number; readonly limit: number | null },
): Promise<readonly RecordedRow[]> {
  const rows = await db.$queryRaw<WholeRow[]>`
    ${wholeRows} WHERE b.auction_id = ${auctionId} AND b.sequence > ${above} ORDER BY b.sequence LIMIT ${limit}::int`;
  return rows.map(toRecordedRow);
}

export interface StandingBidder {
  readonly auctionId: AuctionId;
  readonly bidderId: BidderId;
}

/**
 * Everybody with a bid that counts. Whoever has only bids that were voided has a void for their newest row. Each history is looked
 * up by itself: of many auctions at once PostgreSQL would rather read all histories there are.
 */
export async function readStandingBidders(
  db: Queryable,
  ids: readonly AuctionId[],
): Promise<readonly StandingBidder[]> {
  const rows = await db.$queryRaw<{ auction_id: number; bidder_id: number }[]>`
    SELECT u.id AS auction_id, standing.bidder_id
    FROM unnest(${[...ids]}::int[]) AS u(id) CROSS JOIN LATERAL (
      SELECT bidder_id FROM bids WHERE auction_id = u.id GROUP BY bidder_id
      HAVING max(sequence) > coalesce(max(sequence) FILTER (WHERE kind = 'void'), 0)
    ) standing`;
  return rows.map(({ auction_id: id, bidder_id: bidder }) => ({
    auctionId: toAuctionId(id),
    bidderId: toBidderId(bidder),
  }));
}

/** Which rows of one auction's history, both ends left out, and from which end. */
export interface HistorySpan {
  readonly auctionId: AuctionId;
  readonly above: number;
  /** null: to the newest. */
  readonly below: number | null;
  readonly order: 'oldest first' | 'newest first';
  readonly limit: number;
}

/** A row as anyone may see it now, with its id. */
export type StoredRow = ExportedRow & { readonly id: BidId };

interface SpanRow {
  readonly id: number;
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: number;
  readonly at: number;
  readonly commitment: string | null;
  readonly hash: string;
  readonly previous_hash: string;
  readonly opening_sealed: string | null;
}

/**
 * Reads public rows. The statement itself gives out the hidden maximums, and only of an auction that has ended by its status: a
 * secret that nobody may see yet does not leave the database, not even sealed.
 */
export async function readHistory(db: Queryable, span: HistorySpan): Promise<StoredRow[]> {
  const { auctionId, above, below, limit } = span;
  const until = below === null ? Prisma.empty : Prisma.sql`AND b.sequence < ${below}`;
  const direction = span.order === 'oldest first' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const rows = await db.$queryRaw<SpanRow[]>`
    SELECT b.id::float8, b.sequence, b.kind, p.username, b.price::float8,
      (extract(epoch FROM b.timestamp) * 1000)::float8 AS at, b.commitment, b.hash, b.previous_hash,
      CASE WHEN a.status IN ('won', 'closed') THEN b.opening_sealed END AS opening_sealed
    FROM bids b JOIN auctions a ON a.id = b.auction_id JOIN bidders p ON p.id = b.bidder_id
    WHERE b.auction_id = ${auctionId} AND b.sequence > ${above} ${until}
    ORDER BY b.sequence ${direction} LIMIT ${limit}`;
  return rows.map((row) => toStoredRow(auctionId, row));
}

const toStoredRow = (auctionId: AuctionId, row: SpanRow): StoredRow => ({
  id: toBidId(row.id),
  sequence: row.sequence,
  kind: row.kind,
  username: row.username,
  price: cents(row.price),
  at: epochMs(row.at),
  commitment: row.commitment === null ? null : sha256Hex(row.commitment),
  hash: sha256Hex(row.hash),
  previousHash: sha256Hex(row.previous_hash),
  opening: openOpening({ auctionId, sequence: row.sequence, openingSealed: row.opening_sealed }),
});

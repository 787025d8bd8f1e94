/** The orders in which lots are listed, and the cursors that say how far a reader has come in one. */
import { z } from 'zod';
import type { AuctionStatus } from '#lib/auction/types';
import { Prisma } from '#lib/db/generated/client';
import type { LotFilter, LotSort } from '#lib/listings/types';

export interface LotOrder {
  /** What is sorted by, as a number that a cursor can carry exactly. */
  readonly key: Prisma.Sql;
  readonly column: Prisma.Sql;
  readonly descending: boolean;
  /** Turns a cursor's number back into the column's type. */
  readonly fromNumber: (value: number) => Prisma.Sql;
}

const asMoment = (value: number) => Prisma.sql`to_timestamp(${value}::float8 / 1000)`;
const asWhole = (value: number) => Prisma.sql`${Math.trunc(value)}::bigint`;

export const lotOrders: Readonly<Record<LotSort, LotOrder>> = {
  ending_soon: {
    key: Prisma.sql`extract(epoch FROM a.ends_at) * 1000`,
    column: Prisma.sql`a.ends_at`,
    descending: false,
    fromNumber: asMoment,
  },
  newest: { key: Prisma.sql`a.id`, column: Prisma.sql`a.id`, descending: true, fromNumber: asWhole },
  price_asc: {
    key: Prisma.sql`a.current_price`,
    column: Prisma.sql`a.current_price`,
    descending: false,
    fromNumber: asWhole,
  },
  price_desc: {
    key: Prisma.sql`a.current_price`,
    column: Prisma.sql`a.current_price`,
    descending: true,
    fromNumber: asWhole,
  },
  most_bids: {
    key: Prisma.sql`a.bid_count`,
    column: Prisma.sql`a.bid_count`,
    descending: true,
    fromNumber: asWhole,
  },
};

/** Whether an index gives out the lots of one status in this order, so that a few of many are found without sorting them all. */
export const isIndexed = (sort: LotSort): boolean => sort === 'newest' || sort === 'ending_soon';

export const directionOf = (sort: LotSort): Prisma.Sql =>
  lotOrders[sort].descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;

/** The condition on a lot `a` to be in one of these. Only an equation lets an index of status and something else give the order. */
export function ofStatuses(statuses: readonly AuctionStatus[]): Prisma.Sql {
  const [first, ...others] = statuses;
  return first !== undefined && others.length === 0
    ? Prisma.sql`a.status = ${first}::auction_status`
    : Prisma.sql`a.status = ANY(${[...statuses]}::auction_status[])`;
}

/** A lot's number and its place in the order. */
export interface PlacedRow {
  readonly id: number;
  readonly key: number;
}

/** As the database would have sorted them. */
export function inOrder(rows: readonly PlacedRow[], sort: LotSort): PlacedRow[] {
  const direction = lotOrders[sort].descending ? -1 : 1;
  return rows.toSorted((a, b) => direction * (a.key - b.key || a.id - b.id));
}

/** As far as moments go, which are all that is written here in milliseconds; prices and ids are less. */
const furthest = 8_640_000_000_000_000;
/** Whoever makes up a cursor of their own cannot name what PostgreSQL's types do not hold. */
const cursorShape = z.tuple([z.number().min(-furthest).max(furthest), z.int32().positive()]);

export const encodeCursor = ({ key, id }: PlacedRow): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** null for a cursor that we did not make: the list then starts from its beginning. */
function decodeCursor(cursor: string): [number, number] | null {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** Whether a cursor is one of ours; the HTTP API refuses others by name. */
export const isLotCursor = (cursor: string): boolean => decodeCursor(cursor) !== null;

/** The condition on a lot `a` to come after the cursor; none without one. */
export function afterCursor({ cursor, sort }: LotFilter): Prisma.Sql[] {
  const at = cursor === undefined ? null : decodeCursor(cursor);
  if (at === null) return [];
  const { column, descending, fromNumber } = lotOrders[sort];
  const comparison = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return [Prisma.sql`(${column}, a.id) ${comparison} (${fromNumber(at[0])}, ${at[1]}::int)`];
}

/** Finding lots. Keyset pages: the cursor names the last row seen, so pages stay correct while lots come and go. */
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { z } from 'zod';
import { auctionStatuses, type AuctionStatus } from '#lib/auction/types';
import { database, type Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';
import { readSummaries } from '#lib/listings/lot-rows';
import { commonSorted, findMatches, matches } from '#lib/listings/search-lots';
import { gather } from '#lib/platform/gather';
import { processWide } from '#lib/platform/singleton';
import type { LotFilter, LotSort, LotSummary, Page } from '#lib/listings/types';

interface Order {
  /** What is sorted by, as a number that a cursor can carry exactly. */
  readonly key: Prisma.Sql;
  readonly column: Prisma.Sql;
  readonly descending: boolean;
  /** Turns a cursor's number back into the column's type. */
  readonly fromNumber: (value: number) => Prisma.Sql;
}

const asMoment = (value: number) => Prisma.sql`to_timestamp(${value}::float8 / 1000)`;
const asWhole = (value: number) => Prisma.sql`${Math.trunc(value)}::bigint`;

const orders: Readonly<Record<LotSort, Order>> = {
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

/** As far as moments go, which are all that is written here in milliseconds; prices and ids are less. */
const furthest = 8_640_000_000_000_000;
/** Whoever makes up a cursor of their own cannot name what PostgreSQL's types do not hold. */
const cursorShape = z.tuple([z.number().min(-furthest).max(furthest), z.int32().positive()]);

const encodeCursor = (key: number, id: number): string =>
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

/** All but the status, and the words that are searched for. */
function conditionsOf(filter: LotFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.category) conditions.push(Prisma.sql`a.category = ${filter.category}`);
  if (filter.sellerUsername)
    conditions.push(
      Prisma.sql`a.seller_id = (SELECT id FROM bidders WHERE username = ${filter.sellerUsername}::citext)`,
    );
  if (filter.minPrice !== undefined) conditions.push(Prisma.sql`a.current_price >= ${filter.minPrice}`);
  if (filter.maxPrice !== undefined) conditions.push(Prisma.sql`a.current_price <= ${filter.maxPrice}`);
  return conditions;
}

function afterCursor({ cursor, sort }: LotFilter): Prisma.Sql[] {
  const at = cursor === undefined ? null : decodeCursor(cursor);
  if (at === null) return [];
  const { column, descending, fromNumber } = orders[sort];
  const comparison = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return [Prisma.sql`(${column}, a.id) ${comparison} (${fromNumber(at[0])}, ${at[1]}::int)`];
}

/** Whether an index gives out the lots of one status in this order, so that a few of many are found without sorting them all. */
const isWalked = ({ sort }: LotFilter): boolean => sort === 'newest' || sort === 'ending_soon';

const anyOf = (statuses: readonly AuctionStatus[]): Prisma.Sql =>
  Prisma.sql`a.status = ANY(${[...statuses]}::auction_status[])`;

/**
 * The condition that a search adds. Where it finds something common, and no index has the order asked for, only the newest of what
 * it finds are sorted: nobody reads through more, and sorting hundreds of thousands would take seconds.
 */
async function searchCondition(db: Queryable, filter: LotFilter): Promise<Prisma.Sql[]> {
  const { query, statuses = auctionStatuses } = filter;
  if (!query) return [];
  const found = await findMatches(db, query);
  if (found !== null) return [Prisma.sql`a.id = ANY(${found}::int[])`];
  if (isWalked(filter)) return [matches(query)];
  const all = Prisma.join([anyOf(statuses), ...conditionsOf(filter), matches(query)], ' AND ');
  return [
    Prisma.sql`a.id IN (SELECT a.id FROM auctions a WHERE ${all} ORDER BY a.id DESC LIMIT ${commonSorted})`,
  ];
}

/** Each status is walked by itself, as an index of `status` and another column gives one status in order, and not two. */
function firstRows(filter: LotFilter, searched: readonly Prisma.Sql[]): Prisma.Sql {
  const { key, column, descending } = orders[filter.sort];
  const { statuses = auctionStatuses } = filter;
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const conditions = [...conditionsOf(filter), ...searched, ...afterCursor(filter)];
  const firstWhere = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`(
    SELECT a.id, ${column} AS place, (${key})::float8 AS key FROM auctions a
    WHERE ${Prisma.join([condition, ...conditions], ' AND ')}
    ORDER BY ${column} ${direction}, a.id ${direction} LIMIT ${filter.limit + 1})`;
  const parts = isWalked(filter)
    ? statuses.map((status) => firstWhere(Prisma.sql`a.status = ${status}::auction_status`))
    : [firstWhere(anyOf(statuses))];
  return Prisma.sql`
    SELECT id, key FROM (${Prisma.join(parts, ' UNION ALL ')}) AS found
    ORDER BY place ${direction}, id ${direction} LIMIT ${filter.limit + 1}`;
}

async function readPage(filter: LotFilter): Promise<Page<LotSummary>> {
  const db = database();
  const searched = await searchCondition(db, filter);
  const rows = await db.$queryRaw<{ id: number; key: number }[]>(firstRows(filter, searched));
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    data: await readSummaries(
      db,
      shown.map(({ id }) => toAuctionId(id)),
    ),
    nextCursor: rows.length > filter.limit && last ? encodeCursor(last.key, last.id) : null,
  };
}

/** Questions of the same words asked while others are under way are answered by one, never older than the question. */
const browse = () =>
  processWide('browse-lots', () =>
    gather<string, Page<LotSummary>>({
      answerAll: async (questions) => {
        const filters = questions.map((question): [string, LotFilter] => [question, JSON.parse(question)]);
        return new Map(
          await Promise.all(
            filters.map(async ([question, filter]) => [question, await readPage(filter)] as const),
          ),
        );
      },
      concurrency: 4,
      most: 2,
    }),
  );

/** One page of lots that match, each as a card shows it. */
export async function browseLots(filter: LotFilter): Promise<Page<LotSummary>> {
  const page = await browse()(JSON.stringify(filter));
  if (!page) throw new Error('every question was answered');
  return page;
}

const count = () =>
  processWide('count-lots', () =>
    gather<AuctionStatus, number>({
      answerAll: async (statuses) => {
        const rows = await database().auction.groupBy({
          by: ['status'],
          where: { status: { in: [...statuses] } },
          _count: true,
        });
        return new Map(rows.map((row) => [row.status, row._count]));
      },
      concurrency: 1,
      most: 4,
    }),
  );

export const countLots = async (status: AuctionStatus): Promise<number> => (await count()(status)) ?? 0;

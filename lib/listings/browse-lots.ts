/** Finding lots. Keyset pages: the cursor names the last row seen, so pages stay correct while lots come and go. */
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { auctionStatuses, type AuctionId } from '#lib/auction/types';
import { database, type Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';
import {
  afterCursor,
  directionOf,
  encodeCursor,
  inOrder,
  isIndexed,
  lotOrders,
  ofStatuses,
  type PlacedRow,
} from '#lib/listings/lot-order';
import { readDetails, readSummaries } from '#lib/listings/lot-rows';
import { searchLots } from '#lib/listings/search-lots';
import { gather } from '#lib/platform/gather';
import { processWide } from '#lib/platform/singleton';
import type { LotDetail, LotFilter, LotSummary, Page } from '#lib/listings/types';

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

/** Each status is walked by itself, as an index of `status` and another column gives one status in order, and not two. */
function firstRows(filter: LotFilter): Prisma.Sql {
  const { key, column } = lotOrders[filter.sort];
  const { statuses = auctionStatuses } = filter;
  const direction = directionOf(filter.sort);
  const conditions = [...conditionsOf(filter), ...afterCursor(filter)];
  const firstWhere = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`(
    SELECT a.id, ${column} AS place, (${key})::float8 AS key FROM auctions a
    WHERE ${Prisma.join([condition, ...conditions], ' AND ')}
    ORDER BY ${column} ${direction}, a.id ${direction} LIMIT ${filter.limit + 1})`;
  const parts = isIndexed(filter.sort)
    ? statuses.map((status) => firstWhere(ofStatuses([status])))
    : [firstWhere(ofStatuses(statuses))];
  return Prisma.sql`
    SELECT id, key FROM (${Prisma.join(parts, ' UNION ALL ')}) AS found
    ORDER BY place ${direction}, id ${direction} LIMIT ${filter.limit + 1}`;
}

/** The page's rows and, where there are more, one beyond. */
function findRows(db: Queryable, filter: LotFilter): Promise<readonly PlacedRow[]> {
  const { query, statuses = auctionStatuses } = filter;
  return query
    ? searchLots(db, { query, filter, statuses, conditions: conditionsOf(filter) })
    : db.$queryRaw<PlacedRow[]>(firstRows(filter));
}

type ReadLots<Lot> = (db: Queryable, ids: readonly AuctionId[]) => Promise<Lot[]>;

async function readPage<Lot>(filter: LotFilter, readLots: ReadLots<Lot>): Promise<Page<Lot>> {
  const db = database();
  const rows = inOrder(await findRows(db, filter), filter.sort);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    data: await readLots(
      db,
      shown.map(({ id }) => toAuctionId(id)),
    ),
    nextCursor: rows.length > filter.limit && last ? encodeCursor(last) : null,
  };
}

/** Questions of the same words asked while others are under way are answered by one, never older than the question. */
function pagesOf<Lot>(name: string, readLots: ReadLots<Lot>): (filter: LotFilter) => Promise<Page<Lot>> {
  const answerAll = async (questions: readonly string[]): Promise<ReadonlyMap<string, Page<Lot>>> => {
    const filters = questions.map((question): [string, LotFilter] => [question, JSON.parse(question)]);
    return new Map(
      await Promise.all(
        filters.map(async ([question, filter]) => [question, await readPage(filter, readLots)] as const),
      ),
    );
  };
  const pages = () =>
    processWide(name, () => gather<string, Page<Lot>>({ answerAll, concurrency: 4, most: 2 }));
  return async (filter) => {
    const page = await pages()(JSON.stringify(filter));
    if (!page) throw new Error('every question was answered');
    return page;
  };
}

/** One page of lots that match, each as a card shows it. */
export const browseLots: (filter: LotFilter) => Promise<Page<LotSummary>> = pagesOf(
  'browse-lots',
  readSummaries,
);

/** The same, each as its own page shows it. */
export const browseDetails: (filter: LotFilter) => Promise<Page<LotDetail>> = pagesOf(
  'browse-details',
  readDetails,
);

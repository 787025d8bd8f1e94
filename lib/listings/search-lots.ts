/**
 * Which lots a search finds: those whose words match, and those with the text in their title. Invariant: a page is exact, whatever
 * the list is sorted by and however many lots match. What is searched stands in `auction_words`, with the words taken out of the
 * text once.
 *
 * Something common is soon found among the first lots in the order asked for, and something rare is found by the text indexes.
 * Which of the two it is PostgreSQL cannot know: a word may be common among the lots that have ended and missing among those that
 * are open. So a bounded number of lots is looked at in order, and what is not found by then is found the other way. Where no
 * index has the order, the lots have to be sorted first, which is only worth it for something common.
 */
import type { AuctionStatus } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';
import {
  afterCursor,
  directionOf,
  isIndexed,
  lotOrders,
  ofStatuses,
  type PlacedRow,
} from '#lib/listings/lot-order';
import type { LotFilter } from '#lib/listings/types';

/** As many lots are looked at in order before the text indexes are asked; that takes a few milliseconds. */
export const followedAtMost = 4000;
/** What is found more often is common. */
const commonAbove = 4000;

export interface Search {
  readonly query: string;
  readonly filter: LotFilter;
  readonly statuses: readonly AuctionStatus[];
  /** On a lot `a`: all that is asked for beside its status, its words and its place after the cursor. */
  readonly conditions: readonly Prisma.Sql[];
}

/** The condition on the words `w` of a lot. */
function matches(query: string): Prisma.Sql {
  const part = `%${query.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return Prisma.sql`(w.words @@ websearch_to_tsquery('english', ${query}) OR w.title ILIKE ${part})`;
}

/** The order stands outside, so that PostgreSQL decides from the conditions alone how to find what matches. */
function findByWords({ query, filter, statuses, conditions }: Search): Prisma.Sql {
  const { key, column } = lotOrders[filter.sort];
  const direction = directionOf(filter.sort);
  const all = [ofStatuses(statuses), ...conditions, ...afterCursor(filter), matches(query)];
  return Prisma.sql`
    SELECT id, key FROM (
      SELECT a.id, ${column} AS place, (${key})::float8 AS key
      FROM auctions a JOIN auction_words w ON w.auction_id = a.id
      WHERE ${Prisma.join(all, ' AND ')} OFFSET 0
    ) AS found
    ORDER BY place ${direction}, id ${direction} LIMIT ${filter.limit + 1}`;
}

function findInOrder({ query, filter, statuses, conditions }: Search): Prisma.Sql {
  const { key, column } = lotOrders[filter.sort];
  const direction = directionOf(filter.sort);
  const all = [ofStatuses(statuses), ...conditions, ...afterCursor(filter)];
  return Prisma.sql`
    SELECT next.id, next.key FROM (
      SELECT a.id, ${column} AS place, (${key})::float8 AS key FROM auctions a
      WHERE ${Prisma.join(all, ' AND ')}
      ORDER BY ${column} ${direction}, a.id ${direction} LIMIT ${followedAtMost}
    ) AS next
    CROSS JOIN LATERAL (
      SELECT FROM auction_words w WHERE w.auction_id = next.id AND ${matches(query)} OFFSET 0
    ) AS matching
    ORDER BY next.place ${direction}, next.id ${direction} LIMIT ${filter.limit + 1}`;
}

async function isCommon(db: Queryable, query: string): Promise<boolean> {
  const [probe] = await db.$queryRaw<{ found: number }[]>`
    SELECT count(*)::int AS found
    FROM (SELECT FROM auction_words w WHERE ${matches(query)} LIMIT ${commonAbove + 1}) AS probed`;
  return (probe?.found ?? 0) > commonAbove;
}

async function searchInOrder(db: Queryable, search: Search): Promise<PlacedRow[]> {
  const rows = await db.$queryRaw<PlacedRow[]>(findInOrder(search));
  return rows.length > search.filter.limit ? rows : db.$queryRaw<PlacedRow[]>(findByWords(search));
}

/** The first rows after the cursor, at least one more than the page has if there are as many; of several statuses in any order. */
export async function searchLots(db: Queryable, search: Search): Promise<readonly PlacedRow[]> {
  if (!isIndexed(search.filter.sort))
    return (await isCommon(db, search.query))
      ? searchInOrder(db, search)
      : db.$queryRaw<PlacedRow[]>(findByWords(search));
  // An index has the lots of one status in order, and not of two.
  const found = await Promise.all(
    search.statuses.map((status) => searchInOrder(db, { ...search, statuses: [status] })),
  );
  return found.flat();
}

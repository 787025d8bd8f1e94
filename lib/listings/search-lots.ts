/**
 * Which lots a search finds. Invariant: what is found is decided by the two text indexes alone, so that rare words are found in
 * no time among a million lots, whatever the list is sorted by. Were the order in the same statement, PostgreSQL would now and
 * then walk along it and take every description apart in passing, for minutes.
 */
import type { Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';

/** A search that finds more has found something common. */
export const commonAbove = 5000;
/** Of something common, so many are sorted by what no index has in order. */
export const commonSorted = 1000;

const inWords = (query: string) =>
  Prisma.sql`to_tsvector('english', a.title || ' ' || a.description) @@ websearch_to_tsquery('english', ${query})`;

const inTitle = (query: string) => {
  const part = `%${query.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return Prisma.sql`a.title ILIKE ${part}`;
};

/** The condition on a lot `a` in full, for going through lots of which many match. */
export const matches = (query: string): Prisma.Sql => Prisma.sql`(${inTitle(query)} OR ${inWords(query)})`;

/** The numbers of all lots that match, in no order; null when they are more than `commonAbove`. */
export async function findMatches(db: Queryable, query: string): Promise<readonly number[] | null> {
  const limit = commonAbove + 1;
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM (SELECT a.id FROM auctions a WHERE ${inWords(query)} LIMIT ${limit}) worded
    UNION SELECT id FROM (SELECT a.id FROM auctions a WHERE ${inTitle(query)} LIMIT ${limit}) titled`;
  return rows.length > commonAbove ? null : rows.map(({ id }) => id);
}

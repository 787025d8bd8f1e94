import { database } from '#lib/db/client';

/** How many entries of a table's indexes, and rows without one, were read so far by looks at it. */
export async function countLooks(table: string): Promise<number> {
  // Each connection reports its own looks. So many at once take every connection that has looked.
  await Promise.all(
    Array.from(
      { length: 8 },
      () => database().$executeRaw`SELECT pg_stat_force_next_flush(), pg_sleep(0.01)`,
    ),
  );
  const [row] = await database().$queryRaw<{ looks: number }[]>`
    SELECT (seq_tup_read + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = ${table}))::int AS looks
    FROM pg_stat_user_tables WHERE relname = ${table}`;
  return row?.looks ?? 0;
}

import { database } from '#lib/db/client';

/** Every row of every table, as text: what a dump of the database shows. */
export async function dumpDatabase(): Promise<string> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`;
  const dumps: string[] = [];
  for (const { name } of tables) {
    const rows = await database().$queryRawUnsafe<{ line: string }[]>(
      `SELECT '${name}: ' || t::text AS line FROM ${name} t`,
    );
    dumps.push(...rows.map(({ line }) => line));
  }
  return dumps.join('\n');
}

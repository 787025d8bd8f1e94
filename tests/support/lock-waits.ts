import { database } from '#lib/db/client';

/** Whether somebody waits for a lock in this test's database. */
export async function somebodyWaits(): Promise<boolean> {
  const rows = await database().$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (rows[0]?.waiting ?? 0) > 0;
}

import { database } from '#lib/db/client';

/** Forgets what nobody can use any more: dead sessions a day after their end, idempotency keys after a week. */
export async function forgetOld(): Promise<number> {
  const db = database();
  await db.$executeRaw`DELETE FROM sessions WHERE expires_at < now() - interval '1 day' OR revoked_at < now() - interval '1 day'`;
  await db.$executeRaw`DELETE FROM idempotency_keys WHERE created_at < now() - interval '7 days'`;
  return 0;
}

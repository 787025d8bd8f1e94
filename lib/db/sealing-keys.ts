/**
 * Which keys the database's values may be sealed under, kept in the database itself: so that a process that lacks one, or has
 * another by the same name, stops at its start instead of failing at the first bid that it cannot read.
 */
import { database, type Queryable } from '#lib/db/client';
import { StartupError } from '#lib/platform/fatal';
import { keyring } from '#lib/platform/keyring';
import { log } from '#lib/platform/log';

/**
 * Checks this process's keys against the database's, and records the one that it will seal under. Called at every start, after
 * the migrations.
 * @throws StartupError naming the key that is missing or another than it was.
 */
export async function recordSealingKey(db: Queryable): Promise<void> {
  const ring = keyring();
  const known = await db.sealingKey.findMany({ orderBy: { firstUsedAt: 'asc' } });
  for (const { id, fingerprint: recorded } of known) {
    if (!ring.ids.includes(id))
      throw new StartupError(
        `ENCRYPTION_KEYS lacks the key ${id}, which values in this database are encrypted under; add it, or restore the secrets.json that it is in.`,
      );
    if (ring.fingerprint(id) !== recorded)
      throw new StartupError(
        `ENCRYPTION_KEYS has another key by the name of ${id} than the one that values in this database are encrypted under.`,
      );
  }
  await db.sealingKey.createMany({
    data: [{ id: ring.newestId, fingerprint: ring.fingerprint(ring.newestId) }],
    skipDuplicates: true,
  });
}

/**
 * The same for a process that may start before its database can be reached: it serves as soon as that comes back.
 * @throws StartupError as `recordSealingKey`, or where no key is configured at all.
 */
export async function checkSealingKeys(): Promise<void> {
  keyring();
  try {
    await recordSealingKey(database());
  } catch (error) {
    if (error instanceof StartupError) throw error;
    log().warn({ err: error }, 'the encryption keys could not be checked against the database');
  }
}

/** Forgets every key but the newest, once nothing is sealed under them any more. @returns their ids. */
export async function retireOlderKeys(db: Queryable): Promise<string[]> {
  const { newestId } = keyring();
  const retired = await db.sealingKey.findMany({ where: { id: { not: newestId } }, select: { id: true } });
  await db.sealingKey.deleteMany({ where: { id: { in: retired.map(({ id }) => id) } } });
  return retired.map(({ id }) => id);
}

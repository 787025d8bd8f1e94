/** For commands that need the database: that of DATABASE_URL, or else the embedded one, whether or not the app is running. */
import { claimDataDirectory } from '#lib/embedded/data-directory';
import { startPostgres } from '#lib/embedded/postgres/index';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { migrate } from '#lib/db/migrate';
import { environment, readEnvFile } from '#lib/platform/env';
import { failWithSentence } from '#lib/platform/fatal';
import { localSecrets } from '#lib/platform/secrets';
import { generateIfStale } from './build-if-stale.ts';

interface Reached {
  readonly url: string;
  readonly leave: () => Promise<void>;
}

const stay = () => Promise.resolve();

function giveUp(failure: Error | null): void {
  if (failure) throw failure;
}

/** The embedded database of the app that is running, or one started for as long as this takes. */
async function reachEmbedded(directory: string): Promise<Reached> {
  const password = localSecrets().databasePassword;
  const running = findRunningPostgres({ directory, password });
  if (running) return { url: running, leave: stay };
  const claim = claimDataDirectory(directory);
  const postgres = await startPostgres({ directory, password, onCrash: giveUp });
  return {
    url: postgres.url,
    leave: async () => {
      await postgres.stop();
      claim.release();
    },
  };
}

/**
 * Runs a command with `database()` in reach and migrated. What it cannot do it says in one sentence, with exit code 1.
 * @param prepare reads what was asked for, before the database is reached.
 * @param work gets that, and the names of the migrations that were applied on the way.
 */
export async function withDatabase<T>(
  prepare: () => T,
  work: (wanted: T, applied: readonly string[]) => Promise<void>,
): Promise<void> {
  try {
    readEnvFile();
    await generateIfStale();
    const wanted = prepare();
    const { dataDirectory, databaseUrl } = environment();
    const reached = databaseUrl ? { url: databaseUrl, leave: stay } : await reachEmbedded(dataDirectory);
    try {
      const applied = await migrate(reached.url);
      const { database, disconnectDatabase, useDatabase } = await import('#lib/db/client');
      const { recordSealingKey } = await import('#lib/db/sealing-keys');
      useDatabase(reached.url);
      await recordSealingKey(database());
      await work(wanted, applied);
      await disconnectDatabase();
    } finally {
      await reached.leave();
    }
  } catch (error) {
    failWithSentence(error);
  }
}

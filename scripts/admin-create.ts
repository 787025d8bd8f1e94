/**
 * npm run admin:create -- --email you@example.com [--username you] [--password …]
 *
 * Makes an administrator, or promotes the account with that address, in the database of DATABASE_URL or else in the
 * embedded one, whether or not the app is running.
 */
import { parseArgs } from 'node:util';
import { claimDataDirectory } from '#lib/embedded/data-directory';
import { startPostgres } from '#lib/embedded/postgres/index';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { migrate } from '#lib/db/migrate';
import { environment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';
import { localSecrets } from '#lib/platform/secrets';
import { generateIfStale } from './build-if-stale.ts';

const usage = 'Usage: npm run admin:create -- --email you@example.com [--username you] [--password …]';

interface Wanted {
  readonly email: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

function readArguments(): Wanted {
  try {
    const { values } = parseArgs({
      options: { email: { type: 'string' }, username: { type: 'string' }, password: { type: 'string' } },
    });
    if (values.email) return { email: values.email, username: values.username, password: values.password };
  } catch (error) {
    throw new StartupError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  throw new StartupError(usage);
}

interface Reached {
  readonly url: string;
  readonly leave: () => Promise<void>;
}

function giveUp(failure: Error | null): void {
  if (failure) throw failure;
}

/** The embedded database of the app that is running, or one started for as long as this takes. */
async function reachEmbedded(directory: string): Promise<Reached> {
  const password = localSecrets().databasePassword;
  const running = findRunningPostgres({ directory, password });
  if (running) return { url: running, leave: async () => undefined };
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

async function createIn(wanted: Wanted): Promise<string> {
  const { createAdministrator } = await import('#lib/accounts/index');
  const outcome = await createAdministrator(wanted);
  if (outcome.accepted) {
    const done = outcome.wasPromoted
      ? `${outcome.username} is now an administrator.`
      : `Administrator ${outcome.username} was created.`;
    return outcome.drawnPassword === null
      ? done
      : `${done}\nPassword, shown this once: ${outcome.drawnPassword}`;
  }
  const { refusal } = outcome;
  switch (refusal.code) {
    case 'username_taken':
      throw new StartupError('That username is taken; choose another with --username.');
    case 'email_taken':
      throw new StartupError('Somebody has just taken that e-mail address; run this again to promote them.');
    case 'invalid_registration':
      throw new StartupError(refusal.faults.map(({ path, message }) => `--${path}: ${message}`).join('\n'));
    default:
      return refusal satisfies never;
  }
}

async function main(): Promise<void> {
  const wanted = readArguments();
  await generateIfStale();
  const { dataDirectory, databaseUrl } = environment();
  const { disconnectDatabase, useDatabase } = await import('#lib/db/client');
  const reached = databaseUrl
    ? { url: databaseUrl, leave: async () => undefined }
    : await reachEmbedded(dataDirectory);
  try {
    await migrate(reached.url);
    useDatabase(reached.url);
    process.stdout.write(`${await createIn(wanted)}\n`);
    await disconnectDatabase();
  } finally {
    await reached.leave();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

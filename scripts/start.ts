/** What `npm start` does once packages are there: everything a fresh machine lacks, then the app. */
import { inspect } from 'node:util';
import { claimDataDirectory } from '#lib/embedded/data-directory';
import { startPostgres, type EmbeddedPostgres } from '#lib/embedded/postgres/index';
import { migrate } from '#lib/db/migrate';
import { encryptionKeys } from '#lib/platform/config';
import { environment, readEnvFile, type Environment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';
import { openFrontDoor } from '#lib/platform/front-door';
import { localSecrets } from '#lib/platform/secrets';
import { buildIfStale, generateIfStale } from './build-if-stale.ts';
import { readOptions } from './read-options.ts';

const closeDeadlineMs = 20_000;

/** What to undo, newest last: Ctrl-C undoes them in reverse, so that PostgreSQL stops last. */
const undo: (() => Promise<void> | void)[] = [];
let stopping: Promise<void> | null = null;

async function stopEverything(): Promise<void> {
  for (const step of undo.toReversed()) await step();
}

function stopWhenAsked(): void {
  const stop = () => {
    // A terminal and npm may both deliver the same Ctrl-C.
    stopping ??= (async () => {
      process.stdout.write('\nStopping…\n');
      setTimeout(() => process.exit(1), closeDeadlineMs).unref();
      await stopEverything();
      process.exit(0);
    })();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Whoever started this with a channel to it, as start.mjs and tests do, has died: nobody else would ever stop it.
  process.once('disconnect', stop);
  process.channel?.unref();
  // The terminal, or what the output was piped to, may be gone before this is.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function startEmbeddedDatabase(directory: string): Promise<EmbeddedPostgres> {
  const starting = startPostgres({
    directory,
    password: localSecrets().databasePassword,
    onCrash: (failure) => {
      process.stderr.write(
        failure ? `${failure.message}\n` : 'PostgreSQL ended unexpectedly and was started again.\n',
      );
      if (failure) process.kill(process.pid, 'SIGTERM');
    },
  });
  // Registered before it is there: who stops a start meanwhile waits for it, and then stops it in order.
  undo.push(async () => (await starting.catch(() => null))?.stop());
  return starting;
}

async function prepareDatabase(env: Environment): Promise<void> {
  // A start without keys ends before anything is touched.
  encryptionKeys();
  const { useDatabase } = await import('#lib/db/client');
  if (env.databaseUrl === null) useDatabase((await startEmbeddedDatabase(env.dataDirectory)).url);
  const { database, databaseUrl } = await import('#lib/db/client');
  const { recordSealingKey } = await import('#lib/db/sealing-keys');
  await migrate(databaseUrl());
  await recordSealingKey(database());
  if (!env.demo) return;
  const { seedDemo } = await import('../prisma/seed/index.ts');
  await seedDemo();
}

function greet(env: Environment): void {
  const lines = [`Gavel is open at ${env.publicOrigin}`];
  if (env.demo) lines.push(`Sign in as alice, bob, seller or admin, password ${env.demoPassword}`);
  if (env.smtpUrl === null) lines.push(`Mail is captured at ${env.publicOrigin}/mailbox`);
  process.stdout.write(`\n${lines.join('\n')}\nCtrl-C stops it.\n`);
}

const usage =
  'Usage: npm start, or npm run dev. PORT, HOST and the other variables of the README say the rest.';

async function main(): Promise<void> {
  stopWhenAsked();
  const { dev } = readOptions({ usage, options: { dev: { type: 'boolean', default: false } } }).values;
  readEnvFile();
  const env = environment();
  const door = await openFrontDoor(env);
  undo.push(() => door.close(0));
  const claim = claimDataDirectory(env.dataDirectory);
  undo.push(() => claim.release());
  await generateIfStale();
  await Promise.all([dev ? null : buildIfStale(), prepareDatabase(env)]);
  const { serveApp } = await import('../server.ts');
  const app = await serveApp(door, { dev });
  undo.push(() => app.close());
  greet(env);
}

try {
  await main();
} catch (error) {
  if (stopping === null) {
    process.stderr.write(`\n${error instanceof StartupError ? error.message : inspect(error)}\n`);
    await stopEverything().catch(() => undefined);
    process.exit(1);
  }
}

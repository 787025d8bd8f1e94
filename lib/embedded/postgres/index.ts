/**
 * Real PostgreSQL from the npm registry, run as a child process for machines that have none. It listens on loopback only,
 * on a port of its own, with a password that never leaves the data directory.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { choosePostgresAccount, commandAs, type PostgresAccount } from '#lib/embedded/postgres/account';
import { locatePostgres, type PostgresBinaries } from '#lib/embedded/postgres/binaries';
import { initialiseCluster } from '#lib/embedded/postgres/initialise';
import { stopOrphan } from '#lib/embedded/postgres/orphan';
import { endWithUs } from '#lib/platform/end-with-us';
import { StartupError } from '#lib/platform/fatal';

export interface EmbeddedPostgres {
  /** Connection string of database `gavel`; stays the same when the server is restarted. */
  readonly url: string;
  /** The server's process id now. */
  pid(): number;
  /** Shuts down in order: open transactions are rolled back, everything acknowledged is on disk. */
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;
const pollMs = 15;
const relaunchAttempts = 40;
const relaunchPauseMs = 250;

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // Parallel workers need shared memory that small containers do not have, and no query of ours is large enough to gain.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the probe listens on a TCP port');
  return address.port;
}

interface Launch {
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  readonly dataDirectory: string;
  readonly port: number;
  readonly logFile: string;
}

function launch({ binaries, account, dataDirectory, port, logFile }: Launch): ChildProcess {
  const { file, args, options } = commandAs(account, {
    file: binaries.postgres,
    args: [
      '-D',
      dataDirectory,
      ...Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ],
  });
  const log = openSync(logFile, 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal must reach the app alone, which then stops PostgreSQL last.
  const child = spawn(file, args, { ...options, stdio: ['ignore', log, log], detached: true, cwd: '/' });
  closeSync(log);
  endWithUs(child, { signal: 'INT' });
  return child;
}

const lastLineOf = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';

async function connectable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // A server that is still starting closes the connection; what matters is only whether it answers.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(url: { readonly maintenance: string; readonly name: string }): Promise<void> {
  const client = new pg.Client({ connectionString: url.maintenance });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [url.name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(url.name)}`);
  } finally {
    await client.end();
  }
}

/** Launches the server and waits until it answers. @throws StartupError when it stops or stays silent. */
async function launchAndWait(what: Launch & { readonly url: string }): Promise<ChildProcess> {
  const child = launch(what);
  let failure: Error | null = null;
  child.once('error', (error) => (failure = error));
  const deadline = performance.now() + readyWithinMs;
  while (!(await connectable(what.url))) {
    if (failure !== null || child.exitCode !== null || child.signalCode !== null)
      throw new StartupError(`PostgreSQL stopped while starting: ${lastLineOf(what.logFile)}`, {
        cause: failure,
      });
    if (performance.now() > deadline)
      throw new StartupError(`PostgreSQL does not answer; see ${what.logFile}.`);
    await delay(pollMs);
  }
  return child;
}

/** After a crash the old server's processes may need a moment to let go of its shared memory. */
async function relaunch(what: Launch & { readonly url: string }): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchAndWait(what);
    } catch (error) {
      if (attempt === relaunchAttempts) throw error;
      await delay(relaunchPauseMs);
    }
  }
}

export interface PostgresOptions {
  /** The caller holds the claim on it. The cluster is made in its folder `postgres`. */
  readonly directory: string;
  readonly password: string;
  /** The server died and was started again (`null`), or could not be (the error). */
  readonly onCrash: (failure: Error | null) => void;
}

/**
 * Starts PostgreSQL, making the cluster on first use, and keeps it running: should it die, it is started again on the same
 * port, and PostgreSQL's own recovery brings back all that it acknowledged.
 * @throws StartupError with a sentence that says what to do.
 */
export async function startPostgres({
  directory,
  password,
  onCrash,
}: PostgresOptions): Promise<EmbeddedPostgres> {
  const dataDirectory = path.join(directory, 'postgres');
  const binaries = locatePostgres();
  const account = choosePostgresAccount([dataDirectory, binaries.postgres]);
  await initialiseCluster({ binaries, account, dataDirectory, password });
  await stopOrphan(dataDirectory);

  const port = await findFreePort();
  const urlOf = (name: string) => `postgresql://gavel:${password}@127.0.0.1:${port}/${name}`;
  const logFile = path.join(directory, 'postgres.log');
  const what = { binaries, account, dataDirectory, port, logFile, url: urlOf('postgres') };
  let stopping = false;
  let child = await launchAndWait(what);
  await createDatabase({ maintenance: urlOf('postgres'), name: 'gavel' });

  const supervise = (server: ChildProcess): void => {
    server.once('exit', () => {
      if (stopping) return;
      relaunch(what).then(
        (next) => {
          child = next;
          supervise(next);
          onCrash(null);
        },
        (error: unknown) => onCrash(error instanceof Error ? error : new Error(String(error))),
      );
    });
  };
  supervise(child);

  return {
    url: urlOf('gavel'),
    pid: () => child.pid ?? 0,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
}

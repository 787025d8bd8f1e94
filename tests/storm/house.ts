/** The house that is killed: real processes, which end by SIGKILL in the middle of their work and are started again. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '#lib/db/migrate';
import { createPusherServer } from '#lib/embedded/pusher/index';
import { findPostmaster } from '#lib/embedded/postgres/orphan';
import { startPostgres } from '#lib/embedded/postgres/index';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { loadSecrets } from '#lib/platform/secrets';
import {
  exitOf,
  findFreePort,
  isReady,
  makeDataDirectory,
  removeDataDirectory,
  startGavel,
  type RunningGavel,
} from '#tests/support/app';
import { until } from '#tests/storm/until';
import type { Doors } from '#tests/storm/wire';

export type Disaster = 'app' | 'postgres';

export interface StormHouse extends Doors {
  /** Kills it with SIGKILL, and returns once the house is whole again. */
  strike(disaster: Disaster): Promise<void>;
  databaseUrl(): string;
  close(): Promise<void>;
}

const quiet = { DEMO: 'off', RATE_LIMIT: 'off', MIN_AUCTION_SECONDS: '1', LOG_LEVEL: 'silent' };

async function kill(app: RunningGavel): Promise<void> {
  app.process.kill('SIGKILL');
  await exitOf(app.process);
}

/** Kills the postmaster; whoever runs it starts another. */
async function killPostgres(pid: () => number | null, doors: readonly string[]): Promise<void> {
  const before = pid();
  if (before === null) throw new Error('PostgreSQL is running');
  process.kill(before, 'SIGKILL');
  await until('another PostgreSQL runs', () => ![null, 0, before].includes(pid()));
  for (const door of doors) await until('the app is ready again', () => isReady(door));
}

/** One process as `npm start` starts it, with its own PostgreSQL. */
export async function openHouse(): Promise<StormHouse> {
  const directory = makeDataDirectory();
  let app = await startGavel({ directory, env: quiet });
  const { port, origin } = app;
  const { databasePassword: password } = loadSecrets(directory);
  const dataDirectory = path.join(directory, 'postgres');
  return {
    doors: () => [origin],
    strike: async (disaster) => {
      if (disaster === 'postgres') return killPostgres(() => findPostmaster(dataDirectory), [origin]);
      await kill(app);
      app = await startGavel({ directory, port, env: quiet });
    },
    databaseUrl: () => {
      const url = findRunningPostgres({ directory, password });
      if (url === null) throw new Error('PostgreSQL is running');
      return url;
    },
    close: async () => {
      await app.stop();
      removeDataDirectory(directory);
    },
  };
}

/** A push service that is neither process's own, as hosted Pusher Channels is not. */
async function startPusher(): Promise<{ env: Readonly<Record<string, string>>; close: () => Promise<void> }> {
  const [appId, key, secret] = ['storm', 'storm-key', 'storm-secret'];
  const pusher = createPusherServer({ appId, key, secret });
  const server = createServer((request, response) => {
    if (!pusher.handleRequest(request, response)) response.writeHead(404).end();
  });
  const port = await findFreePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    env: {
      PUSHER_APP_ID: appId,
      PUSHER_KEY: key,
      PUSHER_SECRET: secret,
      PUSHER_HOST: '127.0.0.1',
      PUSHER_PORT: String(port),
      PUSHER_TLS: 'off',
    },
    close: async () => {
      await pusher.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What processes beside each other have to agree upon: configured, as nothing of theirs is on one disk. */
const sharedSecrets = (): Readonly<Record<string, string>> => ({
  NEXTAUTH_SECRET: 'processes beside each other share this one',
  ENCRYPTION_KEYS: `storm:${randomBytes(32).toString('base64')}`,
  RECEIPT_KEY: generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
});

/** Two processes as a deployment runs them, on one database and one push service; the app is killed in turns. */
export async function openTwinHouse(): Promise<StormHouse> {
  const directory = makeDataDirectory();
  const postgres = await startPostgres({ directory, password: 'only-for-tests', onCrash: () => undefined });
  await migrate(postgres.url);
  const pusher = await startPusher();
  const env = { ...quiet, ...sharedSecrets(), ...pusher.env, DATABASE_URL: postgres.url };
  const start = (name: string, port?: number): Promise<RunningGavel> => {
    const own = path.join(directory, name);
    mkdirSync(own, { recursive: true });
    return startGavel({ directory: own, env, entryPoint: 'server.ts', ...(port !== undefined && { port }) });
  };
  let [next, other] = [await start('one'), await start('two')];
  const doors = [next.origin, other.origin] as const;
  return {
    doors: () => [...doors],
    strike: async (disaster) => {
      if (disaster === 'postgres') return killPostgres(() => postgres.pid(), doors);
      await kill(next);
      const restarted = await start(path.basename(next.directory), next.port);
      [next, other] = [other, restarted];
    },
    databaseUrl: () => postgres.url,
    close: async () => {
      await Promise.all([next.stop(), other.stop()]);
      await pusher.close();
      await postgres.stop();
      removeDataDirectory(directory);
    },
  };
}

/** A fresh PostgreSQL of the app's own kind, with the app's own settings (so fsync is on), and databases cloned in it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '#lib/db/migrate';
import { startPostgres } from '#lib/embedded/postgres/index';

export interface Cluster {
  /** A folder for whatever a figure has to write. */
  readonly directory: string;
  /** Makes an empty, migrated database. Returns its connection string. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Runs statements on a connection of their own. */
export async function runSql(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function requireFsync(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ fsync: string; commit: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
  );
  await client.end();
  if (rows[0]?.fsync !== 'on' || rows[0].commit !== 'on')
    throw new Error('PostgreSQL does not wait for the disk; nothing measured here would be true');
}

export async function startCluster(): Promise<Cluster> {
  const directory = mkdtempSync(path.join(tmpdir(), 'gavel-bench-'));
  chmodSync(directory, 0o755);
  const postgres = await startPostgres({ directory, password: 'only-for-this', onCrash: () => undefined });
  const urlOf = (name: string) => postgres.url.replace(/\/gavel$/, `/${name}`);
  await requireFsync(postgres.url);
  await migrate(postgres.url);
  return {
    directory,
    createDatabase: async (name) => {
      await runSql(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE gavel`);
      return urlOf(name);
    },
    stop: async () => {
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

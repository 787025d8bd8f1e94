/** The app as `npm start` starts it, with its database open to look into and nobody in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { z } from 'zod';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { makeDataDirectory, removeDataDirectory, startGavel, type RunningGavel } from '#tests/support/app';

const savedSecrets = z.record(z.string(), z.string());

export class House {
  readonly app: RunningGavel;
  readonly db: pg.Client;

  private constructor(app: RunningGavel, db: pg.Client) {
    this.app = app;
    this.db = db;
  }

  static async open(): Promise<House> {
    const directory = makeDataDirectory();
    const env = { DEMO: 'off', RATE_LIMIT: 'off', LOG_LEVEL: 'debug' };
    const app = await startGavel({ directory, env });
    const password = secretsIn(directory)['databasePassword'] ?? '';
    const db = new pg.Client({ connectionString: findRunningPostgres({ directory, password }) ?? '' });
    await db.connect();
    return new House(app, db);
  }

  async close(): Promise<void> {
    await this.db.end();
    await this.app.stop();
    removeDataDirectory(this.app.directory);
  }

  /** What this machine keeps for itself, by name. */
  secrets(): Readonly<Record<string, string>> {
    return secretsIn(this.app.directory);
  }

  /** Waits until this query says so, as `ok`. */
  async until(what: string, query: string): Promise<void> {
    const look = async (): Promise<true | null> =>
      (await this.db.query<{ ok: boolean }>(query)).rows[0]?.ok === true || null;
    await vi.waitUntil(look, { timeout: 30_000, interval: 100 }).catch(() => {
      throw new Error(`in vain: ${what}`);
    });
  }
}

const secretsIn = (directory: string): Record<string, string> =>
  savedSecrets.parse(JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8')));

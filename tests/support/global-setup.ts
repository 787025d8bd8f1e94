/** One real PostgreSQL for the whole run, with a migrated template from which every test file clones its own database. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#lib/db/migrate';
import { startPostgres } from '#lib/embedded/postgres/index';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The template database's connection string. */
    templateUrl: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'gavel-tests-'));
  chmodSync(directory, 0o755);
  const postgres = await startPostgres({ directory, password: 'only-for-tests', onCrash: () => undefined });
  await migrate(postgres.url);
  const admin = new pg.Client({ connectionString: postgres.url.replace(/\/gavel$/, '/postgres') });
  await admin.connect();
  await admin.query('ALTER DATABASE gavel WITH is_template true');
  // Nothing here has to outlive the machine, and waiting for its disk would be a good part of the time that tests take.
  await admin.query('ALTER SYSTEM SET fsync = off');
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
  project.provide('templateUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}

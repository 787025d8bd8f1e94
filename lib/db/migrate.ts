/**
 * `prisma migrate deploy` without its command line: applies prisma/migrations in order, under the same advisory lock and in
 * the same table as Prisma's schema engine, so either may be used on a new database. Each migration and its record commit together.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { sealPlainColumns } from '#lib/db/seal-plain-columns';
import { errorCode } from '#lib/platform/error-code';
import { StartupError } from '#lib/platform/fatal';
import { log } from '#lib/platform/log';

/**
 * What SQL cannot do, as it takes keys: done before the migration of that name, each time until it is applied. Where Prisma's
 * own command line migrates a database that needs it, that migration refuses.
 */
const preparations: Readonly<Record<string, (client: pg.Client) => Promise<void>>> = {
  '20261125200601_no_plain_columns': sealPlainColumns,
};

/** Every command of ours, and Next, runs in the root of the repository; a bundle has no folder of its own to start from. */
const migrationsDirectory = (): string => path.resolve(/* turbopackIgnore: true */ 'prisma/migrations');
/** The key that Prisma's schema engine locks while it migrates. */
const advisoryLock = 72_707_369;

const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

function readMigrations(): Migration[] {
  return readdirSync(migrationsDirectory(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(path.join(migrationsDirectory(), name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

interface AppliedRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** Those not applied yet. @throws StartupError where the database and the files disagree. */
function pendingOf(migrations: readonly Migration[], applied: readonly AppliedRow[]): Migration[] {
  const failed = applied.find((row) => row.finished_at === null);
  if (failed)
    throw new StartupError(
      `Migration ${failed.migration_name} failed earlier; repair it with "prisma migrate resolve".`,
    );
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  const edited = migrations.find(
    ({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum,
  );
  if (edited)
    throw new StartupError(
      `Migration ${edited.name} was edited after it was applied; restore it and add a new one.`,
    );
  return migrations.filter(({ name }) => !checksums.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await preparations[name]?.(client);
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new StartupError(
      `Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    const reason = error instanceof Error ? error.message || errorCode(error) : String(error);
    throw new StartupError(`The database of DATABASE_URL cannot be reached: ${reason}.`);
  }
}

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const { rows } = await client.query<AppliedRow>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  return rows;
}

/**
 * Brings the database at `url` up to date and returns the names of the migrations it applied.
 * @throws StartupError when the database is out of reach, or a migration fails or was edited.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = await connect(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(migrationsTable);
    const pending = pendingOf(readMigrations(), await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Names of migrations that the database at hand still lacks. `appliedNames` comes from its `_prisma_migrations`. */
export function missingMigrations(appliedNames: ReadonlySet<string>): string[] {
  return readMigrations()
    .map(({ name }) => name)
    .filter((name) => !appliedNames.has(name));
}

/**
 * For a process that does not migrate by itself. One whose database is out of reach starts all the same, and serves as soon as that
 * comes back.
 * @throws StartupError when the database at `url` lacks a migration.
 */
export async function requireMigrations(url: string): Promise<void> {
  let client: pg.Client;
  try {
    client = await connect(url);
  } catch (error) {
    log().warn(
      { reason: error instanceof Error ? error.message : String(error) },
      'starting without a database',
    );
    return;
  }
  try {
    const { rows } = await client.query<{ is_there: boolean }>(
      `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS is_there`,
    );
    const applied = rows[0]?.is_there ? await readApplied(client) : [];
    const finished = applied.filter((row) => row.finished_at !== null).map((row) => row.migration_name);
    const missing = missingMigrations(new Set(finished));
    if (missing.length > 0)
      throw new StartupError(
        `The database lacks ${missing.length} of the migrations, the first being ${missing[0]}: run npm run db:migrate.`,
      );
  } finally {
    await client.end();
  }
}

/** The process's one Prisma client, over one pool of connections. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from '#lib/db/generated/client';
import { preparedName } from '#lib/db/prepared-statements';
import { environment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';

export type Database = PrismaClient;
/** A client, or a transaction of it. */
export type Queryable = Prisma.TransactionClient;

const poolSize = 24;
const name = 'database';
const urlName = 'database-url';

/** Where the embedded PostgreSQL listens, once it runs. Called before the first use of `database()`. */
export function useDatabase(url: string): void {
  forgetProcessWide(urlName);
  processWide(urlName, () => url);
}

/** The connection string in force. @throws StartupError when nothing names a database. */
export function databaseUrl(): string {
  return processWide(urlName, () => {
    const { databaseUrl: configured } = environment();
    if (configured) return configured;
    throw new StartupError(
      'DATABASE_URL is not set, and no embedded PostgreSQL runs in this process: start with npm start.',
    );
  });
}

/** Whether a pooler hands the server's connections from one transaction to the next: what is prepared may then be gone. */
const isPooled = (url: string): boolean => new URL(url).searchParams.get('pgbouncer') === 'true';

export const database = (): Database =>
  processWide(name, () => {
    const connectionString = databaseUrl();
    const adapter = new PrismaPg(
      { connectionString, max: poolSize, connectionTimeoutMillis: 10_000 },
      isPooled(connectionString) ? {} : { statementNameGenerator: ({ sql }) => preparedName(sql) },
    );
    return new PrismaClient({ adapter });
  });

export async function disconnectDatabase(): Promise<void> {
  const client = database();
  forgetProcessWide(name);
  await client.$disconnect();
}

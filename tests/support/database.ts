import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { disconnectDatabase, useDatabase } from '#lib/db/client';

async function administer(templateUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: templateUrl.replace(/\/gavel$/, '/postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Gives this test file an empty, migrated database of its own, behind `database()`. Call it at the top of the file. */
export function useTestDatabase(): void {
  const templateUrl = inject('templateUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  beforeAll(async () => {
    await administer(templateUrl, `CREATE DATABASE ${name} TEMPLATE gavel`);
    useDatabase(templateUrl.replace(/\/gavel$/, `/${name}`));
  });
  afterAll(async () => {
    await disconnectDatabase();
    await administer(templateUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  });
}

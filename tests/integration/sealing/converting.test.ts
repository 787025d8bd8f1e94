/** A database of before anything was encrypted: its secrets are moved, and nothing of them is left behind. */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { commitTo } from '#lib/auction/chain';
import { auctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { readAuctions } from '#lib/db/auction-rows';
import { database, disconnectDatabase, useDatabase } from '#lib/db/client';
import { readHistory } from '#lib/db/history-rows';
import { migrate } from '#lib/db/migrate';
import { openText, sealedColumns } from '#lib/db/sealed-columns';
import { lockOrder } from '#lib/payments/orders/order-rows';

const template = inject('templateUrl');
const name = `test_${randomUUID().replaceAll('-', '')}`;
const url = template.replace(/\/gavel$/, `/${name}`);
const root = path.resolve(import.meta.dirname, '../../..');
const migrations = path.join(root, 'prisma/migrations');
const [adding, dropping] = ['20261125200600_sealed_columns', '20261125200601_no_plain_columns'];
const sqlOf = (migration: string) => readFileSync(path.join(migrations, migration, 'migration.sql'), 'utf8');

const zeros = '0'.repeat(64);
const ones = '1'.repeat(64);
const salt = '5a1f'.repeat(8);
const lots = 2500;
const [running, ended] = [auctionId(1), auctionId(2)];
/** The first lot's, as PostgreSQL stores a number on machines like this. */
const reserveBytes = Buffer.alloc(8);
reserveBytes.writeBigInt64LE(90_001n);
const endedMaximum = cents(70_002);

async function query(at: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Applies a migration as the command line of Prisma does, and records it. */
async function apply(migration: string): Promise<void> {
  const sql = sqlOf(migration);
  const checksum = createHash('sha256').update(sql).digest('hex');
  await query(
    url,
    sql,
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at)
     VALUES ('${randomUUID()}', '${checksum}', '${migration}', now())`,
  );
}

/** As the house left its database before anything was encrypted. */
async function makeOldDatabase(): Promise<void> {
  await query(template.replace(/\/gavel$/, '/postgres'), `CREATE DATABASE ${name}`);
  await query(
    url,
    `CREATE TABLE "_prisma_migrations" (
      id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
      migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`,
  );
  const earlier = readdirSync(migrations).filter((migration) => /^\d/.test(migration) && migration < adding);
  for (const migration of earlier.toSorted()) await apply(migration);
  await query(
    url,
    `INSERT INTO bidders (username, email, password_hash) VALUES ('seller', 's@example.test', 'x'), ('buyer', 'b@example.test', 'x')`,
    `INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, reserve_price, duration,
       status, starts_at, ends_at, original_ends_at, leader_id, leader_maximum, bid_count, last_sequence, last_hash)
     SELECT 1, 'lot', 'old', 'art', 100, 100, 90000 + n, 60, 'active', now(), now() + interval '1 hour',
       now() + interval '1 hour', 2, 70000 + n, 1, 1, '${ones}' FROM generate_series(1, ${lots}) AS n`,
    `INSERT INTO bids (auction_id, bidder_id, seller_id, sequence, kind, price, maximum, salt, commitment, previous_hash, hash, timestamp)
     SELECT n, 2, 1, 1, 'bid', 100, 70000 + n, '${salt}',
       encode(sha256(('gavel-maximum-1|' || 70000 + n || '|${salt}')::bytea), 'hex'), '${zeros}', '${ones}', now()
     FROM generate_series(1, ${lots}) AS n`,
    `UPDATE auctions SET status = 'closed', outcome = 'sold' WHERE id = ${ended}`,
    `INSERT INTO orders (auction_id, buyer_id, currency, hammer_price, total_price, status, due_at, paid_at, paid_through,
       stripe_checkout_session_id, stripe_payment_intent_id)
     VALUES (${ended}, 2, 'USD', 100, 100, 'paid', now(), now(), 'stripe', 'cs_test_of_before', 'pi_of_before')`,
    `INSERT INTO idempotency_keys (bidder_id, key, request_hash, answer) VALUES
       (2, 'checkout', '${zeros}', '{"status":201,"headers":{},"body":"https://pay.example/cs_test_of_before"}'),
       (2, 'bid', '${zeros}', '{"accepted":true}')`,
  );
}

/** The bytes of a table's file, as they are on the disk. */
async function bytesOf(table: string): Promise<Buffer> {
  const [row] = await query(
    url,
    'CHECKPOINT',
    `SELECT pg_read_binary_file(pg_relation_filepath('${table}')) AS bytes`,
  );
  if (!(row?.['bytes'] instanceof Buffer)) throw new Error('the table has a file');
  return row['bytes'];
}

beforeAll(makeOldDatabase);
afterAll(async () => {
  await disconnectDatabase();
  await query(template.replace(/\/gavel$/, '/postgres'), `DROP DATABASE ${name} WITH (FORCE)`);
});

it('shows its secrets before: what the tests below look for can be found', async () => {
  expect((await bytesOf('bids')).includes(salt)).toBe(true);
  expect((await bytesOf('orders')).includes('pi_of_before')).toBe(true);
  expect((await bytesOf('auctions')).includes(reserveBytes)).toBe(true);
});

it('goes on after a start that ended between the two migrations, and refuses to drop a secret until then', async () => {
  await apply(adding);
  await expect(query(url, 'UPDATE bids SET price = 1 WHERE auction_id = 1')).rejects.toThrow(/append-only/);
  await expect(query(url, sqlOf(dropping))).rejects.toThrow(/still in the clear/);
  // A transaction that somebody began before, in whatever database: what it might read would be kept for it.
  const other = new pg.Client({ connectionString: template.replace(/\/gavel$/, '/postgres') });
  await other.connect();
  await other.query('BEGIN');
  await other.query('SELECT pg_current_xact_id()');
  const migrating = migrate(url);
  // It ends when the conversion waits for it; one that did not wait would be through with the orders by then.
  const isWaiting = `SELECT FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()
    AND query LIKE '%pg_snapshot_xmin%'`;
  const isPast = 'SELECT FROM orders WHERE checkout_session_sealed IS NOT NULL';
  await vi.waitUntil(
    async () => [...(await query(url, isWaiting)), ...(await query(url, isPast))].length > 0,
    { timeout: 30_000 },
  );
  await other.query('COMMIT');
  await other.end();
  expect(await migrating).toContain(dropping);
  useDatabase(url);
  expect(await migrate(url)).toEqual([]);
});

it('has every secret in its sealed column, where the code reads it', async () => {
  const db = database();
  const states = await readAuctions(db, [running, auctionId(lots)]);
  expect(states.get(running)).toMatchObject({ terms: { reservePrice: 90_001 }, leader: { maximum: 70_001 } });
  expect(states.get(auctionId(lots))).toMatchObject({ leader: { maximum: 70_000 + lots } });
  const span = { above: 0, below: null, order: 'oldest first', limit: 10 } as const;
  expect(await readHistory(db, { ...span, auctionId: running })).toMatchObject([{ opening: null }]);
  const [bid] = await readHistory(db, { ...span, auctionId: ended });
  expect(bid).toMatchObject({
    opening: { maximum: endedMaximum, salt },
    commitment: commitTo(endedMaximum, salt),
  });
  expect(await lockOrder(db, { checkoutSessionId: 'cs_test_of_before' })).toMatchObject({
    checkoutSessionId: 'cs_test_of_before',
    paymentIntentId: 'pi_of_before',
  });
  const answers = await db.idempotencyKey.findMany({ orderBy: { key: 'asc' } });
  expect(answers).toMatchObject([
    { key: 'bid', answer: { accepted: true }, answerSealed: null },
    { key: 'checkout', answer: null },
  ]);
  const sealed = answers[1]?.answerSealed ?? '';
  expect(openText(sealedColumns.answer, [2, 'checkout'], sealed)).toContain('https://pay.example/');
});

it('has none of them left in the files of its tables', async () => {
  expect((await bytesOf('bids')).includes(salt)).toBe(false);
  const orders = await bytesOf('orders');
  expect(orders.includes('cs_test_of_before') || orders.includes('pi_of_before')).toBe(false);
  expect((await bytesOf('idempotency_keys')).includes('cs_test_of_before')).toBe(false);
  expect((await bytesOf('auctions')).includes(reserveBytes)).toBe(false);
});

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate, requireMigrations } from '#lib/db/migrate';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const template = inject('templateUrl');
const name = `test_${randomUUID().replaceAll('-', '')}`;
const url = template.replace(/\/gavel$/, `/${name}`);

async function query(at: string, statement: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const admin = template.replace(/\/gavel$/, '/postgres');

beforeAll(() => query(admin, `CREATE DATABASE ${name}`));
afterAll(() => query(admin, `DROP DATABASE ${name} WITH (FORCE)`));

const prisma = (...args: string[]) =>
  run('prisma', args, { cwd: root, env: { ...process.env, DATABASE_URL: url } });

it('a process that does not migrate by itself says that they are missing, but waits for a database that is away', async () => {
  await expect(requireMigrations(url)).rejects.toThrow(
    /^The database lacks \d+ of the migrations.*npm run db:migrate/,
  );
  await expect(requireMigrations(template)).resolves.toBeUndefined();
  const nowhere = 'postgresql://nobody@127.0.0.1:9/nothing';
  await expect(requireMigrations(nowhere)).resolves.toBeUndefined();
});

describe('the migrations', () => {
  it('produce exactly what schema.prisma describes', async () => {
    await migrate(url);
    const { stdout } = await prisma(
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
      '--script',
    );
    expect(stdout).toContain('This is an empty migration.');
  });

  it('are known to Prisma’s own command line as applied', async () => {
    const { stdout } = await prisma('migrate', 'status');
    expect(stdout).toContain('Database schema is up to date!');
  });

  it('applied a second time do nothing', async () => {
    expect(await migrate(url)).toEqual([]);
  });
});

describe('the indexes that the house depends on', () => {
  it.each([
    ['auctions', '(status, id)'],
    ['auctions', '(status, ends_at, id)'],
    ['bids', '(auction_id, bidder_id)'],
    ['bids', '(auction_id, sequence)'],
  ])('on %s there is %s', async (table, columns) => {
    const { rows } = await query(url, `SELECT indexdef FROM pg_indexes WHERE tablename = '${table}'`);
    expect(
      rows.map(({ indexdef }) => String(indexdef)).some((definition) => definition.endsWith(columns)),
    ).toBe(true);
  });
});

describe('what must never be is refused by the database itself', () => {
  const zeros = '0'.repeat(64);
  const seller = `INSERT INTO bidders (id, username, email, password_hash) OVERRIDING SYSTEM VALUE VALUES (1, 'seller-1', 's@example.test', 'x'), (2, 'buyer-2', 'b@example.test', 'x') ON CONFLICT DO NOTHING`;
  const auction = (columns: string, values: string) =>
    `INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, duration, starts_at, ends_at, original_ends_at${columns})
     VALUES (1, 't', 'd', 'art', 100, 100, 60, now(), now() + interval '1 minute', now() + interval '1 minute'${values})`;

  it.each([
    ['negative money', auction(', buy_now_price', ', -1')],
    ['a reserve in the clear', auction(', reserve_sealed', ", '20000'")],
    [
      'an end before the start',
      auction('', '').replace("now() + interval '1 minute')", "now() - interval '1 minute')"),
    ],
    ['a leader who is the seller', auction(', leader_id, leader_maximum_sealed', ", 1, 'v1.k.s'")],
    ['a leader without a maximum', auction(', leader_id', ', 2')],
    ['a closed auction without an outcome', auction(', status', ", 'closed'")],
    ['a won auction without a winner', auction(', status', ", 'won'")],
  ])('%s', async (_, statement) => {
    await query(url, seller);
    await expect(query(url, statement)).rejects.toThrow(/check constraint/);
  });

  it('a bid by the seller, and rewriting of history', async () => {
    await query(url, seller);
    const { rows } = await query(url, `${auction('', '')} RETURNING id`);
    const id = Number(rows[0]?.id);
    const bid = (bidder: number) =>
      `INSERT INTO bids (auction_id, bidder_id, seller_id, sequence, kind, price, previous_hash, hash, timestamp)
       VALUES (${id}, ${bidder}, 1, 1, 'automatic', 100, '${zeros}', '${zeros}', now())`;
    await expect(query(url, bid(1))).rejects.toThrow(/bids_never_by_the_seller/);
    await query(url, bid(2));
    await expect(query(url, `UPDATE bids SET price = 1 WHERE auction_id = ${id}`)).rejects.toThrow(
      /append-only/,
    );
    await expect(query(url, `DELETE FROM bids WHERE auction_id = ${id}`)).rejects.toThrow(/append-only/);
  });

  const foreignKeyViolation = '23503';
  const bidOf = (lot: string, bidder: number, lotsSeller: number) =>
    `INSERT INTO bids (auction_id, bidder_id, seller_id, sequence, kind, price, previous_hash, hash, timestamp)
     SELECT ${lot}, ${bidder}, ${lotsSeller}, 1, 'automatic', 100, '${zeros}', '${zeros}', now() FROM auctions ORDER BY id DESC LIMIT 1`;
  const noticesTo = (bidders: string, lot: string) =>
    `INSERT INTO notices (bidder_id, auction_id, kind, data)
     SELECT unnest(ARRAY[${bidders}]), lot, 'lost', '{"kind":"lost"}' FROM (SELECT ${lot} AS lot FROM auctions ORDER BY id DESC LIMIT 1) l`;

  it.each([
    ['a bid by nobody', bidOf('id', 1000, 1)],
    ['a bid on no lot', bidOf('1000', 2, 1)],
    ['a bid that names another seller than its lot', bidOf('id', 2, 3)],
    ['a notice to nobody', noticesTo('1000', 'id')],
    ['a notice about no lot', noticesTo('2', '1000')],
    ['one notice to nobody among others', noticesTo('1, 1000, 2', 'id')],
  ])('%s', async (_, statement) => {
    await query(url, seller);
    await query(url, auction('', ''));
    await expect(query(url, statement)).rejects.toMatchObject({ code: foreignKeyViolation });
  });

  it.each([
    ['deleting a bidder', 'DELETE FROM bidders WHERE id = 1'],
    ['giving a bidder another number', 'UPDATE bidders SET id = 3 WHERE id = 1'],
    ['deleting a lot', 'DELETE FROM auctions'],
    ['giving a lot another seller', 'UPDATE auctions SET seller_id = 2'],
    ['handing a notice to another reader', 'UPDATE notices SET bidder_id = 2'],
    ['emptying the table of bidders', 'TRUNCATE bidders'],
  ])('%s', async (_, statement) => {
    await query(url, seller);
    await query(url, auction('', ''));
    await expect(query(url, statement)).rejects.toThrow(
      /kept for good|keep their|referenced in a foreign key/,
    );
  });

  it('a notice may be about no lot in particular', async () => {
    await query(url, seller);
    await query(url, auction('', ''));
    expect(await query(url, noticesTo('1, 2', 'NULL::int'))).toMatchObject({ rowCount: 2 });
  });
});

/**
 * Moves the secrets of a database of before, which stand in the clear, to their sealed columns: what the migration that drops the
 * plain columns waits for. In batches that commit by themselves, so a start that is interrupted goes on where it was. A batch
 * empties what it moved, and at last the tables are written anew: a dropped column's bytes would stay in their files.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { cents } from '#lib/auction/money';
import { lookupOf, sealAmount, sealedColumns, sealText, writeAmount } from '#lib/db/sealed-columns';
import { keyring } from '#lib/platform/keyring';

const batchSize = 1000;
const patienceMs = 60_000;
const lookAgainMs = 20;

interface PlainTable<Row extends pg.QueryResultRow> {
  readonly table: string;
  /** Reads a batch of rows that are still in the clear; $1 is its size. */
  readonly read: string;
  /** Writes them back; $1, $2… are what `seal` gives, one array for each. */
  readonly write: string;
  readonly seal: (rows: readonly Row[]) => readonly (readonly unknown[])[];
}

/** Bigints arrive as text. */
const amountOf = (text: string) => cents(Number(text));

const auctions: PlainTable<{ id: number; reserve_price: string | null; leader_maximum: string | null }> = {
  table: 'auctions',
  read: `SELECT id, reserve_price, leader_maximum FROM auctions
    WHERE reserve_price IS NOT NULL OR leader_maximum IS NOT NULL ORDER BY id LIMIT $1`,
  write: `UPDATE auctions a SET reserve_price = NULL, leader_maximum = NULL,
      reserve_sealed = u.reserve, leader_maximum_sealed = u.maximum
    FROM unnest($1::int[], $2::text[], $3::text[]) AS u(id, reserve, maximum) WHERE a.id = u.id`,
  seal: (rows) => [
    rows.map(({ id }) => id),
    rows.map(
      ({ id, reserve_price: plain }) => plain && sealAmount(sealedColumns.reserve, [id], amountOf(plain)),
    ),
    rows.map(
      ({ id, leader_maximum: plain }) =>
        plain && sealAmount(sealedColumns.leaderMaximum, [id], amountOf(plain)),
    ),
  ],
};

const bids: PlainTable<{ auction_id: number; sequence: number; maximum: string; salt: string }> = {
  table: 'bids',
  read: `SELECT auction_id, sequence, maximum, salt FROM bids
    WHERE maximum IS NOT NULL ORDER BY auction_id, sequence LIMIT $1`,
  write: `UPDATE bids b SET maximum = NULL, salt = NULL, opening_sealed = u.opening
    FROM unnest($1::int[], $2::int[], $3::text[]) AS u(auction_id, sequence, opening)
    WHERE b.auction_id = u.auction_id AND b.sequence = u.sequence`,
  seal: (rows) => [
    rows.map(({ auction_id: auctionId }) => auctionId),
    rows.map(({ sequence }) => sequence),
    rows.map(({ auction_id: auctionId, sequence, maximum, salt }) =>
      sealText(sealedColumns.opening, [auctionId, sequence], `${writeAmount(amountOf(maximum))} ${salt}`),
    ),
  ],
};

const orders: PlainTable<{ id: number; session: string | null; intent: string | null }> = {
  table: 'orders',
  read: `SELECT id, stripe_checkout_session_id AS session, stripe_payment_intent_id AS intent FROM orders
    WHERE stripe_checkout_session_id IS NOT NULL OR stripe_payment_intent_id IS NOT NULL ORDER BY id LIMIT $1`,
  write: `UPDATE orders o SET stripe_checkout_session_id = NULL, stripe_payment_intent_id = NULL,
      checkout_session_sealed = u.session, checkout_session_lookup = u.session_lookup,
      payment_intent_sealed = u.intent, payment_intent_lookup = u.intent_lookup
    FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[])
      AS u(id, session, session_lookup, intent, intent_lookup) WHERE o.id = u.id`,
  seal: (rows) => [
    rows.map(({ id }) => id),
    rows.map(({ id, session }) => session && sealText(sealedColumns.checkoutSession, [id], session)),
    rows.map(({ session }) => session && lookupOf(sealedColumns.checkoutSession, session)),
    rows.map(({ id, intent }) => intent && sealText(sealedColumns.paymentIntent, [id], intent)),
    rows.map(({ intent }) => intent && lookupOf(sealedColumns.paymentIntent, intent)),
  ],
};

/** What the API remembers is told from what the bid engine does by its body; only the former may hold a reference of Stripe. */
const answers: PlainTable<{ bidder_id: number; key: string; answer: unknown }> = {
  table: 'idempotency_keys',
  read: `SELECT bidder_id, key, answer FROM idempotency_keys WHERE answer ? 'body' LIMIT $1`,
  write: `UPDATE idempotency_keys k SET answer = NULL, answer_sealed = u.answer
    FROM unnest($1::int[], $2::text[], $3::text[]) AS u(bidder_id, key, answer)
    WHERE k.bidder_id = u.bidder_id AND k.key = u.key`,
  seal: (rows) => [
    rows.map(({ bidder_id: bidderId }) => bidderId),
    rows.map(({ key }) => key),
    rows.map(({ bidder_id: bidderId, key, answer }) =>
      sealText(sealedColumns.answer, [bidderId, key], JSON.stringify(answer)),
    ),
  ],
};

/**
 * A table that is written anew keeps what somebody might still read: what was there before, for as long as a transaction goes on
 * that began before it was changed, be it in another database of the server. Waits for those, with bounded patience.
 */
async function untilNobodyReadsWhatWas(client: pg.Client): Promise<void> {
  const { rows: changed } = await client.query<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid');
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const { rows } = await client.query<{ gone: boolean }>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 AND NOT EXISTS (
         SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) >= age($1::text::xid)
       ) AS gone`,
      [changed[0]?.xid],
    );
    if (rows[0]?.gone === true) return;
    await delay(lookAgainMs);
  }
}

async function sealTable<Row extends pg.QueryResultRow>(
  client: pg.Client,
  { table, read, write, seal }: PlainTable<Row>,
): Promise<void> {
  for (;;) {
    const { rows } = await client.query<Row>(read, [batchSize]);
    if (rows.length === 0) break;
    await client.query(write, [...seal(rows)]);
  }
  await untilNobodyReadsWhatWas(client);
  await client.query(`VACUUM (FULL, ANALYZE) ${table}`);
}

async function isUsed(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>(
    'SELECT EXISTS (SELECT FROM auctions) OR EXISTS (SELECT FROM idempotency_keys) AS used',
  );
  return rows[0]?.used === true;
}

/** Does nothing in a new database, which has no secrets yet, and then asks for no key. */
export async function sealPlainColumns(client: pg.Client): Promise<void> {
  if (!(await isUsed(client))) return;
  const ring = keyring();
  await client.query(
    'INSERT INTO sealing_keys (id, fingerprint) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING',
    [ring.newestId, ring.fingerprint(ring.newestId)],
  );
  await sealTable(client, auctions);
  await sealTable(client, bids);
  await sealTable(client, orders);
  await sealTable(client, answers);
}

/** The yardstick by the bare driver: the same transaction, one after another on each of as many connections. */
import pg from 'pg';
import type { YardstickResult, YardstickRun } from '#tests/bench/yardstick';
import { firstBidderId, sealedAmount, sealedOpening, sellerId, stepCents } from '#tests/bench/world';

const hash = '0123456789abcdef'.repeat(4);

/** Named, so that PostgreSQL parses and plans each but once on a connection. */
const lock = {
  name: 'lock',
  text: 'SELECT last_sequence + 1 AS sequence, current_price + $2 AS price FROM auctions WHERE id = $1 FOR NO KEY UPDATE',
};
const insert = {
  name: 'insert',
  text: `INSERT INTO bids (auction_id, seller_id, bidder_id, sequence, kind, price, opening_sealed, commitment, previous_hash, hash, timestamp)
         VALUES ($1, ${sellerId}, $2, $3, 'bid', $4, '${sealedOpening}', $5, $5, $5, clock_timestamp())`,
};
const update = {
  name: 'update',
  text: `UPDATE auctions SET current_price = $4, bid_count = bid_count + 1, leader_id = $2, leader_maximum_sealed = '${sealedAmount}',
           last_sequence = $3, last_hash = $5, last_at = clock_timestamp(), version = version + 1 WHERE id = $1`,
};

const between = (lowest: number, highest: number): number =>
  lowest + Math.floor(Math.random() * (highest - lowest + 1));

async function bid(client: pg.Client, { auctions, bidders }: YardstickRun): Promise<void> {
  const auction = between(1, auctions);
  const bidder = between(firstBidderId, bidders + 1);
  await client.query('BEGIN');
  const { rows } = await client.query<{ sequence: number; price: string }>({
    ...lock,
    values: [auction, stepCents],
  });
  const values = [auction, bidder, rows[0]?.sequence, rows[0]?.price, hash];
  await client.query({ ...insert, values });
  await client.query({ ...update, values });
  await client.query('COMMIT');
}

export async function measureByDriver(run: YardstickRun): Promise<YardstickResult> {
  const clients = Array.from({ length: run.clients }, () => new pg.Client({ connectionString: run.url }));
  await Promise.all(clients.map((client) => client.connect()));
  const latenciesMs: number[] = [];
  const began = performance.now();
  const endsAt = began + run.seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      for (let now = performance.now(); now < endsAt; now = performance.now()) {
        await bid(client, run);
        latenciesMs.push(performance.now() - now);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: latenciesMs.length / seconds, latenciesMs };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database, databaseUrl } from '#lib/db/client';
import { fillWorld } from '#tests/bench/world';
import { measureByDriver } from '#tests/bench/yardstick-driver';
import { findPgbench, measureByPgbench } from '#tests/bench/yardstick-pgbench';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();

const directory = mkdtempSync(path.join(tmpdir(), 'gavel-yardstick-'));
const size = { bidders: 10, auctions: 3 };
const pgbench = findPgbench();

beforeAll(() => fillWorld(databaseUrl(), size));
afterAll(() => rmSync(directory, { recursive: true }));

/** Every transaction that the yardstick counted is a row of the history, in its place, and the price has risen with each. */
async function expectWhole(transactions: number): Promise<void> {
  const auctions = await database().auction.findMany({ include: { bids: { orderBy: { sequence: 'asc' } } } });
  const bids = auctions.flatMap((auction) => auction.bids);
  expect(bids.length).toBe(transactions);
  for (const auction of auctions) {
    expect(auction.bids.map(({ sequence }) => sequence)).toEqual(auction.bids.map((_, index) => index + 1));
    expect(auction.lastSequence).toBe(auction.bids.length);
    expect(auction.currentPrice).toBe(auction.bids.at(-1)?.price ?? auction.startingPrice);
  }
}

describe('what the engine is measured against makes real bids', () => {
  let counted = 0;

  test('by the bare driver', async () => {
    const { latenciesMs, perSecond } = await measureByDriver({
      ...size,
      url: databaseUrl(),
      directory,
      clients: 4,
      seconds: 0.2,
    });
    counted += latenciesMs.length;
    expect(perSecond).toBeGreaterThan(0);
    await expectWhole(counted);
  });

  test.skipIf(pgbench === null)('by pgbench', async () => {
    const { latenciesMs, perSecond } = await measureByPgbench(pgbench ?? '', {
      ...size,
      url: databaseUrl(),
      directory,
      clients: 4,
      seconds: 1,
    });
    counted += latenciesMs.length;
    expect(perSecond).toBeGreaterThan(0);
    await expectWhole(counted);
  });
});

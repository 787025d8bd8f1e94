import { describe, expect, it, vi } from 'vitest';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { placeBid } from '#lib/bidding/index';
import {
  lockAuctions,
  lockAuctionsAtMoment,
  readAuctions,
  readClock,
  writeAuctions,
} from '#lib/db/auction-rows';
import { database, type Queryable } from '#lib/db/client';
import { lockDueAuctions, writeDueAuctions } from '#lib/db/due-auctions';
import { inTransaction } from '#lib/db/transaction';
import { useTestDatabase } from '#tests/support/database';
import { somebodyWaits } from '#tests/support/lock-waits';
import { makeAuction, makeBidder, sealedLead, type TestAuctionOptions } from '#tests/support/people';

useTestDatabase();

interface Race {
  readonly auctionId: AuctionId;
  /** What the one who comes second does; it has to wait. */
  readonly second: () => Promise<unknown>;
  readonly leader: () => Promise<BidderId>;
  /** What the first holds beside the auction's row. */
  readonly hold?: (tx: Queryable) => Promise<unknown>;
}

/** Another process's transaction: it makes somebody the leader, and commits only once the second waits. */
async function race({ auctionId: id, second, leader, hold }: Race): Promise<void> {
  let waiting: Promise<unknown> = Promise.resolve();
  await inTransaction(async (tx) => {
    await hold?.(tx);
    await lockAuctions(tx, [id]);
    waiting = second();
    await vi.waitFor(async () => expect(await somebodyWaits()).toBe(true));
    await tx.auction.update({ where: { id }, data: sealedLead(id, await leader(), 900_000) });
  });
  await waiting;
}

async function makeLedAuction(options: TestAuctionOptions = {}): Promise<AuctionId> {
  const auctionId = await makeAuction({ startingPrice: 1000, ...options });
  const { id: bidderId } = await makeBidder();
  await placeBid({ auctionId, bidderId, amount: cents(1000) });
  return auctionId;
}

it('tells the time at which the last lock was taken, not at which it was asked for', async () => {
  const [auctionId, other] = [await makeAuction(), await makeAuction()];
  const { id } = await makeBidder();
  let released = Number.POSITIVE_INFINITY;
  let now: number | undefined;
  await race({
    auctionId,
    leader: async () => {
      released = await readClock(database());
      return id;
    },
    second: () =>
      inTransaction(async (tx) => {
        ({ now } = await lockAuctionsAtMoment(tx, [auctionId, other]));
      }),
  });
  expect(now).toBeGreaterThanOrEqual(released);
});

it('tells the time where there is nothing to lock', async () => {
  const before = await readClock(database());
  const { states, now } = await inTransaction((tx) => lockAuctionsAtMoment(tx, []));
  expect(states.size).toBe(0);
  expect(now).toBeGreaterThanOrEqual(before);
});

describe('an auction whose leader changes between the look at it and its lock', () => {
  it.each(['was known before', 'came only then'])('is read with that leader, who %s', async (who) => {
    const auctionId = await makeLedAuction();
    const known = await makeBidder();
    let leader = known;
    let read: unknown;
    await race({
      auctionId,
      leader: async () => (leader = who === 'was known before' ? known : await makeBidder()).id,
      second: () =>
        inTransaction(async (tx) => {
          read = (await lockAuctions(tx, [auctionId])).get(auctionId)?.leader;
        }),
    });
    expect(read).toEqual({ bidderId: leader.id, username: leader.username, maximum: 900_000 });
  });

  it('is closed with that leader', async () => {
    const auctionId = await makeLedAuction();
    const leader = await makeBidder();
    await database()
      .$executeRaw`UPDATE auctions SET ends_at = now() - interval '1 second' WHERE id = ${auctionId}`;
    // A clock that is told only once the first has committed: the closer has looked by then, and locked nothing yet.
    await database().$executeRaw`CREATE SCHEMA slow`;
    await database().$executeRaw`
      CREATE FUNCTION slow.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN pg_catalog.clock_timestamp(); END'`;
    let read: unknown;
    await race({
      auctionId,
      leader: () => Promise.resolve(leader.id),
      hold: (tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(7)`,
      second: () =>
        inTransaction(async (tx) => {
          await tx.$executeRaw`SET LOCAL search_path = slow, pg_catalog, public`;
          read = (await lockDueAuctions(tx, 'ends_at', 10))?.states[0]?.leader;
        }),
    });
    expect(read).toEqual({ bidderId: leader.id, username: leader.username });
  });
});

it('writes nothing over a version that it was not read at, whoever forgot the lock', async () => {
  const [auctionId, moved] = [await makeLedAuction(), await makeLedAuction()];
  const states = await readAuctions(database(), [auctionId, moved]);
  await database().auction.update({ where: { id: moved }, data: { version: { increment: 1 } } });
  const changes = [...states.values()].map((from) => ({
    from,
    to: { ...from, version: from.version + 1, bidCount: 0 },
  }));
  await expect(inTransaction((tx) => writeAuctions(tx, changes))).rejects.toThrow('under their lock');
  await expect(inTransaction((tx) => writeDueAuctions(tx, changes))).rejects.toThrow('under their lock');
  expect(await readAuctions(database(), [auctionId])).toEqual(new Map([[auctionId, states.get(auctionId)]]));
});

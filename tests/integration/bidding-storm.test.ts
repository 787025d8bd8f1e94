import { describe, expect, it, vi } from 'vitest';
import { adjudicate } from '#lib/bidding/adjudicate';
import type { EngineCommand } from '#lib/bidding/engine-command';
import { placeBid } from '#lib/bidding/index';
import { verifyChain } from '#lib/auction/chain';
import { bidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { formatInstant } from '#lib/auction/instants';
import type { AuctionId } from '#lib/auction/types';
import { readAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { somebodyWaits } from '#tests/support/lock-waits';
import { makeAuction, makeBidder } from '#tests/support/people';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();

const bidderCount = 100;

describe('a hundred bids on one auction at once', () => {
  it('leave one leader, strictly rising prices and no lost update', async () => {
    const auctionId = await makeAuction({ startingPrice: 10_000, bidIncrement: 100 });
    const bidders = await Promise.all(Array.from({ length: bidderCount }, () => makeBidder()));
    const amounts = bidders.map((_, index) => cents(10_000 + (index + 1) * 100));
    const outcomes = await Promise.all(
      bidders.map(({ id }, index) =>
        placeBid({ auctionId, bidderId: id, amount: amounts[index] ?? cents(0) }),
      ),
    );

    const rows = await database().bid.findMany({ where: { auctionId }, orderBy: { sequence: 'asc' } });
    const accepted = outcomes.filter((outcome) => outcome.accepted);
    const refused = outcomes.filter((outcome) => !outcome.accepted);
    expect(accepted.length).toBeGreaterThan(0);
    expect(accepted.length + refused.length).toBe(bidderCount);
    expect(refused.every((outcome) => outcome.refusal.code === 'bid_too_low')).toBe(true);
    expect(rows.filter(({ kind }) => kind === 'bid')).toHaveLength(accepted.length);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    const bids = rows.filter(({ kind }) => kind === 'bid').map(({ price }) => Number(price));
    expect(bids.every((price, index) => index === 0 || price > (bids[index - 1] ?? 0))).toBe(true);

    const state = (await readAuctions(database(), [auctionId])).get(auctionId);
    expect(state?.leader?.bidderId).toBe(bidders.at(-1)?.id);
    expect(state?.currentPrice).toBe(Math.max(...bids));
    expect(state?.bidCount).toBe(accepted.length);
    expect(state?.version).toBe(1 + accepted.length);
  });

  it('leave a chain that anybody can verify', async () => {
    const auctionId = await makeAuction({ startingPrice: 500 });
    const bidders = await Promise.all(Array.from({ length: 20 }, () => makeBidder()));
    await Promise.all(
      bidders.map(({ id }, index) =>
        placeBid({
          auctionId,
          bidderId: id,
          amount: cents(500 + index * 400),
          maximum: cents(900 + index * 700),
        }),
      ),
    );
    const state = (await readAuctions(database(), [auctionId])).get(auctionId);
    const rows = await database().bid.findMany({
      where: { auctionId },
      orderBy: { sequence: 'asc' },
      include: { bidder: { select: { username: true } } },
    });
    expect(rows.length).toBeGreaterThan(1);
    if (!state) throw new Error('the auction exists');
    const history = rows.map((row) => ({
      sequence: row.sequence,
      kind: row.kind,
      username: row.bidder.username,
      price: cents(Number(row.price)),
      at: row.timestamp.getTime() as (typeof state)['endsAt'],
      commitment: row.commitment as never,
      previousHash: row.previousHash as never,
      hash: row.hash as never,
    }));
    expect(verifyChain(history, state.terms)).toMatchObject({ intact: true });
    expect(formatInstant(history[0]?.at ?? state.endsAt)).toMatch(/Z$/);
  });
});

describe('a bid that comes while the database’s clock is behind the newest row', () => {
  it('counts from that row’s moment, so that times never fall in the history', async () => {
    const auctionId = await makeAuction({ startingPrice: 1000 });
    const bidders = [await makeBidder(), await makeBidder()];
    const ahead = new Date(Date.now() + 600_000);
    const place = (index: number, amount: number) =>
      placeBid({ auctionId, bidderId: bidders[index]?.id ?? bidderId(0), amount: cents(amount) });
    expect(await place(0, 1000)).toMatchObject({ accepted: true });
    await database().auction.update({ where: { id: auctionId }, data: { lastAt: ahead } });
    expect(await place(1, 2000)).toMatchObject({ accepted: true, bid: { at: ahead.getTime() } });
    expect(await database().auction.findUnique({ where: { id: auctionId } })).toMatchObject({
      lastAt: ahead,
    });
  });
});

describe('an idempotency key', () => {
  it('makes a double press one bid, with the same answer for both', async () => {
    const auctionId = await makeAuction({ startingPrice: 1000 });
    const { id: bidderId } = await makeBidder();
    const press = () => placeBid({ auctionId, bidderId, amount: cents(1000), idempotencyKey: 'one-press' });
    const [first, second] = await Promise.all([press(), press()]);
    expect(second).toEqual(first);
    expect(await press()).toEqual(first);
    expect(await database().bid.count({ where: { auctionId } })).toBe(1);
  });

  it('sent for two lots at once counts for one of them', async () => {
    const { id: bidderId } = await makeBidder();
    const lots = [await makeAuction({ startingPrice: 1000 }), await makeAuction({ startingPrice: 1000 })];
    for (let round = 0; round < 20; round += 1) {
      const press = (auctionId: AuctionId) =>
        placeBid({
          auctionId,
          bidderId,
          amount: cents(1_000_000 * (round + 1)),
          idempotencyKey: `key-${round}`,
        });
      const outcomes = await Promise.all(lots.map(press));
      const refused = outcomes.filter((outcome) => !outcome.accepted);
      expect(refused.map(({ refusal }) => refusal.code)).toEqual(['idempotency_conflict']);
    }
    expect(await database().bid.count({ where: { bidderId } })).toBe(20);
  });

  it('that another process took meanwhile, for a bid on another lot, is found taken', async () => {
    const auctionId = await makeAuction({ startingPrice: 1000 });
    const { id: bidderId } = await makeBidder();
    const taken = { bidderId, key: 'taken', requestHash: 'f'.repeat(64), answer: {} };
    const outcome = await inTransaction(async (tx) => {
      await tx.idempotencyKey.create({ data: taken });
      const bid = placeBid({ auctionId, bidderId, amount: cents(1000), idempotencyKey: 'taken' });
      await vi.waitFor(async () => expect(await somebodyWaits()).toBe(true));
      // Not awaited here: it waits for this transaction.
      return { bid };
    });
    expect(await outcome.bid).toMatchObject({
      accepted: false,
      refusal: { code: 'idempotency_conflict' },
    });
    expect(await database().bid.count({ where: { auctionId } })).toBe(0);
  });

  it('is refused for another request', async () => {
    const auctionId = await makeAuction({ startingPrice: 1000 });
    const { id: bidderId } = await makeBidder();
    await placeBid({ auctionId, bidderId, amount: cents(1000), idempotencyKey: 'a-key' });
    const other = await placeBid({ auctionId, bidderId, amount: cents(1001), idempotencyKey: 'a-key' });
    expect(other).toMatchObject({ accepted: false, refusal: { code: 'idempotency_conflict' } });
  });
});

describe('a bid that cannot count', () => {
  it.each([
    ['on one’s own auction', 'own_auction'],
    ['by a suspended bidder', 'bidder_suspended'],
    ['by a bidder whom the seller blocked', 'bidder_blocked'],
    ['under the minimum', 'bid_too_low'],
    ['after the end, though nobody has closed the auction yet', 'auction_ended'],
    ['on a stale version', 'version_mismatch'],
  ])('%s is refused as %s and leaves no trace', async (_, code) => {
    const seller = await makeBidder();
    const bidder =
      code === 'own_auction'
        ? seller
        : await makeBidder({ standing: code === 'bidder_suspended' ? 'suspended' : 'good' });
    const auctionId = await makeAuction({
      sellerId: seller.id,
      startingPrice: 1000,
      endsIn: code === 'auction_ended' ? -1 : 60,
    });
    if (code === 'bidder_blocked')
      await database().blockedBidder.create({ data: { sellerId: seller.id, bidderId: bidder.id } });
    const outcome = await placeBid({
      auctionId,
      bidderId: bidder.id,
      amount: cents(code === 'bid_too_low' ? 999 : 1000),
      ifVersion: code === 'version_mismatch' ? 7 : undefined,
    });
    expect(outcome).toMatchObject({ accepted: false, refusal: { code } });
    expect(await database().bid.count({ where: { auctionId } })).toBe(0);
    expect(await database().auction.findUnique({ where: { id: auctionId } })).toMatchObject({
      version: 1,
      bidCount: 0,
    });
  });

  it('on an unknown auction is not found', async () => {
    const { id: bidderId } = await makeBidder();
    const outcome = await placeBid({ auctionId: 2_000_000_000 as never, bidderId, amount: cents(1) });
    expect(outcome).toMatchObject({ accepted: false, refusal: { code: 'not_found' } });
  });
});

it('a group that cannot be decided to its end leaves nothing, and its connection at rest', async () => {
  const auctionId = await makeAuction({ startingPrice: 1000, bidIncrement: 100 });
  const { id } = await makeBidder();
  const nobody = bidderId(2_000_000_000);
  // So many that rows of the first are on their way to the database when the last is looked at.
  const commands = Array.from({ length: 251 }, (_, index): EngineCommand => {
    const bidder = index < 250 ? id : nobody;
    return {
      auctionId,
      action: { kind: 'place_bid', bidderId: bidder, amount: cents(1000 + index * 100), maximum: null },
      ifVersion: null,
      salt: 'a-salt-of-its-own',
      idempotency: null,
      alongside: null,
    };
  });
  await expect(inTransaction((tx) => adjudicate(tx, commands))).rejects.toThrow('does not exist');
  expect(await database().bid.count({ where: { auctionId } })).toBe(0);
});

import { describe, expect, it } from 'vitest';
import { endAuctionNow, placeBid } from '#lib/bidding/index';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { lockAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { closeDue, openDue } from '#lib/lifecycle/close-due';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

/** Moves the end of an auction into the past, as time would. */
const letEnd = (id: AuctionId) =>
  database().$executeRaw`
    UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 second',
      original_ends_at = now() - interval '1 second' WHERE id = ${id}`;

async function closeAll(): Promise<void> {
  while ((await closeDue()) > 0);
}

describe('an auction whose end has come', () => {
  it('waits for nobody who holds another, which is closed when it is free', async () => {
    const [held, free] = [await makeAuction(), await makeAuction()];
    await letEnd(held);
    await letEnd(free);
    const statusOf = async (id: AuctionId) =>
      (await database().auction.findUniqueOrThrow({ where: { id } })).status;
    await inTransaction(async (tx) => {
      await lockAuctions(tx, [held]);
      await closeAll();
      expect([await statusOf(held), await statusOf(free)]).toEqual(['active', 'closed']);
    });
    await closeAll();
    expect(await statusOf(held)).toBe('closed');
  });

  it('is won by its leader, with an order and notices written together', async () => {
    const seller = await makeBidder();
    const winner = await makeBidder();
    const loser = await makeBidder();
    const id = await makeAuction({ sellerId: seller.id, startingPrice: 10_000 });
    await placeBid({ auctionId: id, bidderId: loser.id, amount: cents(10_000) });
    await placeBid({ auctionId: id, bidderId: winner.id, amount: cents(10_500) });
    await letEnd(id);
    await closeAll();

    const auction = await database().auction.findUniqueOrThrow({
      where: { id },
      include: { orders: true, notices: true },
    });
    expect(auction).toMatchObject({ status: 'won', outcome: null, leaderId: winner.id, version: 4 });
    expect(auction.orders[0]).toMatchObject({ buyerId: winner.id, hammerPrice: 10_500n, status: 'pending' });
    const told = auction.notices.map(({ bidderId, kind }) => [bidderId, kind]);
    expect(told).toContainEqual([winner.id, 'won']);
    expect(told).toContainEqual([seller.id, 'sold']);
    expect(told).toContainEqual([loser.id, 'lost']);
  });

  it('because an administrator ended it tells the same people the same', async () => {
    const [seller, winner, loser] = await Promise.all([makeBidder(), makeBidder(), makeBidder()]);
    const id = await makeAuction({ sellerId: seller.id, startingPrice: 10_000 });
    await placeBid({ auctionId: id, bidderId: loser.id, amount: cents(10_000) });
    await placeBid({ auctionId: id, bidderId: winner.id, amount: cents(10_500) });
    const lonely = await makeAuction({ sellerId: seller.id });
    await endAuctionNow({ auctionId: id });
    await endAuctionNow({ auctionId: lonely });

    const notices = await database().notice.findMany({ where: { auctionId: { in: [id, lonely] } } });
    const told = notices.map(({ auctionId, bidderId, kind }) => [auctionId, bidderId, kind]);
    expect(told).toContainEqual([id, winner.id, 'won']);
    expect(told).toContainEqual([id, seller.id, 'sold']);
    expect(told).toContainEqual([id, loser.id, 'lost']);
    expect(told).toContainEqual([lonely, seller.id, 'unsold']);
  });

  it('without a bid is closed as such', async () => {
    const id = await makeAuction();
    await letEnd(id);
    await closeAll();
    expect(await database().auction.findUnique({ where: { id } })).toMatchObject({
      status: 'closed',
      outcome: 'no_bids',
    });
  });

  it('under its reserve is closed without a winner or an order', async () => {
    const { id: bidderId } = await makeBidder();
    const id = await makeAuction({ startingPrice: 1000, reservePrice: 5000 });
    await placeBid({ auctionId: id, bidderId, amount: cents(1000) });
    await letEnd(id);
    await closeAll();
    expect(await database().auction.findUnique({ where: { id }, include: { orders: true } })).toMatchObject({
      status: 'closed',
      outcome: 'reserve_not_met',
      orders: [],
    });
  });

  it('is closed once though several closers look at the same moment', async () => {
    const { id: bidderId } = await makeBidder();
    const ids = await Promise.all(Array.from({ length: 30 }, () => makeAuction({ startingPrice: 1000 })));
    for (const auctionId of ids) await placeBid({ auctionId, bidderId, amount: cents(1000) });
    for (const id of ids) await letEnd(id);
    await Promise.all([closeAll(), closeAll(), closeAll()]);
    const auctions = await database().auction.findMany({
      where: { id: { in: ids } },
      include: { orders: true },
    });
    expect(
      auctions.every(
        ({ status, version, orders }) => status === 'won' && version === 3 && orders.length === 1,
      ),
    ).toBe(true);
  });
});

describe('a scheduled auction', () => {
  it('opens when its start has come, and not before', async () => {
    const due = await makeAuction({ status: 'scheduled', startsIn: -1, endsIn: 60 });
    const later = await makeAuction({ status: 'scheduled', startsIn: 60, endsIn: 120 });
    while ((await openDue()) > 0);
    expect(await database().auction.findUnique({ where: { id: due } })).toMatchObject({
      status: 'active',
      version: 2,
    });
    expect(await database().auction.findUnique({ where: { id: later } })).toMatchObject({
      status: 'scheduled',
      version: 1,
    });
  });

  it('takes bids from its start on, though nobody has opened it yet', async () => {
    const { id: bidderId } = await makeBidder();
    const id = await makeAuction({ status: 'scheduled', startsIn: -1, endsIn: 60, startingPrice: 1000 });
    expect(await placeBid({ auctionId: id, bidderId, amount: cents(1000) })).toMatchObject({
      accepted: true,
    });
    expect(await database().auction.findUnique({ where: { id } })).toMatchObject({ status: 'active' });
  });
});

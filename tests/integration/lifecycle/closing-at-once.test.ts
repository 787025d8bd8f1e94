import { beforeAll, describe, expect, it, vi } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { placeBid } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { closeDue } from '#lib/lifecycle/close-due';
import { startTasks } from '#lib/lifecycle/worker';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder, type TestBidder } from '#tests/support/people';
import { insertLots, type LotDraft } from '../../../prisma/seed/write-lots.ts';

useTestDatabase();

const lotCount = 10_000;
const batchSize = 1000;
const kinds = ['won', 'won against somebody', 'below its reserve', 'without bids'] as const;
const each = lotCount / kinds.length;
const withinMs = 180_000;

const kindOf = (lot: number) => kinds[lot % kinds.length];

function draftOf(lot: number, { id: sellerId }: TestBidder): LotDraft {
  return {
    title: `Lot ${lot}`,
    description: 'Ends in the same second as all others.',
    category: 'art',
    shippingPrice: null,
    terms: {
      sellerId,
      currency: 'USD',
      startingPrice: cents(1000),
      reservePrice: kindOf(lot) === 'below its reserve' ? cents(500_000) : null,
      buyNowPrice: null,
      bidIncrement: null,
      softCloseSeconds: 0,
      startsAt: epochMs(Date.now() - 3_600_000),
      originalEndsAt: epochMs(Date.now() + 3_600_000),
    },
  };
}

async function listLots(seller: TestBidder): Promise<AuctionId[]> {
  const ids: AuctionId[] = [];
  while (ids.length < lotCount) {
    const drafts = Array.from({ length: batchSize }, (_, index) => draftOf(ids.length + index, seller));
    const terms = await inTransaction((tx) => insertLots(tx, drafts));
    ids.push(...terms.map(({ auctionId }) => auctionId));
  }
  return ids;
}

async function bidOnAll(auctionIds: readonly AuctionId[], bidder: TestBidder, amount: number): Promise<void> {
  const bids = auctionIds.map((auctionId) =>
    placeBid({ auctionId, bidderId: bidder.id, amount: cents(amount) }),
  );
  const outcomes = await Promise.all(bids);
  expect(outcomes.filter(({ accepted }) => !accepted)).toEqual([]);
}

const countActive = async (): Promise<number> => database().auction.count({ where: { status: 'active' } });

describe('ten thousand auctions that end in the same second, with two workers', () => {
  beforeAll(async () => {
    const [seller, loser, winner] = [await makeBidder(), await makeBidder(), await makeBidder()];
    const ids = await listLots(seller);
    const [bidOn, contested] = [
      ids.filter((_, lot) => kindOf(lot) !== 'without bids'),
      ids.filter((_, lot) => kindOf(lot) === 'won against somebody'),
    ];
    await bidOnAll(bidOn, winner, 1000);
    await bidOnAll(contested, loser, 1100);
    await bidOnAll(contested, winner, 1200);
    await database().$executeRaw`
      UPDATE auctions SET ends_at = date_trunc('second', now()) - interval '1 second' + (id % 1000) * interval '1 ms',
        original_ends_at = date_trunc('second', now()) - interval '1 second' + (id % 1000) * interval '1 ms'`;
    const workers = [1, 2].map(() => startTasks([{ name: 'close', run: closeDue, restMs: 10 }]));
    await vi.waitUntil(async () => (await countActive()) === 0, { timeout: withinMs, interval: 100 });
    await Promise.all(workers.map((worker) => worker.stop()));
  }, withinMs);

  it('closes every one once, as its bids have it', async () => {
    const groups = await database().auction.groupBy({
      by: ['status', 'outcome', 'bidCount', 'version'],
      _count: true,
      orderBy: [{ status: 'asc' }, { bidCount: 'asc' }],
    });
    // A version for each bid, and one for the end.
    expect(groups).toEqual([
      { status: 'won', outcome: null, bidCount: 1, version: 3, _count: each },
      { status: 'won', outcome: null, bidCount: 3, version: 5, _count: each },
      { status: 'closed', outcome: 'no_bids', bidCount: 0, version: 2, _count: each },
      { status: 'closed', outcome: 'reserve_not_met', bidCount: 1, version: 3, _count: each },
    ]);
  });

  it('writes one order for each that was won, to its leader and at its price', async () => {
    const rows = await database().$queryRaw<{ orders: number; lots: number }[]>`
      SELECT count(*)::int AS orders, count(DISTINCT o.auction_id)::int AS lots
      FROM orders o JOIN auctions a ON a.id = o.auction_id
      WHERE a.status = 'won' AND o.buyer_id = a.leader_id AND o.hammer_price = a.current_price`;
    expect(rows).toEqual([{ orders: 2 * each, lots: 2 * each }]);
    expect(await database().order.count()).toBe(2 * each);
  });

  it('tells each who is concerned once', async () => {
    const told = await database().$queryRaw<{ kind: string; notices: number; lots: number }[]>`
      SELECT kind, count(*)::int AS notices, count(DISTINCT (auction_id, bidder_id))::int AS lots
      FROM notices WHERE kind <> 'outbid' GROUP BY kind ORDER BY kind`;
    expect(told).toEqual([
      // Below the reserve nobody wins, so that its one bidder has lost.
      { kind: 'lost', notices: 2 * each, lots: 2 * each },
      { kind: 'sold', notices: 2 * each, lots: 2 * each },
      { kind: 'unsold', notices: 2 * each, lots: 2 * each },
      { kind: 'won', notices: 2 * each, lots: 2 * each },
    ]);
  });
});

import { expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { latestBidsShown } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';
import { placeBid } from '#lib/bidding/index';
import { database, type Queryable } from '#lib/db/client';
import { readDetail } from '#lib/listings/lot-rows';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder, type TestBidder } from '#tests/support/people';

useTestDatabase();

/** More than travel along with a state. */
const burst = latestBidsShown + 5;

/** Bids in turns, each above the last, whenever it is called. */
function bidInBursts(auctionId: AuctionId, bidders: readonly TestBidder[]): () => Promise<void> {
  let amount = 20_000;
  return async () => {
    for (let turn = 0; turn < burst; turn += 1) {
      const bidder = bidders[turn % bidders.length];
      if (!bidder) throw new Error('somebody bids');
      await placeBid({ auctionId, bidderId: bidder.id, amount: cents((amount += 10_000)) });
    }
  };
}

/** The database as a reader finds it between whose statements something happens. */
function interleaved(between: () => Promise<void>) {
  let turn = Promise.resolve();
  const raw = (strings: TemplateStringsArray, ...values: unknown[]): Promise<unknown> => {
    const answer = turn.then(() => database().$queryRaw(strings, ...values));
    turn = answer.then(between);
    return answer;
  };
  const db = new Proxy<Queryable>(database(), {
    get: (target, name) => (name === '$queryRaw' ? raw : Reflect.get(target, name)),
  });
  return { db, settled: () => turn };
}

test('a lot and its newest bids are of one moment, whatever is bid while they are read', async () => {
  const [id, ...bidders] = await Promise.all([makeAuction(), makeBidder(), makeBidder()]);
  const bid = bidInBursts(id, bidders);
  await bid();
  const { db, settled } = interleaved(bid);
  const state = (await readDetail(db, id))?.state;
  await settled();
  expect(state?.bidCount).toBe(burst);
  expect(state?.latestBids.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: latestBidsShown }, (_, index) => burst - index),
  );
  expect(state?.latestBids[0]).toMatchObject({ price: state?.currentPrice, username: state?.leaderUsername });
});

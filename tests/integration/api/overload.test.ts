/** What callers are answered while more waits for the bid engine than it takes. */
import { expect, it } from 'vitest';
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { placeBid } from '#lib/bidding/index';
import { lockAuctions } from '#lib/db/auction-rows';
import { inTransaction } from '#lib/db/transaction';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import { call, idOf, makeClient, newLot, type TestClient } from '#tests/integration/api/client';

useTestDatabase();

/** More than wait in one lane, and in all lanes together what waits in one. */
const bidsInTheWay = 6000;

const list = async (seller: TestClient): Promise<number> =>
  idOf(await call('POST', '/api/v1/auctions', { token: seller.token, body: newLot() }));

it('says that nothing was decided and when to come back, and goes on afterwards', async () => {
  const seller = await makeClient();
  // Lots of every second number share a lane.
  const [busy, , quiet] = [await list(seller), await list(seller), await list(seller)];
  const bidder = await makeClient();
  const { id: bidderId } = await makeBidder();
  const tooMuch = { status: 503, body: { code: 'overloaded', retry_after: 1 } };
  const bid = () =>
    call('PUT', `/api/v1/bids/${quiet}`, {
      token: bidder.token,
      body: { bidder_username: bidder.username, bid_amount: 10_000 },
    });
  const withdraw = () => call('DELETE', `/api/v1/auctions/${quiet}`, { token: seller.token });
  const inTheWay: Promise<unknown>[] = [];
  const replies = await inTransaction(async (tx) => {
    await lockAuctions(tx, [toAuctionId(busy)]);
    for (let sent = 0; sent < bidsInTheWay; sent++)
      inTheWay.push(placeBid({ auctionId: toAuctionId(busy), bidderId, amount: cents(1) }));
    return [await bid(), await withdraw()];
  });
  await Promise.all(inTheWay);
  expect(replies).toMatchObject([tooMuch, tooMuch]);
  expect(replies.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', '1']);
  expect([(await bid()).status, (await withdraw()).status]).toEqual([200, 409]);
});

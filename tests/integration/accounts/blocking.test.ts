import { expect, it } from 'vitest';
import { blockBidder, listBlocked, unblockBidder } from '#lib/accounts/index';
import { cents } from '#lib/auction/money';
import { placeBid } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

async function cast() {
  const [seller, bidder] = await Promise.all([makeBidder(), makeBidder()]);
  const block = (username = bidder.username) => blockBidder({ sellerId: seller.id, username });
  const bidOn = async (sellerId: typeof seller.id) =>
    placeBid({ auctionId: await makeAuction({ sellerId }), bidderId: bidder.id, amount: cents(10_000) });
  return { seller, bidder, block, bidOn };
}

it('a blocked bidder bids on none of the seller’s lots, until unblocked, and on everybody else’s', async () => {
  const { seller, bidder, block, bidOn } = await cast();
  expect(await block(bidder.username.toUpperCase())).toEqual({ accepted: true, username: bidder.username });
  expect(await bidOn(seller.id)).toMatchObject({ accepted: false, refusal: { code: 'bidder_blocked' } });
  expect(await bidOn((await makeBidder()).id)).toMatchObject({ accepted: true });
  await unblockBidder({ sellerId: seller.id, bidderId: bidder.id });
  expect(await bidOn(seller.id)).toMatchObject({ accepted: true });
  expect(await listBlocked(seller.id, 10)).toEqual([]);
});

it('bids that were placed before stand', async () => {
  const { seller, bidder, block } = await cast();
  const auctionId = await makeAuction({ sellerId: seller.id });
  await placeBid({ auctionId, bidderId: bidder.id, amount: cents(10_000) });
  await block();
  expect(await database().auction.findUnique({ where: { id: auctionId } })).toMatchObject({
    leaderId: bidder.id,
    currentPrice: 10_000n,
  });
});

it('the list shows each once, the latest first, and only one’s own', async () => {
  const { seller, bidder, block } = await cast();
  const second = await makeBidder();
  await block();
  await block();
  await block(second.username);
  await blockBidder({ sellerId: bidder.id, username: seller.username });
  const listed = await listBlocked(seller.id, 10);
  expect(listed.map(({ username }) => username)).toEqual([second.username, bidder.username]);
  expect(await listBlocked(seller.id, 1)).toHaveLength(1);
});

it('is refused for names that nobody has, and for oneself', async () => {
  const { seller, block } = await cast();
  expect(await block('nobody-of-that-name')).toEqual({ accepted: false, refusal: { code: 'not_found' } });
  expect(await block(seller.username)).toEqual({ accepted: false, refusal: { code: 'own_account' } });
});

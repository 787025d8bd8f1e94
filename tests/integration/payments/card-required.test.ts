import { expect, test } from 'vitest';
import { readReaderView } from '#lib/listings/index';
import { database } from '#lib/db/client';
import { removeCard } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { call, makeClient, type Reply, type TestClient } from '#tests/integration/api/client';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { keepCard } from '#tests/integration/payments/saved-card';

useTestDatabase();
usePaymentHouse({ CARD_REQUIRED_ABOVE: '500' });

const bid = ({ token, username }: TestClient, id: number, amounts: object): Promise<Reply> =>
  call('PUT', `/api/v1/bids/${id}`, { token, body: { bidder_username: username, ...amounts } });

test('a maximum above the amount needs a saved card, and anything up to it none', async () => {
  const alice = await makeClient();
  const id = await makeAuction();
  const high = { bid_amount: 10_000, max_amount: 50_001 };
  const refused = await bid(alice, id, high);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(refused).toMatchObject({
    status: 402,
    body: { code: 'card_required', card_required_above: 50_000, currency: 'USD', minimum_bid: 10_000 },
  });
  expect(await bid(alice, id, { bid_amount: 10_000, max_amount: 50_000 })).toMatchObject({ status: 200 });
  expect((await readReaderView({ auctionId: id, readerId: alice.id })).hasCard).toBe(false);

  await keepCard(alice.id);
  expect((await readReaderView({ auctionId: id, readerId: alice.id })).hasCard).toBe(true);
  expect(await bid(alice, id, { bid_amount: 10_250, max_amount: 50_001 })).toMatchObject({ status: 200 });

  await removeCard(alice.id);
  expect(await bid(alice, id, { bid_amount: 10_250, max_amount: 60_000 })).toMatchObject({ status: 402 });
});

test('every other refusal comes first', async () => {
  const alice = await makeClient();
  const id = await makeAuction();
  expect(await bid(alice, id, { bid_amount: 1, max_amount: 90_000 })).toMatchObject({
    status: 422,
    body: { code: 'bid_too_low' },
  });
  expect(await bid(alice, id, { bid_amount: 1e20, max_amount: 1e20 })).toMatchObject({
    status: 422,
    body: { code: 'bid_too_high' },
  });
});

test('buying at once needs one too, and the amount is in the lot’s own currency', async () => {
  const alice = await makeClient();
  const offer = { startingPrice: 400, buyNowPrice: 501, currency: 'JPY' } as const;
  const [dear, fair] = [await makeAuction(offer), await makeAuction({ ...offer, buyNowPrice: 500 })];
  const buy = (id: number) => call('POST', `/api/v1/auctions/${id}/buy-now`, { token: alice.token });
  expect(await buy(dear)).toMatchObject({
    status: 402,
    body: { code: 'card_required', card_required_above: 500, currency: 'JPY' },
  });
  expect(await database().order.count({ where: { auctionId: dear } })).toBe(0);
  expect(await buy(fair)).toMatchObject({ status: 200 });
  await keepCard(alice.id);
  expect(await buy(dear)).toMatchObject({ status: 200 });
});

test('everybody may read on the lot what needs a card', async () => {
  const id = await makeAuction();
  expect(await call('GET', `/api/v1/auctions/${id}`)).toMatchObject({
    body: { card_required_above: 50_000 },
  });
});

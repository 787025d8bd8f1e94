import { expect, test } from 'vitest';
import { inTransaction } from '#lib/db/transaction';
import { lapseOrders, openCheckout, takeWebhook } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import {
  makeWonLot,
  readLot,
  readNotices,
  setCharge,
  setCheckout,
  setDue,
  type WonLot,
} from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const unpaid = ['won to buyer', 'sold to seller', 'payment_lapsed to buyer', 'payment_lapsed to seller'];

async function openFor(lot: WonLot): Promise<string> {
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  return checkout.checkoutUrl;
}

test('an order that is not paid in time lapses: the sale is off, everybody is told, every screen follows', async () => {
  const lot = await makeWonLot({ dueIn: -1 });
  expect(await lapseOrders()).toBe(1);
  const { order, ...auction } = await readLot(lot.auctionId);
  expect(auction).toEqual({ status: 'closed', outcome: 'unpaid', version: 3 });
  expect(order).toMatchObject({ status: 'lapsed', paidAt: null, paidThrough: null });
  expect(await readNotices(lot)).toEqual(unpaid);
  await house.publishedTo(lot.auctionId);
  expect(await lapseOrders()).toBe(0);
});

test('an order that is not yet due stays', async () => {
  const lot = await makeWonLot({ dueIn: 60 });
  expect(await lapseOrders()).toBe(0);
  expect(await readLot(lot.auctionId)).toMatchObject({ status: 'won', order: { status: 'pending' } });
});

test('many lapse at once, each once, whoever asks at the same time', async () => {
  const lots = await Promise.all(Array.from({ length: 40 }, () => makeWonLot({ dueIn: -1 })));
  const counts = await Promise.all([lapseOrders(), lapseOrders(), lapseOrders()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(lots.length);
  for (const lot of lots) expect(await readNotices(lot)).toEqual(unpaid);
});

test('an order that somebody holds is passed over, and lapses at the next look', async () => {
  const held = await makeWonLot({ dueIn: -1 });
  const free = await makeWonLot({ dueIn: -1 });
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM auctions WHERE id = ${held.auctionId} FOR NO KEY UPDATE`;
    expect(await lapseOrders()).toBe(1);
  });
  expect((await readLot(held.auctionId)).order.status).toBe('pending');
  expect((await readLot(free.auctionId)).order.status).toBe('lapsed');
  expect(await lapseOrders()).toBe(1);
});

test('a checkout still open when its order lapses can no longer be paid', async () => {
  const lot = await makeWonLot();
  const checkoutUrl = await openFor(lot);
  await setDue(lot.auctionId, -1);
  expect(await lapseOrders()).toBe(1);
  expect((await readLot(lot.auctionId)).order.status).toBe('lapsed');
  expect(await house.pay(checkoutUrl, cards.good)).toBe(410);
});

test('an order paid in time whose webhook is late is settled, not lapsed', async () => {
  const lot = await makeWonLot();
  const checkoutUrl = await openFor(lot);
  expect(await house.pay(checkoutUrl, cards.good)).toBe(303);
  await setDue(lot.auctionId, -1);
  expect(await lapseOrders()).toBe(1);
  expect(await readLot(lot.auctionId)).toMatchObject({
    outcome: 'sold',
    version: 3,
    order: { status: 'paid' },
  });
  expect(await takeWebhook(await house.completion(checkoutUrl))).toEqual({ accepted: true });
  expect(await readLot(lot.auctionId)).toMatchObject({ outcome: 'sold', version: 3 });
  expect(house.logged('stray_payment')).toEqual([]);
});

test('while nobody can say whether an order was paid it waits for an hour, and then lapses', async () => {
  const lot = await makeWonLot();
  await openFor(lot);
  await setDue(lot.auctionId, -3590);
  expect(await house.whileStripeIsDown(() => lapseOrders())).toBe(0);
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
  await setDue(lot.auctionId, -3601);
  expect(await house.whileStripeIsDown(() => lapseOrders())).toBe(1);
  expect((await readLot(lot.auctionId)).order.status).toBe('lapsed');
});

test('an order whose session Stripe has forgotten lapses', async () => {
  const lot = await makeWonLot({ dueIn: -1 });
  await setCheckout(lot.auctionId, 'cs_test_forgotten');
  expect(await lapseOrders()).toBe(1);
  expect((await readLot(lot.auctionId)).order.status).toBe('lapsed');
});

test('as many as are looked at in one turn, whose payment Stripe does not let end, stand in the way of no other', async () => {
  for (let made = 0; made < 20; made++) {
    const stuck = await makeWonLot({ dueIn: -60 });
    await setCharge(stuck.auctionId, `pi_unknown_${made}`);
  }
  const lot = await makeWonLot();
  await openFor(lot);
  await setDue(lot.auctionId, -1);
  let lapsed = 0;
  // Each turn leaves one of them out, which is another one every time.
  for (let turns = 0; turns < 30 && lapsed === 0; turns++) lapsed += await lapseOrders();
  expect(lapsed).toBe(1);
  expect((await readLot(lot.auctionId)).order.status).toBe('lapsed');
});

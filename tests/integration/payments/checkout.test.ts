import { Stripe } from 'stripe';
import { expect, test, vi } from 'vitest';
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { findOrder } from '#lib/payments/orders/order-rows';
import { openCheckout, takeWebhook, type CheckoutQuery } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot, readNotices, setDue } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

async function open(query: CheckoutQuery) {
  const outcome = await openCheckout(query);
  if (!outcome.accepted) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome;
}

test('a winner pays, and the lot is sold, everybody is told and every screen follows', async () => {
  const lot = await makeWonLot();
  const { checkoutUrl, expiresAt } = await open(lot);
  expect(expiresAt).toBeGreaterThan(Date.now());
  expect(await house.pay(checkoutUrl, cards.good)).toBe(303);
  expect(await takeWebhook(await house.completion(checkoutUrl))).toEqual({ accepted: true });

  const { order, ...auction } = await readLot(lot.auctionId);
  expect(auction).toEqual({ status: 'closed', outcome: 'sold', version: 3 });
  expect(order).toMatchObject({ status: 'paid', paidThrough: 'stripe', checkoutAttempts: 1 });
  expect(order.paidAt).toBeInstanceOf(Date);
  expect((await findOrder(database(), lot.auctionId))?.paymentIntentId).toMatch(/^pi_/);
  expect(await readNotices(lot)).toEqual([
    'won to buyer',
    'sold to seller',
    'paid to buyer',
    'paid to seller',
  ]);
  await house.publishedTo(lot.auctionId);
});

test('a declined card leaves everything as it was, and another card pays', async () => {
  const lot = await makeWonLot();
  const { checkoutUrl } = await open(lot);
  expect(await house.pay(checkoutUrl, cards.declined)).toBe(402);
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
  expect(await house.pay(checkoutUrl, cards.good)).toBe(303);
  await takeWebhook(await house.completion(checkoutUrl));
  expect((await readLot(lot.auctionId)).order.status).toBe('paid');
});

test('a double click, and ten at once, open one checkout', async () => {
  const lot = await makeWonLot();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => open(lot)));
  const again = await open(lot);
  expect(new Set([...outcomes, again].map(({ checkoutUrl }) => checkoutUrl)).size).toBe(1);
  expect((await readLot(lot.auctionId)).order.checkoutAttempts).toBe(1);
});

/** How many statements of this test's database wait for a lock. */
async function countWaiting(): Promise<number> {
  const rows = await database().$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows[0]?.waiting ?? 0;
}

test('a checkout that was being opened while the order was paid in another way is ended unseen', async () => {
  const lot = await makeWonLot();
  const opening = await inTransaction(async (tx) => {
    const data = { status: 'paid', paidAt: new Date(), paidThrough: 'administrator' } as const;
    await tx.order.updateMany({ where: { auctionId: lot.auctionId }, data });
    const pending = openCheckout(lot);
    await vi.waitUntil(async () => (await countWaiting()) === 1);
    return { pending };
  });
  expect(await opening.pending).toEqual({ accepted: false, refusal: { code: 'already_paid' } });
  const { id } = (await readLot(lot.auctionId)).order;
  const statuses = (await house.sessions()).filter(
    ({ client_reference_id: reference }) => reference === String(id),
  );
  expect(statuses.map(({ status }) => status)).toEqual(['expired']);
});

test('a crash before the session was remembered does not lead to a second one', async () => {
  const lot = await makeWonLot({ dueIn: 7200 });
  const first = await open(lot);
  await database().order.updateMany({
    where: { auctionId: lot.auctionId },
    data: { checkoutSessionSealed: null, checkoutSessionLookup: null, checkoutAttempts: 0 },
  });
  expect((await open(lot)).checkoutUrl).toBe(first.checkoutUrl);
});

test('a checkout that is over is followed by a new one, and only that can be paid', async () => {
  const lot = await makeWonLot();
  const first = await open(lot);
  const sessionId = first.checkoutUrl.split('/').at(-1) ?? '';
  await house.stripe().checkout.sessions.expire(sessionId);
  const second = await open(lot);
  expect(second.checkoutUrl).not.toBe(first.checkoutUrl);
  expect(await house.pay(first.checkoutUrl, cards.good)).toBe(410);
  expect(await house.pay(second.checkoutUrl, cards.good)).toBe(303);
});

test('a buyer who comes back before the webhook finds the lot paid', async () => {
  const lot = await makeWonLot();
  const { checkoutUrl } = await open(lot);
  await house.pay(checkoutUrl, cards.good);
  expect(await openCheckout(lot)).toEqual({ accepted: false, refusal: { code: 'already_paid' } });
  expect(await readLot(lot.auctionId)).toMatchObject({ outcome: 'sold', order: { status: 'paid' } });
});

test('a checkout opened shortly before the payment is due lasts half an hour at least, as Stripe wants', async () => {
  const lot = await makeWonLot({ dueIn: 60 });
  const { expiresAt } = await open(lot);
  expect(expiresAt - Date.now()).toBeGreaterThan(30 * 60_000);
});

async function codeOf(query: CheckoutQuery): Promise<string> {
  const outcome = await openCheckout(query);
  return outcome.accepted ? 'accepted' : outcome.refusal.code;
}

test('who cannot pay is told why', async () => {
  const lot = await makeWonLot();
  const stranger = (await makeBidder()).id;
  expect(await codeOf({ ...lot, auctionId: toAuctionId(2_000_000_000) })).toBe('not_found');
  expect(await codeOf({ ...lot, auctionId: await makeAuction() })).toBe('auction_not_won');
  expect(await codeOf({ ...lot, buyerId: stranger })).toBe('not_the_winner');
  expect(await codeOf({ ...lot, buyerId: lot.sellerId })).toBe('not_the_winner');
  await setDue(lot.auctionId, -1);
  expect(await codeOf(lot)).toBe('payment_window_over');
  await database().order.updateMany({ where: { auctionId: lot.auctionId }, data: { status: 'cancelled' } });
  expect(await codeOf(lot)).toBe('auction_not_won');
});

test.each([
  { price: 49, currency: 'USD' },
  { price: 100_000_000, currency: 'USD' },
  { price: 5124, currency: 'BHD' },
])('$price $currency, which cards do not take, is refused in words', async (money) => {
  const lot = await makeWonLot(money);
  expect(await openCheckout(lot)).toEqual({ accepted: false, refusal: { code: 'not_payable_online' } });
});

test('while Stripe is out of reach a checkout fails as infrastructure does, and works afterwards', async () => {
  const lot = await makeWonLot();
  await expect(house.whileStripeIsDown(() => openCheckout(lot))).rejects.toBeInstanceOf(
    Stripe.errors.StripeError,
  );
  expect((await open(lot)).checkoutUrl).toContain('/pay/');
});

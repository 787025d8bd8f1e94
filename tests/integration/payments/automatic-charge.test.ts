import { expect, test } from 'vitest';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readReaderView } from '#lib/listings/index';
import {
  chargeOrders,
  lapseOrders,
  markOrderPaid,
  openCheckout,
  reconcile,
  removeCard,
  saveAddress,
  takeWebhook,
} from '#lib/payments/index';
import { findOrder } from '#lib/payments/orders/order-rows';
import { useTestDatabase } from '#tests/support/database';
import { readOrderBooks } from '#tests/integration/payments/paid-lot';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { keepCard, letClaimGoStale, savedCards } from '#tests/integration/payments/saved-card';
import { makeWonLot, readLot, readNotices, setDue, type WonLot } from '#tests/integration/payments/won-lot';
import { buyerAddress } from '#tests/integration/payments/buyer-address';

useTestDatabase();
const house = usePaymentHouse();

const nothing = async (): Promise<void> => undefined;

async function makeLotWithCard(
  card: string = savedCards.good,
  options: Parameters<typeof makeWonLot>[0] = {},
): Promise<WonLot> {
  const lot = await makeWonLot(options);
  await keepCard(lot.buyerId, card);
  return lot;
}

/** What Stripe has captured for the order, payment by payment. */
async function capturedFor({ auctionId }: WonLot): Promise<number[]> {
  const { id } = (await readLot(auctionId)).order;
  const intents = await house.stripe().paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  return intents
    .filter(({ metadata, status }) => metadata['order_id'] === String(id) && status === 'succeeded')
    .map(({ amount_received: amount }) => amount);
}

async function openFor(lot: WonLot): Promise<string> {
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  return checkout.checkoutUrl;
}

const paidNotices = ['won to buyer', 'sold to seller', 'paid to buyer', 'paid to seller'];
const failedNotices = ['won to buyer', 'sold to seller', 'charge_failed to buyer'];

test('a saved card is charged by itself: the lot is sold, the payment booked, everybody is told', async () => {
  const lot = await makeLotWithCard();
  await chargeOrders();
  const { order, ...auction } = await readLot(lot.auctionId);
  expect(auction).toEqual({ status: 'closed', outcome: 'sold', version: 3 });
  expect(order).toMatchObject({
    status: 'paid',
    paidThrough: 'stripe',
    chargeAttempts: 1,
    chargeFailure: null,
  });
  expect(await capturedFor(lot)).toEqual([12_000]);
  expect(await readNotices(lot)).toEqual(paidNotices);
  expect(await readOrderBooks({ ...lot, orderId: order.id })).toEqual({ stripe: 12_000, seller: -12_000 });
  await house.publishedTo(lot.auctionId);
  const intent = await house
    .stripe()
    .paymentIntents.retrieve((await findOrder(database(), lot.auctionId))?.paymentIntentId ?? '');
  expect(intent).toMatchObject({
    transfer_group: `order_${order.id}`,
    metadata: { order_id: String(order.id), auction_id: String(lot.auctionId) },
  });
});

test('a card that was confirmed when it was saved is charged without asking again', async () => {
  const lot = await makeLotWithCard(savedCards.confirmedOnce);
  await chargeOrders();
  expect(await capturedFor(lot)).toEqual([12_000]);
});

test('a buyer without a card, and one whose shipped lot has no address yet, are not charged', async () => {
  const without = await makeWonLot();
  const homeless = await makeLotWithCard(savedCards.good, { shippingPrice: 1000 });
  await chargeOrders();
  expect((await readLot(without.auctionId)).order).toMatchObject({ status: 'pending', chargeAttempts: 0 });
  expect((await readLot(homeless.auctionId)).order).toMatchObject({ status: 'pending', chargeAttempts: 0 });
  await saveAddress(homeless.buyerId, buyerAddress);
  await chargeOrders();
  expect(await capturedFor(homeless)).toEqual([13_000]);
  expect((await readLot(homeless.auctionId)).order.addressSealed).toMatch(/^v1\./);
});

test.each([
  { card: savedCards.declinedLater, failure: 'generic_decline', reason: 'declined' },
  { card: savedCards.confirmedAlways, failure: 'authentication_required', reason: 'confirm' },
])('$failure: the buyer is told once, and pays on the checkout page', async ({ card, failure, reason }) => {
  const lot = await makeLotWithCard(card);
  await chargeOrders();
  expect((await readLot(lot.auctionId)).order).toMatchObject({ status: 'pending', chargeFailure: failure });
  await letClaimGoStale(lot.auctionId);
  await chargeOrders();
  expect(await readNotices(lot)).toEqual(failedNotices);
  const notice = await database().notice.findFirst({
    where: { auctionId: lot.auctionId, kind: 'charge_failed' },
  });
  expect(notice?.data).toMatchObject({ reason, totalPrice: 12_000 });

  const checkoutUrl = await openFor(lot);
  await house.pay(checkoutUrl, cards.good);
  await takeWebhook(await house.completion(checkoutUrl));
  expect((await readLot(lot.auctionId)).order.status).toBe('paid');
  expect(await capturedFor(lot)).toEqual([12_000]);
});

test('the page of the lot tells its winner of the charge, and nobody else', async () => {
  const lot = await makeLotWithCard(savedCards.declinedLater, { shippingPrice: 1000 });
  const read = async (readerId: BidderId) =>
    (await readReaderView({ auctionId: lot.auctionId, readerId })).charge;
  expect(await read(lot.buyerId)).toMatchObject({ state: 'coming', card: { lastFour: '0341' } });
  expect(await read(lot.sellerId)).toBeNull();
  await saveAddress(lot.buyerId, buyerAddress);
  await chargeOrders();
  expect(await read(lot.buyerId)).toEqual({ state: 'declined' });
  expect(await read(lot.sellerId)).toBeNull();
});

test('a decline whose cancellation got no answer is told of once, for the reason that the bank gave', async () => {
  const lot = await makeLotWithCard(savedCards.declinedLater);
  await house.whileAnswersAreLost(/\/cancel$/, () => chargeOrders());
  expect((await readLot(lot.auctionId)).order.chargeFailure).toBeNull();
  await letClaimGoStale(lot.auctionId);
  await Promise.all([chargeOrders(), chargeOrders()]);
  expect((await readLot(lot.auctionId)).order.chargeFailure).toBe('generic_decline');
  expect(await readNotices(lot)).toEqual(failedNotices);
});

test('many workers at once charge each order once', async () => {
  const lots = await Promise.all(Array.from({ length: 6 }, () => makeLotWithCard()));
  await Promise.all(Array.from({ length: 5 }, () => chargeOrders()));
  for (const lot of lots) {
    expect(await capturedFor(lot)).toEqual([12_000]);
    expect(await readNotices(lot)).toEqual(paidNotices);
  }
});

test.each([
  { step: 'the PaymentIntent was made', lost: /\/v1\/payment_intents$/ },
  { step: 'the card was charged', lost: /\/v1\/payment_intents\/\w+\/confirm$/ },
])('a crash after $step, before it was recorded, is resumed without charging twice', async ({ lost }) => {
  const lot = await makeLotWithCard();
  await house.whileAnswersAreLost(lost, () => chargeOrders());
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
  expect(await chargeOrders()).toBe(0);
  await letClaimGoStale(lot.auctionId);
  expect(await chargeOrders()).toBe(1);
  expect((await readLot(lot.auctionId)).order.status).toBe('paid');
  expect(await capturedFor(lot)).toEqual([12_000]);
});

test('a crash right after the claim, long ago, is resumed', async () => {
  const lot = await makeLotWithCard();
  await house.whileStripeIsDown(() => chargeOrders());
  expect((await readLot(lot.auctionId)).order).toMatchObject({ status: 'pending', chargeAttempts: 1 });
  await letClaimGoStale(lot.auctionId);
  await chargeOrders();
  expect(await capturedFor(lot)).toEqual([12_000]);
});

test('a charge whose answer got lost is settled by its event, and by any number of them once', async () => {
  const lot = await makeLotWithCard();
  await house.whileAnswersAreLost(/\/confirm$/, () => chargeOrders());
  const intentId = (await findOrder(database(), lot.auctionId))?.paymentIntentId ?? '';
  const delivery = await house.told('payment_intent.succeeded', intentId);
  for (let round = 0; round < 3; round++) {
    await database().stripeEvent.deleteMany();
    await takeWebhook(delivery);
  }
  expect(await readNotices(lot)).toEqual(paidNotices);
  expect(await database().strayPayment.count({ where: { order: { auctionId: lot.auctionId } } })).toBe(0);
});

test('a charge of which neither the answer nor the event arrived is found by reconciling', async () => {
  const lot = await makeLotWithCard();
  await house.whileAnswersAreLost(/\/confirm$/, () => chargeOrders());
  const { id: orderId } = (await readLot(lot.auctionId)).order;
  const { repaired, remaining } = await reconcile({});
  expect(remaining.filter((difference) => difference.orderId === orderId)).toEqual([]);
  expect(repaired).toContainEqual(expect.objectContaining({ orderId, kind: 'payment_unrecorded' }));
  expect((await readLot(lot.auctionId)).order).toMatchObject({ status: 'paid', paidThrough: 'stripe' });
  expect(await readOrderBooks({ ...lot, orderId })).toEqual({ stripe: 12_000, seller: -12_000 });
});

test('a card that was removed after its charge was claimed is not charged', async () => {
  const lot = await makeLotWithCard();
  await house.whileStripeIsDown(() => chargeOrders());
  await removeCard(lot.buyerId);
  await letClaimGoStale(lot.auctionId);
  await chargeOrders();
  expect((await readLot(lot.auctionId)).order).toMatchObject({
    status: 'pending',
    chargeFailure: 'card_removed',
  });
  expect(await capturedFor(lot)).toEqual([]);
});

test('whoever has opened a checkout pays there, and is not charged', async () => {
  const lot = await makeWonLot();
  await openFor(lot);
  await keepCard(lot.buyerId);
  await chargeOrders();
  expect((await readLot(lot.auctionId)).order).toMatchObject({ status: 'pending', chargeAttempts: 0 });
});

test('a charge that is stuck is called off by a checkout, and can then no longer go through', async () => {
  const lot = await makeLotWithCard();
  await house.whileAnswersAreLost(/\/v1\/payment_intents$/, () => chargeOrders());
  const checkoutUrl = await openFor(lot);
  expect((await readLot(lot.auctionId)).order.chargeFailure).toBe('called_off');
  await letClaimGoStale(lot.auctionId);
  await chargeOrders();
  expect(await capturedFor(lot)).toEqual([]);
  expect(await house.pay(checkoutUrl, cards.good)).toBe(303);
  await takeWebhook(await house.completion(checkoutUrl));
  expect(await readNotices(lot)).toEqual(paidNotices);
});

test('an order whose card was charged unheard is paid for the checkout, the administrator and the lapse', async () => {
  const attempts = [
    (lot: WonLot) => openCheckout(lot),
    ({ auctionId }: WonLot) => markOrderPaid({ auctionId, alongside: nothing }),
    async ({ auctionId }: WonLot) => {
      await setDue(auctionId, -1);
      return lapseOrders();
    },
  ];
  const already = { accepted: false, refusal: { code: 'already_paid' } };
  const answers: unknown[] = [];
  for (const attempt of attempts) {
    const lot = await makeLotWithCard();
    await house.whileAnswersAreLost(/\/confirm$/, () => chargeOrders());
    answers.push(await attempt(lot));
    expect((await readLot(lot.auctionId)).order).toMatchObject({ status: 'paid', paidThrough: 'stripe' });
    expect(await capturedFor(lot)).toEqual([12_000]);
  }
  expect(answers).toEqual([already, already, 1]);
});

test('an order that is due while its charge is stuck lapses, and is never charged', async () => {
  const lot = await makeLotWithCard();
  await house.whileAnswersAreLost(/\/v1\/payment_intents$/, () => chargeOrders());
  await setDue(lot.auctionId, -1);
  await lapseOrders();
  await lapseOrders();
  expect((await readLot(lot.auctionId)).order.status).toBe('lapsed');
  await letClaimGoStale(lot.auctionId);
  await chargeOrders();
  expect(await capturedFor(lot)).toEqual([]);
});

test('of a charge, a checkout and an administrator at the same moment one has the order, and it is captured once at most', async () => {
  const lots = await Promise.all(Array.from({ length: 12 }, () => makeLotWithCard()));
  const opened = await Promise.all(
    lots.map(async (lot, index) => {
      const [checkout] = await Promise.all([
        openCheckout(lot),
        index % 2 === 0 ? markOrderPaid({ auctionId: lot.auctionId, alongside: nothing }) : nothing(),
        chargeOrders(),
      ]);
      return checkout;
    }),
  );
  // Whoever was given a payment page tries to pay on it, after all else.
  await Promise.all(
    opened.flatMap((checkout) => (checkout.accepted ? [house.pay(checkout.checkoutUrl, cards.good)] : [])),
  );
  await chargeOrders();
  for (const [index, lot] of lots.entries()) {
    const checkout = opened[index];
    const captured = await capturedFor(lot);
    const { paidThrough, status } = (await readLot(lot.auctionId)).order;
    expect(captured).toEqual(paidThrough === 'administrator' ? [] : [12_000]);
    if (status === 'pending' && checkout?.accepted)
      await takeWebhook(await house.completion(checkout.checkoutUrl));
    expect((await readLot(lot.auctionId)).order.status).toBe('paid');
    expect((await readNotices(lot)).toSorted()).toEqual(paidNotices.toSorted());
  }
  expect(await database().strayPayment.count()).toBe(0);
});

test('whoever wins with a saved card is told that it is charged, unless the lot is sent and nobody knows where to', async () => {
  const first = await makeLotWithCard();
  const winAgain = async (shippingPrice?: number) => {
    const lot = await makeWonLot({ buyerId: first.buyerId, ...(shippingPrice && { shippingPrice }) });
    const notice = await database().notice.findFirstOrThrow({
      where: { auctionId: lot.auctionId, kind: 'won' },
    });
    return notice.data;
  };
  expect(await winAgain()).toMatchObject({ byCard: true });
  expect(await winAgain(1000)).not.toHaveProperty('byCard');
  await saveAddress(first.buyerId, buyerAddress);
  expect(await winAgain(1000)).toMatchObject({ byCard: true });
});

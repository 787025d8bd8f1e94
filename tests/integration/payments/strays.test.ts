import { expect, test } from 'vitest';
import { database } from '#lib/db/client';
import {
  markOrderPaid,
  openCheckout,
  refundStrays,
  takeWebhook,
  type WebhookDelivery,
} from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makePricedLot, readBooks, readOrderBooks, type PaidLot } from '#tests/integration/payments/paid-lot';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { readLot, readNotices } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;

/** A lot that was paid on the hosted page; the webhook about it is not handed on yet. */
async function makePaidUnawares(): Promise<{ lot: PaidLot; delivery: WebhookDelivery }> {
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  await house.pay(checkout.checkoutUrl, cards.good);
  return { lot, delivery: await house.completion(checkout.checkoutUrl) };
}

async function lapse({ auctionId, orderId }: PaidLot): Promise<void> {
  await database().order.update({ where: { id: orderId }, data: { status: 'lapsed' } });
  await database().auction.update({
    where: { id: auctionId },
    data: { status: 'closed', outcome: 'unpaid', version: 3 },
  });
}

const findStrays = ({ orderId }: PaidLot) => database().strayPayment.findMany({ where: { orderId } });

const refundsOf = async ({ orderId }: PaidLot): Promise<number[]> => {
  const all = await house.stripe().refunds.list({ limit: 100 });
  return all.data
    .filter(({ metadata }) => metadata?.['order_id'] === String(orderId))
    .map(({ amount }) => amount);
};

test('a payment for an order that has lapsed is owed to its buyer, and goes back once', async () => {
  const { lot, delivery } = await makePaidUnawares();
  await lapse(lot);
  expect(await takeWebhook(delivery)).toEqual({ accepted: true });
  const { order, ...auction } = await readLot(lot.auctionId);
  expect(auction).toEqual({ status: 'closed', outcome: 'unpaid', version: 3 });
  expect(order.status).toBe('lapsed');
  expect(await readBooks(lot)).toEqual({ buyer: -total });
  expect(house.logged('stray_payment')).toContainEqual(
    expect.objectContaining({ orderId: lot.orderId, reason: 'order_lapsed', amount: total, currency: 'USD' }),
  );

  await Promise.all([refundStrays(), refundStrays(), refundStrays()]);
  expect(await refundStrays()).toBe(0);
  expect(await refundsOf(lot)).toEqual([total]);
  expect(await findStrays(lot)).toEqual([expect.objectContaining({ status: 'succeeded' })]);
  expect(await readOrderBooks(lot)).toEqual({});
  expect((await readNotices(lot)).filter((notice) => notice === 'stray_refunded to buyer')).toHaveLength(1);
});

test('a second payment goes back, and the first stands', async () => {
  const { lot, delivery } = await makePaidUnawares();
  await markOrderPaid({ auctionId: lot.auctionId, alongside: async () => undefined });
  await takeWebhook(delivery);
  await refundStrays();
  expect((await readLot(lot.auctionId)).order).toMatchObject({
    status: 'paid',
    paidThrough: 'administrator',
  });
  expect(await readOrderBooks(lot)).toEqual({
    external: total,
    seller: -11_800,
    platform: -4200,
    tax: -1600,
  });
  expect(await refundsOf(lot)).toEqual([total]);
});

test('a payment of another amount than is owed settles nothing, and goes back', async () => {
  const { lot, delivery } = await makePaidUnawares();
  await database().order.update({ where: { id: lot.orderId }, data: { tax: 1601n, totalPrice: 17_601n } });
  await takeWebhook(delivery);
  await refundStrays();
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
  expect(await findStrays(lot)).toEqual([
    expect.objectContaining({ reason: 'amount_mismatch', amount: 17_600n, status: 'succeeded' }),
  ]);
});

test('several events about one stray payment owe it once', async () => {
  const { lot, delivery } = await makePaidUnawares();
  await lapse(lot);
  const deliveries = house
    .deliveries()
    .filter(({ rawBody }) => rawBody.includes('checkout.session.completed'));
  for (const each of [delivery, ...deliveries, delivery]) await takeWebhook(each);
  await database().stripeEvent.deleteMany();
  await takeWebhook(delivery);
  expect(await findStrays(lot)).toHaveLength(1);
  expect(await readBooks(lot)).toEqual({ buyer: -total });
});

test('while Stripe is out of reach a stray payment waits; an answer that got lost is found', async () => {
  const { lot, delivery } = await makePaidUnawares();
  await lapse(lot);
  await takeWebhook(delivery);
  await house.whileStripeIsDown(() => refundStrays());
  expect(await refundsOf(lot)).toEqual([]);
  await house.whileAnswersAreLost(/\/v1\/refunds/, () => refundStrays());
  expect(await findStrays(lot)).toEqual([expect.objectContaining({ status: 'pending' })]);
  await refundStrays();
  expect(await refundsOf(lot)).toEqual([total]);
  expect(await findStrays(lot)).toEqual([expect.objectContaining({ status: 'succeeded' })]);
});

test('one that cannot be sent back stays owed, until Stripe says that it went back', async () => {
  const { lot, delivery } = await makePaidUnawares();
  await lapse(lot);
  await takeWebhook(delivery);
  const sessions = await house.sessions();
  const session = sessions.find(({ client_reference_id: id }) => id === String(lot.orderId));
  if (typeof session?.payment_intent !== 'string') throw new Error('a paid session has a payment');
  const { id } = await house.stripe().refunds.create({ payment_intent: session.payment_intent });
  await refundStrays();
  expect(await findStrays(lot)).toEqual([
    expect.objectContaining({ status: 'failed', failure: 'charge_already_refunded' }),
  ]);
  expect(house.logged('stray_refund_failed')).toHaveLength(1);
  expect(await readBooks(lot)).toEqual({ buyer: -total });
  await takeWebhook(await house.told('refund.created', id));
  expect(await findStrays(lot)).toEqual([expect.objectContaining({ status: 'succeeded', failure: null })]);
  expect(await readBooks(lot)).toEqual({});
});

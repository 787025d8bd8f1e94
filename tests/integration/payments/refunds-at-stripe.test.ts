import { expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { refundOrder, resumeRefunds, takeWebhook } from '#lib/payments/index';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { RefundUndecided } from '#lib/payments/refunds/take-refund';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import { makePaidLot, readOrderBooks, type PaidLot } from '#tests/integration/payments/paid-lot';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { readNotices } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;

const findOrder = (lot: PaidLot) =>
  database().order.findUniqueOrThrow({
    where: { id: lot.orderId },
    include: { payout: true, refunds: { orderBy: { id: 'asc' } } },
  });

/** Gives money back as the owner of the account can at Stripe itself. @returns the event about it. */
async function refundAtStripe(lot: PaidLot, amount: number) {
  const order = await findOrderById(database(), lot.orderId);
  const { id } = await house
    .stripe()
    .refunds.create({ payment_intent: order?.paymentIntentId ?? '', amount });
  return house.told('refund.created', id);
}

test('a refund that was made at Stripe itself is followed, once', async () => {
  const lot = await makePaidLot(house);
  const event = await refundAtStripe(lot, 5000);
  await Promise.all([takeWebhook(event), takeWebhook(event)]);
  await database().stripeEvent.deleteMany();
  await takeWebhook(event);
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 5000n,
    payout: { status: 'held', amount: 11_800n - 3352n },
    refunds: [{ status: 'succeeded', amount: 5000n, reason: 'Given back at Stripe', requestedBy: null }],
  });
  expect(await readOrderBooks(lot)).toEqual({ stripe: 12_600, seller: -8448, platform: -3007, tax: -1145 });
  expect((await readNotices(lot)).slice(4)).toEqual(['refunded to buyer', 'refunded to seller']);

  await takeWebhook(await refundAtStripe(lot, total - 5000));
  expect(await findOrder(lot)).toMatchObject({ status: 'refunded', payout: { status: 'cancelled' } });
  expect(await readOrderBooks(lot)).toEqual({});
});

test('one that does not fit its order changes nothing, and a person is told to look', async () => {
  const lot = await makePaidLot(house);
  const event = await refundAtStripe(lot, 5000);
  await database().order.update({ where: { id: lot.orderId }, data: { isDisputed: true } });
  await takeWebhook(event);
  expect(await findOrder(lot)).toMatchObject({ refundedPrice: 0n, refunds: [] });
  expect(house.logged('refund_not_adopted')).toEqual([expect.objectContaining({ orderId: lot.orderId })]);
});

test('one that comes while ours is undecided is told again, and followed when ours has failed', async () => {
  const lot = await makePaidLot(house);
  const { id: requestedBy } = await makeBidder({ role: 'administrator' });
  const asked = { orderId: lot.orderId, amount: cents(total), reason: 'All of it', requestedBy };
  await house.whileStripeIsDown(() => refundOrder({ ...asked, alongside: async () => undefined }));
  const event = await refundAtStripe(lot, 5000);
  await expect(takeWebhook(event)).rejects.toBeInstanceOf(RefundUndecided);

  await resumeRefunds(0);
  await takeWebhook(event);
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 5000n,
    payout: { status: 'held', amount: 11_800n - 3352n },
    refunds: [
      { status: 'failed', amount: BigInt(total) },
      { status: 'succeeded', amount: 5000n },
    ],
  });
});

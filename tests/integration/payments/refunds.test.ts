import { expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import {
  markOrderPaid,
  readOrderView,
  readStatement,
  refundOrder,
  resumeRefunds,
  reverseTransfers,
  type RefundOutcome,
} from '#lib/payments/index';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import {
  makePaidLot,
  makePricedLot,
  readBooks,
  readOrderBooks,
  sendPayout,
} from '#tests/integration/payments/paid-lot';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { readLot, readNotices } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;
const nothing = async (): Promise<void> => undefined;

let administrator: Promise<BidderId> | null = null;
const anAdministrator = (): Promise<BidderId> =>
  (administrator ??= makeBidder({ role: 'administrator' }).then(({ id }) => id));

const refund = async (lot: { readonly orderId: number }, amount: number): Promise<RefundOutcome> =>
  refundOrder({
    orderId: lot.orderId,
    amount: cents(amount),
    reason: 'It arrived broken',
    requestedBy: await anAdministrator(),
    alongside: nothing,
  });

const findOrder = (lot: { readonly orderId: number }) =>
  database().order.findUniqueOrThrow({
    where: { id: lot.orderId },
    include: { payout: { include: { reversals: true } }, refunds: { orderBy: { id: 'asc' } } },
  });

const refundsAtStripe = async (orderId: number): Promise<number[]> => {
  const all = await house.stripe().refunds.list({ limit: 100 });
  return all.data
    .filter(({ metadata }) => metadata?.['order_id'] === String(orderId))
    .map(({ amount }) => amount);
};

test('a part is refunded out of everybody’s share, and the rest of it later, to the cent', async () => {
  const lot = await makePaidLot(house);
  expect(await refund(lot, 5000)).toMatchObject({ accepted: true, status: 'succeeded' });
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 5000n,
    payout: { status: 'held', amount: 11_800n - 3352n },
    refunds: [{ status: 'succeeded', amount: 5000n, reason: 'It arrived broken' }],
  });
  // 11,800, 4,200 and 1,600 of 17,600: 3352.27, 1193.18 and 454.55 of 5,000.
  expect(await readOrderBooks(lot)).toEqual({ stripe: 12_600, seller: -8448, platform: -3007, tax: -1145 });

  expect(await refund(lot, 12_600)).toMatchObject({ accepted: true, status: 'succeeded' });
  expect(await findOrder(lot)).toMatchObject({
    status: 'refunded',
    refundedPrice: 17_600n,
    payout: { status: 'cancelled', amount: 0n },
  });
  expect(await readOrderBooks(lot)).toEqual({});
  expect(await refundsAtStripe(lot.orderId)).toEqual([12_600, 5000]);
  expect(await readLot(lot.auctionId)).toMatchObject({ status: 'closed', outcome: 'sold' });
  expect((await readNotices(lot)).slice(4)).toEqual([
    'refunded to buyer',
    'refunded to seller',
    'refunded to buyer',
    'refunded to seller',
  ]);
});

test('the seller reads what is left of the sale, on its page and on the statement', async () => {
  const lot = await makePaidLot(house);
  await refund(lot, 5000);
  const readView = (readerId: BidderId) => readOrderView({ orderId: lot.orderId, readerId });
  expect(await readView(lot.sellerId)).toMatchObject({ refundedPrice: 5000, takenBack: 3352 });
  expect(await readView(lot.buyerId)).toMatchObject({ refundedPrice: 5000, takenBack: 0, proceeds: null });
  const line = { takenBack: 3352, amount: 8448, reversedAmount: 0, open: 0 };
  expect((await readStatement(lot.sellerId)).lines).toMatchObject([line]);

  const sent = await makePaidLot(house);
  await sendPayout(house, sent);
  await refund(sent, 5000);
  const sentLine = { takenBack: 3352, amount: 11_800, reversedAmount: 3352, open: -3352 };
  expect((await readStatement(sent.sellerId)).lines).toMatchObject([sentLine]);
});

test('what the seller was paid already is brought back from their account, once', async () => {
  const lot = await makePaidLot(house);
  const transferId = await sendPayout(house, lot);
  await refund(lot, total);
  expect(await findOrder(lot)).toMatchObject({
    status: 'refunded',
    payout: { status: 'paid', amount: 11_800n, reversedAmount: 11_800n, reversals: [{ status: 'pending' }] },
  });
  expect(await readBooks(lot)).toEqual({ seller: 11_800 });
  await Promise.all([reverseTransfers(), reverseTransfers(), reverseTransfers()]);
  expect(await reverseTransfers()).toBe(0);
  expect(await findOrder(lot)).toMatchObject({ payout: { reversals: [{ status: 'succeeded' }] } });
  expect(await house.stripe().transfers.retrieve(transferId)).toMatchObject({ amount_reversed: 11_800 });
  expect(await readOrderBooks(lot)).toEqual({});
});

test('a reversal that was made but not recorded is found, and not made again', async () => {
  const lot = await makePaidLot(house);
  const transferId = await sendPayout(house, lot);
  await refund(lot, 5000);
  await house.whileAnswersAreLost(/reversals/, () => reverseTransfers());
  expect(await house.stripe().transfers.retrieve(transferId)).toMatchObject({ amount_reversed: 3352 });
  expect(await reverseTransfers()).toBe(1);
  expect(await house.stripe().transfers.retrieve(transferId)).toMatchObject({ amount_reversed: 3352 });
  expect(await readBooks(lot)).toEqual({});
});

test('while Stripe is out of reach a refund waits, with the seller’s money, and is carried out later', async () => {
  const lot = await makePaidLot(house);
  const asked = await house.whileStripeIsDown(() => refund(lot, 5000));
  expect(asked).toMatchObject({ accepted: true, status: 'pending' });
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 5000n,
    payout: { status: 'frozen', amount: 11_800n },
    refunds: [{ status: 'pending' }],
  });
  expect(await readOrderBooks(lot)).toMatchObject({ stripe: total });
  expect(await resumeRefunds()).toBe(0);
  expect(await resumeRefunds(0)).toBe(1);
  expect(await findOrder(lot)).toMatchObject({
    payout: { status: 'held', amount: 8448n },
    refunds: [{ status: 'succeeded' }],
  });
  expect(await resumeRefunds(0)).toBe(0);
});

test('a refund that Stripe made but could not tell us of is found, and not made again', async () => {
  const lot = await makePaidLot(house);
  const asked = await house.whileAnswersAreLost(/\/v1\/refunds/, () => refund(lot, 5000));
  expect(asked).toMatchObject({ status: 'pending' });
  expect(await refundsAtStripe(lot.orderId)).toEqual([5000]);
  await Promise.all([resumeRefunds(0), resumeRefunds(0), resumeRefunds(0)]);
  expect(await refundsAtStripe(lot.orderId)).toEqual([5000]);
  expect(await readOrderBooks(lot)).toMatchObject({ stripe: 12_600 });
});

test('a refund that Stripe refuses leaves everything as it was, and its administrator is told', async () => {
  const lot = await makePaidLot(house);
  // Somebody gave the money back beside us, where no order knows of it.
  const order = await findOrderById(database(), lot.orderId);
  await house.stripe().refunds.create({ payment_intent: order?.paymentIntentId ?? '' });
  expect(await refund(lot, 5000)).toMatchObject({ accepted: true, status: 'failed' });
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 0n,
    payout: { status: 'held', amount: 11_800n },
    refunds: [{ status: 'failed', failure: 'charge_already_refunded' }],
  });
  expect(await readOrderBooks(lot)).toMatchObject({ stripe: total });
  const told = await database().notice.findMany({
    where: { kind: 'refund_failed', auctionId: lot.auctionId },
  });
  expect(told).toEqual([expect.objectContaining({ bidderId: await anAdministrator() })]);
});

test('of many administrators at once nobody gives back more than was paid', async () => {
  const lot = await makePaidLot(house);
  const outcomes = await Promise.all([
    refund(lot, 10_000),
    refund(lot, 10_000),
    refund(lot, 9000),
    refund(lot, 8000),
  ]);
  const given = outcomes.filter(({ accepted }) => accepted).length;
  expect(given).toBeLessThanOrEqual(2);
  for (const outcome of outcomes)
    expect([true, 'refund_too_high', 'already_refunded']).toContain(outcome.accepted || outcome.refusal.code);
  const sum = (await refundsAtStripe(lot.orderId)).reduce((all, amount) => all + amount, 0);
  expect(sum).toBeLessThanOrEqual(total);
  expect(Number((await findOrder(lot)).refundedPrice)).toBe(sum);
  expect(await readOrderBooks(lot)).toMatchObject({ stripe: total - sum });
});

test('what came in outside Stripe goes back outside Stripe', async () => {
  const lot = await makePricedLot();
  await markOrderPaid({ auctionId: lot.auctionId, alongside: nothing });
  expect(await refund(lot, total)).toMatchObject({ accepted: true, status: 'succeeded' });
  expect(await findOrder(lot)).toMatchObject({ status: 'refunded', payout: { status: 'cancelled' } });
  expect(await readOrderBooks(lot)).toEqual({});
  expect(await refundsAtStripe(lot.orderId)).toEqual([]);
});

test('what cannot be refunded is refused, and leaves no trace', async () => {
  const lot = await makePaidLot(house);
  const unpaid = await makePricedLot();
  expect(await refund({ orderId: 2_000_000_000 }, 1)).toEqual({
    accepted: false,
    refusal: { code: 'not_found' },
  });
  expect(await refund(unpaid, 1)).toEqual({ accepted: false, refusal: { code: 'not_paid' } });
  expect(await refund(lot, total + 1)).toEqual({
    accepted: false,
    refusal: { code: 'refund_too_high', refundable: total },
  });
  expect((await findOrder(lot)).refunds).toEqual([]);
});

test('nothing is refunded when the audit entry cannot be written', async () => {
  const lot = await makePaidLot(house);
  const failing = refundOrder({
    orderId: lot.orderId,
    amount: cents(1),
    reason: 'It arrived broken',
    requestedBy: await anAdministrator(),
    alongside: () => Promise.reject(new Error('the audit trail is out of reach')),
  });
  await expect(failing).rejects.toThrow('out of reach');
  expect(await findOrder(lot)).toMatchObject({ refundedPrice: 0n, refunds: [], payout: { status: 'held' } });
});

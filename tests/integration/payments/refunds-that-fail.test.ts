/** Refunds whose bank takes its time, or sends the money back after it had taken it. */
import { expect, test } from 'vitest';
import { findOrderForAdmin } from '#lib/administration/index';
import { cents } from '#lib/auction/money';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { noticeSchema } from '#lib/notifications/notice-kinds';
import {
  openCheckout,
  readReceipt,
  readStatement,
  refundOrder,
  refundStrays,
  resumeRefunds,
  reverseTransfers,
  takeWebhook,
} from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import {
  makePaidLot,
  makePricedLot,
  readOrderBooks,
  sendPayout,
  type PaidLot,
} from '#tests/integration/payments/paid-lot';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { clean, reconcileLot } from '#tests/integration/payments/reconcile-lot';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;
const sellers = 11_800;
const asPaid = { stripe: total, seller: -sellers, platform: -4200, tax: -1600 };

let administrator: Promise<BidderId> | null = null;
const anAdministrator = (): Promise<BidderId> =>
  (administrator ??= makeBidder({ role: 'administrator' }).then(({ id }) => id));

const refund = async ({ orderId }: PaidLot, how: { amount: number; isOutside?: boolean }) =>
  refundOrder({
    orderId,
    amount: cents(how.amount),
    reason: 'It arrived broken',
    requestedBy: await anAdministrator(),
    isOutside: how.isOutside ?? false,
    alongside: async () => undefined,
  });

const findOrder = ({ orderId }: PaidLot) =>
  database().order.findUniqueOrThrow({
    where: { id: orderId },
    include: { payout: { include: { reversals: true } }, refunds: { orderBy: { id: 'asc' } } },
  });

const refundAtStripe = async ({ orderId }: PaidLot): Promise<string> => {
  const { data } = await house.stripe().refunds.list({ limit: 100 });
  return data.find(({ metadata }) => metadata?.['order_id'] === String(orderId))?.id ?? '';
};

/** Seconds later: the bank of the card has thought better of the lot's refund, and Stripe has said so. */
async function hearLater(lot: PaidLot, type: string): Promise<void> {
  const id = await refundAtStripe(lot);
  house.letTimePassAtStripe(5);
  const event = await house.told(type, id);
  await Promise.all([takeWebhook(event), takeWebhook(event)]);
  await takeWebhook(await house.told('refund.updated', id));
}

/** What people were told about the lot of this kind, and who. */
async function toldOf({ auctionId, buyerId, sellerId }: PaidLot, kind: string) {
  const notices = await database().notice.findMany({ where: { auctionId, kind }, orderBy: { id: 'asc' } });
  const names = new Map<number, string>([
    [buyerId, 'buyer'],
    [sellerId, 'seller'],
    [await anAdministrator(), 'administrator'],
  ]);
  return notices.map(({ bidderId, data }) => ({ who: names.get(bidderId), ...noticeSchema.parse(data) }));
}

test('a refund that fails after it succeeded is booked back, the order is paid again, and everybody is told', async () => {
  const lot = await makePaidLot(house, cards.refundFails);
  expect(await refund(lot, { amount: total })).toMatchObject({ accepted: true, status: 'succeeded' });
  expect(await findOrder(lot)).toMatchObject({ status: 'refunded', payout: { status: 'cancelled' } });
  expect(await readOrderBooks(lot)).toEqual({});

  await hearLater(lot, 'refund.failed');
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 0n,
    payout: { status: 'held', amount: BigInt(sellers) },
    refunds: [{ status: 'failed', failure: 'expired_or_canceled_card' }],
  });
  expect(await readOrderBooks(lot)).toEqual(asPaid);
  expect(await toldOf(lot, 'refund_failed')).toEqual([
    expect.objectContaining({ who: 'administrator', amount: total, owedToSeller: 0 }),
  ]);
  expect(await toldOf(lot, 'refund_returned')).toEqual([
    expect.objectContaining({ who: 'buyer', amount: total }),
    expect.objectContaining({ who: 'seller', share: sellers }),
  ]);
  const reader = { id: lot.buyerId, isAdministrator: false };
  expect((await readReceipt({ orderId: lot.orderId, reader }))?.returns).toMatchObject([
    { kind: 'refund', amount: total },
    { kind: 'refund_failed', amount: total },
  ]);
  expect(await reconcileLot(lot)).toEqual(clean);
});

test('it is then given back another way, without asking Stripe', async () => {
  const lot = await makePaidLot(house, cards.refundFails);
  await refund(lot, { amount: 5000 });
  await hearLater(lot, 'refund.failed');
  expect(await refund(lot, { amount: 5000, isOutside: true })).toMatchObject({ status: 'succeeded' });
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    refundedPrice: 5000n,
    payout: { status: 'held', amount: BigInt(sellers - 3352) },
    refunds: [{ status: 'failed' }, { status: 'succeeded', refundSealed: null }],
  });
  expect(await readOrderBooks(lot)).toEqual({
    stripe: total,
    external: -5000,
    seller: -8448,
    platform: -3007,
    tax: -1145,
  });
  const { data } = await house.stripe().refunds.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata?.['order_id'] === String(lot.orderId))).toHaveLength(1);
  expect(await toldOf(lot, 'refunded')).toContainEqual(
    expect.objectContaining({ who: 'buyer', amount: 5000, isOutside: true }),
  );
  expect(await findOrderForAdmin(lot.orderId)).toMatchObject({
    refunds: [{ isOutside: false }, { isOutside: true }],
  });
  expect(await reconcileLot(lot)).toEqual(clean);
});

test('one whose failure nobody told of is found by reconciling', async () => {
  const lot = await makePaidLot(house, cards.refundFails);
  await refund(lot, { amount: total });
  house.letTimePassAtStripe(5);
  await house.told('refund.failed', await refundAtStripe(lot));
  const { repaired, remaining } = await reconcileLot(lot);
  expect([repaired.length, remaining]).toEqual([1, []]);
  expect(await findOrder(lot)).toMatchObject({ status: 'paid', refundedPrice: 0n });
  expect(await readOrderBooks(lot)).toEqual(asPaid);
});

test('a seller who was paid out is owed what was taken from them, and it is not taken twice', async () => {
  const lot = await makePaidLot(house, cards.refundFails);
  const transferId = await sendPayout(house, lot);
  await refund(lot, { amount: total });
  await reverseTransfers();
  expect(await readOrderBooks(lot)).toEqual({});
  await hearLater(lot, 'refund.failed');
  expect(await readOrderBooks(lot)).toEqual(asPaid);
  expect(await toldOf(lot, 'refund_failed')).toMatchObject([{ owedToSeller: sellers }]);
  expect(house.logged('seller_to_be_paid')).toHaveLength(1);
  expect((await findOrderForAdmin(lot.orderId))?.payout).toMatchObject({ owed: sellers });
  expect((await readStatement(lot.sellerId)).lines).toMatchObject([{ open: sellers }]);

  await refund(lot, { amount: total, isOutside: true });
  expect(await reverseTransfers()).toBe(0);
  expect(await findOrder(lot)).toMatchObject({
    status: 'refunded',
    payout: { status: 'paid', reversedAmount: BigInt(sellers), reversals: [{ status: 'succeeded' }] },
  });
  expect(await house.stripe().transfers.retrieve(transferId)).toMatchObject({ amount_reversed: sellers });
  expect(await readOrderBooks(lot)).toEqual({ stripe: total, external: -total });
  expect((await findOrderForAdmin(lot.orderId))?.payout).toMatchObject({ owed: 0 });
  expect((await readStatement(lot.sellerId)).lines).toMatchObject([{ open: 0 }]);
  expect(await reconcileLot(lot)).toEqual(clean);
});

test('a refund that takes its time freezes the seller’s money until its bank has taken it', async () => {
  const lot = await makePaidLot(house, cards.refundPends);
  expect(await refund(lot, { amount: 5000 })).toMatchObject({ accepted: true, status: 'pending' });
  expect(await resumeRefunds(0)).toBe(0);
  expect(await findOrder(lot)).toMatchObject({ payout: { status: 'frozen', amount: BigInt(sellers) } });
  expect(await readOrderBooks(lot)).toEqual(asPaid);
  await hearLater(lot, 'refund.updated');
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    payout: { status: 'held', amount: BigInt(sellers - 3352) },
    refunds: [{ status: 'succeeded' }],
  });
  expect(await readOrderBooks(lot)).toEqual({ stripe: 12_600, seller: -8448, platform: -3007, tax: -1145 });
  expect((await toldOf(lot, 'refunded')).map(({ who }) => who)).toEqual(['buyer', 'seller']);
  expect(await reconcileLot(lot)).toEqual(clean);
});

test('the worker hears of one that took its time, should nobody tell', async () => {
  const lot = await makePaidLot(house, cards.refundPends);
  await refund(lot, { amount: total });
  house.letTimePassAtStripe(5);
  await house.told('refund.updated', await refundAtStripe(lot));
  expect(await resumeRefunds(0)).toBe(1);
  expect(await findOrder(lot)).toMatchObject({ status: 'refunded', refunds: [{ status: 'succeeded' }] });
});

test('a payment that settled nothing, and came back from the bank, is owed to its buyer again', async () => {
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  await house.pay(checkout.checkoutUrl, cards.refundFails);
  await database().order.update({ where: { id: lot.orderId }, data: { status: 'lapsed' } });
  await takeWebhook(await house.completion(checkout.checkoutUrl));
  await anAdministrator();
  await refundStrays();
  const books = () => readOrderBooks(lot);
  expect(await books()).toEqual({});

  await hearLater(lot, 'refund.failed');
  expect(await books()).toEqual({ stripe: total, buyer: -total });
  expect(await toldOf(lot, 'refund_failed')).toMatchObject([{ who: 'administrator', of: 'stray' }]);
  expect(await toldOf(lot, 'refund_returned')).toMatchObject([{ who: 'buyer', amount: total }]);
  expect(await refundStrays()).toBe(0);

  const { payment_intent: payment } = await house.stripe().refunds.retrieve(await refundAtStripe(lot));
  if (typeof payment !== 'string') throw new Error('a refund is of a payment');
  const again = await house.stripe().refunds.create({ payment_intent: payment });
  await takeWebhook(await house.told('refund.created', again.id));
  expect(await books()).toEqual({});
});

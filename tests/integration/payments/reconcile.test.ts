/** Payments of which this house and Stripe do not agree, planted at one of them; what can be recorded is, the rest is told. */
import { describe, expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import {
  chargeOrders,
  markOrderPaid,
  readReconciliation,
  reconcile,
  reconcileWhenDue,
  refundStrays,
} from '#lib/payments/index';
import { makePaidLot, makePricedLot, readOrderBooks } from '#tests/integration/payments/paid-lot';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import {
  clean,
  findOrder,
  makePaidUnawares,
  reconcileLot,
  refund,
  refundAtStripe,
} from '#tests/integration/payments/reconcile-lot';
import { keepCard } from '#tests/integration/payments/saved-card';
import { readLot } from '#tests/integration/payments/won-lot';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;
const unsettled = { stripe: total, seller: -11_800, platform: -4200, tax: -1600 };

describe('payments', () => {
  test('an order that is paid and waiting is no difference', async () => {
    expect(await reconcileLot(await makePaidLot(house))).toEqual(clean);
    expect(await reconcileLot(await makePricedLot())).toEqual(clean);
  });

  test('one whose webhook was lost is settled', async () => {
    const lot = await makePaidUnawares(house);
    expect(await reconcileLot(lot, { isDryRun: true })).toEqual({
      repaired: [],
      remaining: ['payment_unrecorded: pending / paid $176'],
    });
    expect((await findOrder(lot)).status).toBe('pending');
    expect((await reconcileLot(lot)).repaired).toEqual(['payment_unrecorded: pending / paid $176']);
    expect(await findOrder(lot)).toMatchObject({ status: 'paid', payout: { status: 'held' } });
    expect(await readLot(lot.auctionId)).toMatchObject({ status: 'closed', outcome: 'sold' });
    expect(await readOrderBooks(lot)).toEqual(unsettled);
    expect(await reconcileLot(lot)).toEqual(clean);
  });

  test('a saved card that was charged, and whose charge nobody told of, settles its order', async () => {
    const lot = await makePricedLot();
    await keepCard(lot.buyerId);
    await house.whileAnswersAreLost(/\/confirm$/, () => chargeOrders());
    expect((await reconcileLot(lot)).repaired).toEqual(['payment_unrecorded: pending / paid $176']);
    expect(await readOrderBooks(lot)).toEqual(unsettled);
    expect(await reconcileLot(lot)).toEqual(clean);
  });

  test('one that came too late, or a second time, goes back', async () => {
    const lapsed = await makePaidUnawares(house);
    await database().order.update({ where: { id: lapsed.orderId }, data: { status: 'lapsed' } });
    await database().auction.update({
      where: { id: lapsed.auctionId },
      data: { status: 'closed', outcome: 'unpaid', version: 3 },
    });
    const twice = await makePaidUnawares(house);
    await markOrderPaid({ auctionId: twice.auctionId, alongside: async () => undefined });
    expect((await reconcileLot(lapsed)).repaired).toEqual(['payment_unrecorded: lapsed / paid $176']);
    await refundStrays();
    for (const lot of [lapsed, twice]) {
      expect(await findOrder(lot)).toMatchObject({ strayPayments: [{ status: 'succeeded' }] });
      expect(await readOrderBooks(lot)).toMatchObject(lot === twice ? { external: total } : {});
      expect(await reconcileLot(lot)).toEqual(clean);
    }
  });

  test('of another amount than was booked is told', async () => {
    const lot = await makePaidLot(house);
    await database().order.update({ where: { id: lot.orderId }, data: { tax: 1601, totalPrice: 17_601 } });
    expect(await reconcileLot(lot)).toEqual({
      repaired: [],
      remaining: ['payment_differs: paid $176.01 / paid $176'],
    });
  });

  test('one that Stripe does not know is told, and the one that it may be does not go back', async () => {
    const lot = await makePaidLot(house);
    const { paymentIntent } = sealedColumns;
    await database().order.update({
      where: { id: lot.orderId },
      data: {
        paymentIntentSealed: sealText(paymentIntent, [lot.orderId], 'pi_nobody_knows'),
        paymentIntentLookup: lookupOf(paymentIntent, 'pi_nobody_knows'),
      },
    });
    expect(await reconcileLot(lot)).toEqual({
      repaired: [],
      remaining: ['payment_unrecorded: paid / paid $176', 'payment_missing: paid $176 / not paid'],
    });
    expect((await findOrder(lot)).strayPayments).toEqual([]);
  });

  test('one that belongs to no order is told, until it is given back', async () => {
    const { id } = await house.stripe().paymentIntents.create({
      amount: 4200,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const isTold = async (): Promise<boolean> =>
      (await reconcile()).remaining.some(
        ({ kind, stripeId }) => kind === 'payment_of_no_order' && stripeId === id,
      );
    expect(await isTold()).toBe(true);
    await house.stripe().refunds.create({ payment_intent: id });
    expect(await isTold()).toBe(false);
  });

  test('a stray one that could not be sent back whole is told', async () => {
    const lot = await makePaidUnawares(house);
    await markOrderPaid({ auctionId: lot.auctionId, alongside: async () => undefined });
    await refundAtStripe(house, lot, 600);
    await reconcile();
    await refundStrays();
    expect((await reconcileLot(lot)).remaining).toEqual([
      'stray_not_returned: $176 owed to its buyer / not refunded',
      'refund_unrecorded: failed / $6 succeeded',
    ]);
  });
});

test('books that hold another amount than moved at Stripe are told', async () => {
  const lot = await makePaidLot(house);
  await database().ledgerTransaction.create({
    data: {
      kind: 'payment',
      reference: `order-${lot.orderId}-imagined`,
      orderId: lot.orderId,
      occurredAt: new Date(),
      entries: {
        create: [
          { account: 'stripe', currency: 'USD', amount: 1 },
          { account: 'platform', currency: 'USD', amount: -1 },
        ],
      },
    },
  });
  expect(await reconcileLot(lot)).toEqual({ repaired: [], remaining: ['books_differ: $176.01 / $176'] });
});

test('an order that was paid before the days that are looked at is asked about when it is in motion', async () => {
  const lot = await makePaidLot(house);
  await house.whileAnswersAreLost(/\/v1\/refunds/, () => refund(lot, 5000));
  const { repaired } = await reconcile({ days: 0 });
  expect(repaired.map(({ kind, orderId }) => [kind, orderId])).toContainEqual([
    'refund_unrecorded',
    lot.orderId,
  ]);
});

test('once an hour it runs by itself, and the desk knows of the newest', async () => {
  await database().reconciliation.deleteMany();
  expect(await readReconciliation()).toBeNull();
  await house.whileStripeIsDown(() => reconcileWhenDue());
  expect(await readReconciliation()).toBeNull();
  expect(house.logged('reconciliation_failed')).toHaveLength(1);
  await reconcileWhenDue();
  expect(await database().reconciliation.count()).toBe(1);
  await database().reconciliation.updateMany({ data: { startedAt: new Date(Date.now() - 11 * 60_000) } });
  await reconcileWhenDue();
  await reconcileWhenDue();
  expect(await database().reconciliation.count()).toBe(2);
  const newest = await readReconciliation();
  expect(newest).toMatchObject({ unfinishedSince: null });
  expect(newest?.open).toContainEqual(expect.objectContaining({ kind: 'books_differ', here: '$176.01' }));
  expect(JSON.stringify(await database().reconciliation.findMany())).not.toMatch(/(pi|re|tr|dp|cs)_/);
});

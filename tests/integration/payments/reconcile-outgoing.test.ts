/** Money that went out again, of which this house and Stripe do not agree; what can be recorded is, the rest is told. */
import { describe, expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import {
  openOnboarding,
  reconcile,
  refreshSellerAccount,
  resumeRefunds,
  reverseTransfers,
  sendPayouts,
} from '#lib/payments/index';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { onboard } from '#tests/integration/payments/onboard';
import { makePaidLot, readOrderBooks, type PaidLot } from '#tests/integration/payments/paid-lot';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import {
  clean,
  findOrder,
  makePaidUnawares,
  reconcileLot,
  refund,
  refundAtStripe,
} from '#tests/integration/payments/reconcile-lot';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;

const paymentOf = async ({ orderId }: PaidLot): Promise<string> =>
  (await findOrderById(database(), orderId))?.paymentIntentId ?? '';

/** Lets the seller be paid: an account that Stripe has cleared, and a holding time that has passed. */
async function release({ orderId, sellerId }: PaidLot): Promise<void> {
  await onboard(await openOnboarding(sellerId));
  await refreshSellerAccount(sellerId);
  await database().payout.update({ where: { orderId }, data: { releaseAt: new Date(0) } });
}

async function makePaidOutLot(): Promise<PaidLot> {
  const lot = await makePaidLot(house);
  await release(lot);
  await sendPayouts();
  return lot;
}

const transferOf = async ({ orderId }: PaidLot) => {
  const { data } = await house.stripe().transfers.list({ transfer_group: `order_${orderId}` });
  const [transfer] = data;
  if (!transfer) throw new Error('a transfer was expected');
  return transfer;
};

describe('refunds', () => {
  test('one that Stripe made and whose answer got lost is recorded', async () => {
    const lot = await makePaidLot(house);
    await house.whileAnswersAreLost(/\/v1\/refunds/, () => refund(lot, 5000));
    expect((await reconcileLot(lot)).repaired).toEqual(['refund_unrecorded: pending / $50 succeeded']);
    expect(await findOrder(lot)).toMatchObject({ refunds: [{ status: 'succeeded' }], refundedPrice: 5000n });
    expect(await resumeRefunds(0)).toBe(0);
    expect(await reconcileLot(lot)).toEqual(clean);
  });

  test('one that was made at Stripe itself is recorded, together with the payment that nobody told of', async () => {
    const lot = await makePaidUnawares(house);
    await refundAtStripe(house, lot, 5000);
    expect((await reconcileLot(lot)).repaired).toEqual([
      'payment_unrecorded: pending / paid $176',
      'refund_unrecorded: unknown / $50 succeeded',
    ]);
    expect(await findOrder(lot)).toMatchObject({ status: 'paid', refundedPrice: 5000n });
    expect(await readOrderBooks(lot)).toMatchObject({ stripe: total - 5000 });
  });

  test('one that is not known there is told, and nothing is booked twice', async () => {
    const lot = await makePaidLot(house);
    await refund(lot, 5000);
    const { refunds } = await findOrder(lot);
    const id = refunds[0]?.id ?? 0;
    await database().refund.update({
      where: { id },
      data: {
        refundSealed: sealText(sealedColumns.refund, [id], 're_nobody_knows'),
        refundLookup: lookupOf(sealedColumns.refund, 're_nobody_knows'),
      },
    });
    expect(await reconcileLot(lot)).toEqual({
      repaired: [],
      remaining: ['refund_unrecorded: unknown / $50 succeeded', 'refund_missing: $50 succeeded / unknown'],
    });
    expect(await readOrderBooks(lot)).toMatchObject({ stripe: total - 5000 });
  });

  test('one that stands differently and cannot be followed is told', async () => {
    const lot = await makePaidLot(house);
    await refund(lot, 5000);
    await database().refund.updateMany({ where: { orderId: lot.orderId }, data: { status: 'failed' } });
    expect((await reconcileLot(lot)).remaining).toEqual(['refund_differs: $50 failed / $50 succeeded']);
  });
});

describe('disputes', () => {
  test('one that nobody told of is recorded, and so is its end', async () => {
    const lot = await makePaidLot(house, cards.disputed);
    expect((await reconcileLot(lot)).repaired).toEqual(['dispute_unrecorded: unknown / $176 needs_response']);
    expect(await findOrder(lot)).toMatchObject({ isDisputed: true, payout: { status: 'frozen' } });
    const { data } = await house.stripe().disputes.list({ payment_intent: await paymentOf(lot) });
    await house
      .stripe()
      .disputes.update(data[0]?.id ?? '', { evidence: { uncategorized_text: 'losing_evidence' } });
    expect((await reconcileLot(lot)).repaired).toEqual(['dispute_differs: $176 needs_response / $176 lost']);
    expect(await findOrder(lot)).toMatchObject({ isDisputed: false, chargedBackPrice: BigInt(total) });
    expect(await readOrderBooks(lot)).toEqual({});
    expect(await reconcileLot(lot)).toEqual(clean);
  });

  test('one that is not known there, or of another amount, is told', async () => {
    const lot = await makePaidLot(house, cards.disputed);
    await reconcile();
    await database().dispute.updateMany({ where: { orderId: lot.orderId }, data: { amount: 1 } });
    expect((await reconcileLot(lot)).remaining).toEqual([
      'dispute_differs: $0.01 needs_response / $176 needs_response',
    ]);
    const { disputes } = await findOrder(lot);
    const id = disputes[0]?.id ?? 0;
    await database().dispute.update({
      where: { id },
      data: {
        disputeSealed: sealText(sealedColumns.dispute, [id], 'dp_nobody_knows'),
        disputeLookup: lookupOf(sealedColumns.dispute, 'dp_nobody_knows'),
      },
    });
    expect((await reconcileLot(lot, { isDryRun: true })).remaining).toEqual([
      'dispute_unrecorded: unknown / $176 needs_response',
      'dispute_missing: $0.01 needs_response / unknown',
    ]);
  });
});

describe('transfers', () => {
  test('one that Stripe made and whose answer got lost is recorded', async () => {
    const lot = await makePaidLot(house);
    await release(lot);
    await house.whileAnswersAreLost(/\/v1\/transfers/, () => sendPayouts());
    expect((await reconcileLot(lot)).repaired).toEqual(['transfer_unrecorded: $118 sending / $118']);
    expect(await findOrder(lot)).toMatchObject({ payout: { status: 'paid' } });
    expect(await readOrderBooks(lot)).toEqual({ stripe: total - 11_800, platform: -4200, tax: -1600 });
    expect(await sendPayouts(0)).toBe(0);
    expect(await reconcileLot(lot)).toEqual(clean);
  });

  test('one of a payout that is still held here, as after a backup was restored, is recorded', async () => {
    const lot = await makePaidLot(house);
    await release(lot);
    const { payout } = await findOrder(lot);
    await house.stripe().transfers.create({
      amount: 11_800,
      currency: 'usd',
      destination: await house.sellerAccount(),
      transfer_group: `order_${lot.orderId}`,
      metadata: { payout_id: String(payout?.id) },
    });
    expect((await reconcileLot(lot)).repaired).toEqual(['transfer_unrecorded: $118 held / $118']);
    expect(await sendPayouts()).toBe(0);
    expect(await findOrder(lot)).toMatchObject({ payout: { status: 'paid' } });
  });

  test('one that belongs to no payout is told, and the payout stays', async () => {
    const lot = await makePaidLot(house);
    await house.stripe().transfers.create({
      amount: 100,
      currency: 'usd',
      destination: await house.sellerAccount(),
      transfer_group: `order_${lot.orderId}`,
    });
    expect((await reconcileLot(lot)).remaining).toEqual(['transfer_of_no_payout: unknown / $1']);
    expect(await findOrder(lot)).toMatchObject({ payout: { status: 'held' } });
  });

  test('one of another amount, and one that is not known there, are told', async () => {
    const lot = await makePaidOutLot();
    expect(await reconcileLot(lot)).toEqual(clean);
    await database().payout.update({ where: { orderId: lot.orderId }, data: { amount: 11_801 } });
    expect((await reconcileLot(lot)).remaining).toEqual(['transfer_differs: $118.01 / $118']);
    const { payout } = await findOrder(lot);
    const id = payout?.id ?? 0;
    await database().payout.update({
      where: { id },
      data: {
        transferSealed: sealText(sealedColumns.transfer, [id], 'tr_nobody_knows'),
        transferLookup: lookupOf(sealedColumns.transfer, 'tr_nobody_knows'),
      },
    });
    expect((await reconcileLot(lot)).remaining).toEqual([
      'transfer_of_no_payout: unknown / $118',
      'transfer_missing: $118.01 sent / unknown',
    ]);
  });

  test('what came back and whose answer got lost is recorded; what came back by hand is told', async () => {
    const lot = await makePaidOutLot();
    await refund(lot, 5000);
    await house.whileAnswersAreLost(/reversals/, () => reverseTransfers());
    expect((await reconcileLot(lot)).repaired).toEqual(['reversal_unrecorded: $0 / $33.52']);
    expect(await findOrder(lot)).toMatchObject({ payout: { reversals: [{ status: 'succeeded' }] } });
    expect(await reconcileLot(lot)).toEqual(clean);
    await house.stripe().transfers.createReversal((await transferOf(lot)).id, { amount: 100 });
    expect((await reconcileLot(lot)).remaining).toEqual(['reversal_differs: $33.52 / $34.52']);
  });
});

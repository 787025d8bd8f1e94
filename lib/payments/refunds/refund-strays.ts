import { readClock } from '#lib/db/auction-rows';
import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { strayRefundBooking } from '#lib/payments/ledger/bookings';
import { lockOrder } from '#lib/payments/orders/order-rows';
import { announceSettlement, type Settlement } from '#lib/payments/orders/settlement';
import { findPendingStrays, writeStray, type Stray } from '#lib/payments/refunds/stray-rows';
import { createRefund, retrieveRefund, type RefundResult } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

/** Looked at in one turn. */
const setSize = 20;

const nobody: Settlement = { auctionIds: [], notified: [] };

async function record(tx: Queryable, stray: Stray, result: RefundResult): Promise<Settlement> {
  const order = await lockOrder(tx, { orderId: stray.orderId });
  if (!order) throw new Error(`stray payment ${stray.id} has no order`);
  const at = await readClock(tx);
  const isNews = await writeStray(tx, stray.id, { result, at });
  if (!isNews || result.status === 'pending') return nobody;
  if (result.status === 'failed') {
    log().error(
      { event: 'stray_refund_failed', strayId: stray.id, orderId: order.id, failure: result.failure },
      'a payment that settles no order could not be sent back: a person has to return it',
    );
    return nobody;
  }
  const { amount, currency } = stray;
  await bookTransaction(tx, strayRefundBooking(order, { strayId: stray.id, amount, currency, at }));
  const { auctionId, buyerId: bidderId } = order;
  await enqueueNotice(tx, [{ bidderId, auctionId, notice: { kind: 'stray_refunded', amount, currency } }]);
  return { auctionIds: [], notified: [bidderId] };
}

const askStripe = (stray: Stray): Promise<RefundResult> =>
  stray.stripeId === null
    ? createRefund({
        paymentIntentId: stray.paymentIntentId,
        money: stray,
        idempotencyKey: `gavel-order-${stray.orderId}-stray-${stray.id}`,
        metadata: { order_id: String(stray.orderId), stray_id: String(stray.id) },
        isRepeated: true,
      })
    : retrieveRefund(stray.stripeId);

async function sendBack(stray: Stray): Promise<boolean> {
  try {
    const result = await askStripe(stray);
    announceSettlement(await inTransaction((tx) => record(tx, stray, result)));
    return result.status !== 'pending';
  } catch (error) {
    log().warn(
      { err: error, strayId: stray.id },
      'a stray payment could not be sent back yet; it is tried again',
    );
    return false;
  }
}

/**
 * Sends one set of payments that settle no order back to whoever paid, and tells them. May run at any time and anywhere: each
 * goes back once.
 *
 * @returns how many have ended.
 */
export async function refundStrays(): Promise<number> {
  const strays = await findPendingStrays(database(), setSize);
  const outcomes = await Promise.all(strays.map(sendBack));
  return outcomes.filter(Boolean).length;
}

import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { announceSettlement } from '#lib/payments/orders/settlement';
import { recordStrayRefund } from '#lib/payments/refunds/record-stray-refund';
import { findPendingStrays, type Stray } from '#lib/payments/refunds/stray-rows';
import { strayRefundKey } from '#lib/payments/stripe/request-keys';
import { createRefund, retrieveRefund, type RefundResult } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

/** Looked at in one turn. */
const setSize = 20;

const askStripe = (stray: Stray): Promise<RefundResult> =>
  stray.stripeId === null
    ? createRefund({
        paymentIntentId: stray.paymentIntentId,
        money: stray,
        idempotencyKey: strayRefundKey(stray.paymentIntentId),
        metadata: { order_id: String(stray.orderId), stray_id: String(stray.id) },
        isRepeated: true,
      })
    : retrieveRefund(stray.stripeId);

async function sendBack(stray: Stray): Promise<boolean> {
  try {
    const result = await askStripe(stray);
    announceSettlement(await inTransaction((tx) => recordStrayRefund(tx, stray, result)));
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

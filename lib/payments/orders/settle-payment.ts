import type { Queryable } from '#lib/db/client';
import type { OrderKey } from '#lib/payments/orders/order-rows';
import { settleOrder, type Payment, type SettleOutcome } from '#lib/payments/orders/settle-order';
import type { Settlement } from '#lib/payments/orders/settlement';
import { recordStray } from '#lib/payments/refunds/record-stray';
import { log } from '#lib/platform/log';

type Stray = Extract<SettleOutcome, { accepted: false }> & { readonly payment: Payment };

/** A refused payment is somebody's money: unless it is the one that we already know, it goes back. */
async function takeStray(tx: Queryable, { order, refusal, payment }: Stray): Promise<void> {
  const { paymentIntentId, received } = payment;
  if (order === null) {
    log().warn({ event: 'payment_not_ours', paymentIntentId }, 'a payment belongs to no order of this house');
    return;
  }
  if (refusal.code === 'already_paid' && order.paymentIntentId === paymentIntentId) return;
  if (paymentIntentId === null || received === null)
    throw new Error(`order ${order.id} was paid at Stripe without a payment`);
  await recordStray(tx, { order, paymentIntentId, received, reason: refusal.code });
}

/**
 * Settles the order that a payment, as just read from Stripe, was made for. One that its order does not accept goes back.
 *
 * @returns what to announce after the commit, or null when nothing changed.
 */
export async function settlePayment(
  tx: Queryable,
  { key, payment }: { readonly key: OrderKey; readonly payment: Payment },
): Promise<Settlement | null> {
  const outcome = await settleOrder(tx, { key, payment });
  if (outcome.accepted) return outcome.settlement;
  await takeStray(tx, { ...outcome, payment });
  return null;
}

import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { announceSettlement } from '#lib/payments/orders/settlement';
import { recordRefund } from '#lib/payments/refunds/record-refund';
import { findRefund, type RefundRecord } from '#lib/payments/refunds/refund-rows';
import { refundKey } from '#lib/payments/stripe/request-keys';
import { createRefund, retrieveRefund, type RefundResult } from '#lib/payments/stripe/refunds';

async function askStripe(refund: RefundRecord, isRepeated: boolean): Promise<RefundResult> {
  if (refund.stripeId !== null) return retrieveRefund(refund.stripeId);
  const order = await findOrderById(database(), refund.orderId);
  if (!order?.paymentIntentId) throw new Error(`order ${refund.orderId} has no payment to refund`);
  const { currency, paymentIntentId } = order;
  return createRefund({
    paymentIntentId,
    money: { amount: refund.amount, currency },
    idempotencyKey: refundKey(order, refund.id),
    metadata: { order_id: String(order.id), refund_id: String(refund.id) },
    isRepeated,
  });
}

/**
 * Does what a pending refund asks for, and records how that ended. May be called at any time, by anybody, and again: the money
 * goes back once.
 *
 * @throws when Stripe cannot be reached; the refund stays pending.
 */
export async function carryOutRefund(
  id: number,
  { isRepeated }: { readonly isRepeated: boolean },
): Promise<RefundResult['status']> {
  const refund = await findRefund(database(), id);
  if (refund.status !== 'pending') return refund.status;
  const result = await askStripe(refund, isRepeated);
  announceSettlement(await inTransaction((tx) => recordRefund(tx, { id, orderId: refund.orderId, result })));
  return result.status;
}

import { calledOff, isChargeUnderWay } from '#lib/payments/cards/charge';
import { recordCharge } from '#lib/payments/cards/record-charge';
import type { OrderRecord } from '#lib/payments/orders/order-rows';
import { cancelCharge, type ChargeOptions } from '#lib/payments/stripe/charges';

/**
 * Ends a charge that is under way, so that the order can be paid in another way, or lapse. One that went through before settles
 * its order. The caller reads the order again: somebody may have got ahead.
 *
 * @throws when Stripe cannot be reached.
 */
export async function callOffCharge(order: OrderRecord, options: ChargeOptions = {}): Promise<void> {
  if (!isChargeUnderWay(order)) return;
  const { id: orderId, paymentIntentId: intentId } = order;
  // Without a PaymentIntent to charge through nothing can be charged: whoever makes one sees that it is no longer wanted.
  const result =
    intentId === null
      ? ({ status: 'ended', failure: calledOff } as const)
      : await cancelCharge(intentId, { failure: calledOff, options });
  await recordCharge({ orderId, intentId, result });
}

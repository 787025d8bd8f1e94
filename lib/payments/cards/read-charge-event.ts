import { database } from '#lib/db/client';
import { recordCharge } from '#lib/payments/cards/record-charge';
import { findOrderOfIntent, type OrderRecord } from '#lib/payments/orders/order-rows';
import type { Effect } from '#lib/payments/orders/settlement';
import { readCharge } from '#lib/payments/stripe/charges';

/** Looks at Stripe whether the charge of an order went through, and settles the order if so. */
export async function settleCharge(order: OrderRecord): Promise<void> {
  const { id: orderId, paymentIntentId: intentId } = order;
  if (order.chargeAttempts === 0 || intentId === null) return;
  const result = await readCharge(intentId);
  if (result.status === 'succeeded') await recordCharge({ orderId, intentId, result });
}

/**
 * A payment went through. Those of saved cards settle their order here; those of a checkout are told of by its own event, and
 * payments of others, with whom the house may share its Stripe account, concern nobody.
 */
export async function readPaymentEvent(intentId: string): Promise<Effect> {
  const order = await findOrderOfIntent(database(), intentId);
  if (order) await settleCharge(order);
  return async () => null;
}

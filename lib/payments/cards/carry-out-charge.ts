import { database } from '#lib/db/client';
import { calledOff, isChargeUnderWay, notPayable } from '#lib/payments/cards/charge';
import { adoptCharge, type ClaimedCharge } from '#lib/payments/cards/charge-rows';
import { findCard, type CardRecord } from '#lib/payments/cards/card-rows';
import { recordCharge } from '#lib/payments/cards/record-charge';
import { findOrderById, type OrderRecord } from '#lib/payments/orders/order-rows';
import { cancelCharge, confirmCharge, createCharge } from '#lib/payments/stripe/charges';

interface Preparation {
  readonly order: OrderRecord;
  readonly known: CardRecord;
  readonly isRepeated: boolean;
}

/** @returns the PaymentIntent to charge through, or null when the charge is over without one. */
async function prepare({ order, known, isRepeated }: Preparation): Promise<string | null> {
  if (order.paymentIntentId !== null) return order.paymentIntentId;
  const { id: orderId } = order;
  const intentId = await createCharge({ order, customerId: known.customerId, isRepeated });
  if (intentId === null) {
    await recordCharge({ orderId, intentId, result: { status: 'ended', failure: notPayable } });
    return null;
  }
  if (await adoptCharge(database(), { orderId, intentId })) return intentId;
  const current = await findOrderById(database(), orderId);
  if (current?.paymentIntentId === intentId) return intentId;
  await cancelCharge(intentId, { failure: calledOff });
  return null;
}

/**
 * Charges the saved card of an order's buyer, and records how that ended. May be called at any time, by anybody, and again: the
 * order's one PaymentIntent is remembered before anything is charged through it, so the card is charged once at most.
 *
 * @throws when Stripe cannot be reached; the charge stays under way.
 */
export async function carryOutCharge({ orderId, isRepeated }: ClaimedCharge): Promise<void> {
  const order = await findOrderById(database(), orderId);
  if (!order || !isChargeUnderWay(order)) return;
  const known = await findCard(database(), order.buyerId);
  if (!known) throw new Error(`the buyer of order ${orderId} is charged, and Stripe does not know them`);
  const intentId = await prepare({ order, known, isRepeated });
  if (intentId === null) return;
  const result = await confirmCharge(intentId, { order, card: known.card });
  await recordCharge({ orderId, intentId, result });
}

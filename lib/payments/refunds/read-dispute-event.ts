import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { isChargeUnderWay } from '#lib/payments/cards/charge';
import { settleCharge } from '#lib/payments/cards/read-charge-event';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { settleSession } from '#lib/payments/orders/settle-session';
import { announceSettlement, type Settlement } from '#lib/payments/orders/settlement';
import { recordDispute } from '#lib/payments/refunds/record-dispute';
import { retrieveCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { retrieveDispute } from '#lib/payments/stripe/disputes';

/** A dispute may be told of before the payment that it is about: then that is looked up and settled first. */
async function settlePaymentFirst(orderId: number | null): Promise<void> {
  const order = orderId === null ? null : await findOrderById(database(), orderId);
  if (order?.status !== 'pending') return;
  if (isChargeUnderWay(order)) return settleCharge(order);
  if (order.checkoutSessionId === null) return;
  const session = await retrieveCheckoutSession(order.checkoutSessionId);
  const settlement = session && (await inTransaction((tx) => settleSession(tx, session)));
  if (settlement) announceSettlement(settlement);
}

/** Reads a dispute again because of one of its events. @returns its effect, or null when it is none that concerns us. */
export async function readDisputeEvent(
  id: string,
): Promise<((tx: Queryable) => Promise<Settlement | null>) | null> {
  const report = await retrieveDispute(id);
  if (!report) return null;
  await settlePaymentFirst(report.orderId);
  return (tx) => recordDispute(tx, report);
}

import type { Queryable } from '#lib/db/client';
import { lockOrder, writePaidOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import { decidePaidOrder } from '#lib/payments/orders/paid-order';
import type { Settlement } from '#lib/payments/orders/settlement';
import { freeze } from '#lib/payments/payouts/payout';
import { lockPayout, writePayout } from '#lib/payments/payouts/payout-rows';
import { recordRefund } from '#lib/payments/refunds/record-refund';
import { recordStrayRefund } from '#lib/payments/refunds/record-stray-refund';
import { findAsked, findRefundByStripeId, insertRefund, sumPending } from '#lib/payments/refunds/refund-rows';
import { findStrayByPayment } from '#lib/payments/refunds/stray-rows';
import type { RefundReport } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

/** Whether a refund fits its order is not known while another of ours is under way; Stripe tells of it again. */
export class RefundUndecided extends Error {
  override readonly name = 'RefundUndecided';
}

/** A refund at Stripe is one of ours, one that nobody here asked for, or one that contradicts what we know. */
type Match = { readonly id: number } | 'unknown' | 'contradiction';

async function match(tx: Queryable, order: OrderRecord, report: RefundReport): Promise<Match> {
  const known = await findRefundByStripeId(tx, report.stripeId);
  if (known) return known.orderId === order.id ? known : 'contradiction';
  const { refundId: id } = report;
  const asked = id === null ? null : await findAsked(tx, { id, orderId: order.id });
  if (id === null || asked === null) return 'unknown';
  return asked.isAnswered || asked.amount !== report.amount ? 'contradiction' : { id };
}

function tellContradiction(order: OrderRecord, report: RefundReport): null {
  log().error(
    { event: 'refund_not_adopted', orderId: order.id, refundId: report.stripeId },
    'a refund that was made at Stripe does not fit its order: a person has to look',
  );
  return null;
}

/** Somebody gave money back at Stripe, beside this house: what it knows and books follows. */
async function adopt(tx: Queryable, order: OrderRecord, report: RefundReport): Promise<Settlement | null> {
  const { amount, result } = report;
  if (result.status === 'failed') return null;
  const decision = decidePaidOrder(order, { kind: 'refund', amount });
  if (!decision.accepted && (await sumPending(tx, order.id)) > 0)
    throw new RefundUndecided(
      `a refund of order ${order.id} is under way; one more may fit when it has ended`,
    );
  if (!decision.accepted || order.currency !== report.currency) return tellContradiction(order, report);
  await writePaidOrder(tx, decision.order);
  const reason = 'Given back at Stripe';
  const id = await insertRefund(tx, { orderId: order.id, amount, reason, requestedBy: null });
  await writePayout(tx, freeze(await lockPayout(tx, order.id)));
  return recordRefund(tx, { id, orderId: order.id, result });
}

/** @returns null unless it is of a stray payment, and returns all of it. */
async function takeRefundOfStray(tx: Queryable, report: RefundReport): Promise<Settlement | null> {
  const stray = await findStrayByPayment(tx, report.paymentIntentId);
  if (stray?.amount !== report.amount || stray.currency !== report.currency) return null;
  return recordStrayRefund(tx, stray, report.result);
}

/**
 * Takes note of a refund, as just read from Stripe, in the caller's transaction: one that was asked for here, or one that was made
 * at Stripe itself and is followed. What was recorded before is passed over. Locks the order, then the refund, then the payout.
 *
 * @returns whom to tell after the commit; null when it is of no payment of this house, or does not fit its order.
 * @throws RefundUndecided when it may fit after all once our own refunds of the order have ended.
 */
export async function takeRefund(tx: Queryable, report: RefundReport): Promise<Settlement | null> {
  const order = await lockOrder(tx, { paymentIntentId: report.paymentIntentId });
  if (!order) return takeRefundOfStray(tx, report);
  const own = await match(tx, order, report);
  if (own === 'unknown') return adopt(tx, order, report);
  if (own === 'contradiction') return tellContradiction(order, report);
  return recordRefund(tx, { id: own.id, orderId: order.id, result: report.result });
}

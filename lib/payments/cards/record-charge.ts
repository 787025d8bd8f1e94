import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice } from '#lib/notifications/index';
import { failureToTell, isChargeUnderWay } from '#lib/payments/cards/charge';
import { writeChargeFailure } from '#lib/payments/cards/charge-rows';
import { lockOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import { settlePayment } from '#lib/payments/orders/settle-payment';
import { announceSettlement, type Settlement } from '#lib/payments/orders/settlement';
import type { ChargeResult } from '#lib/payments/stripe/charges';

export interface EndedCharge {
  readonly orderId: number;
  /** null: it was given up before there was one. */
  readonly intentId: string | null;
  readonly result: ChargeResult;
}

async function tellBuyer(tx: Queryable, order: OrderRecord, failure: string): Promise<Settlement | null> {
  const reason = failureToTell(failure);
  if (reason === null) return null;
  const { id: orderId, buyerId: bidderId, auctionId, totalPrice, currency, dueAt } = order;
  const notice = { kind: 'charge_failed', orderId, reason, totalPrice, currency, dueAt } as const;
  await enqueueNotice(tx, [{ bidderId, auctionId, notice }]);
  return { auctionIds: [], notified: [bidderId] };
}

async function record(tx: Queryable, { orderId, intentId, result }: EndedCharge): Promise<Settlement | null> {
  if (result.status === 'pending') return null;
  if (result.status === 'succeeded') {
    const { amount, currency } = result;
    const payment = { through: 'stripe', received: { amount, currency }, paymentIntentId: intentId } as const;
    return settlePayment(tx, { key: { orderId }, payment });
  }
  const order = await lockOrder(tx, { orderId });
  if (!order || !isChargeUnderWay(order) || order.paymentIntentId !== intentId) return null;
  await writeChargeFailure(tx, orderId, result.failure);
  return tellBuyer(tx, order, result.failure);
}

/** Records how the charge of a saved card ended, once however often it is told, and tells whom it concerns. */
export async function recordCharge(ended: EndedCharge): Promise<void> {
  const settlement = await inTransaction((tx) => record(tx, ended));
  if (settlement) announceSettlement(settlement);
}

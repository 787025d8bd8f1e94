import type { Cents } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { closeAuctions } from '#lib/payments/orders/close-auctions';
import { decideOrder, type OrderRefusal, type PaidThrough } from '#lib/payments/orders/order';
import { lockOrder, type OrderKey, type OrderRecord } from '#lib/payments/orders/order-rows';
import { recordPayment } from '#lib/payments/orders/record-payment';
import type { Settlement } from '#lib/payments/orders/settlement';

export interface Payment {
  readonly through: PaidThrough;
  /** null: the whole of what is owed. */
  readonly received: { readonly amount: Cents; readonly currency: string } | null;
  readonly paymentIntentId: string | null;
}

export type SettleOutcome =
  | { readonly accepted: true; readonly order: OrderRecord; readonly settlement: Settlement }
  | { readonly accepted: false; readonly refusal: OrderRefusal; readonly order: OrderRecord }
  | { readonly accepted: false; readonly refusal: { readonly code: 'no_order' }; readonly order: null };

/**
 * Settles an order in the caller's transaction: the order is paid, the payment booked, the seller's money held, the auction
 * closed as sold, buyer and seller are told. Locks the order, then the auction. After the commit the caller announces the settlement.
 */
export async function settleOrder(
  tx: Queryable,
  { key, payment }: { readonly key: OrderKey; readonly payment: Payment },
): Promise<SettleOutcome> {
  const order = await lockOrder(tx, key);
  if (!order) return { accepted: false, refusal: { code: 'no_order' }, order: null };
  const { amount, currency } = payment.received ?? { amount: order.totalPrice, currency: order.currency };
  const at = await readClock(tx);
  const decision = decideOrder(order, { kind: 'pay', through: payment.through, amount, currency, at });
  if (!decision.accepted) return { accepted: false, refusal: decision.refusal, order };

  const { auctionId } = order;
  const paid = { ...order, ...decision.order, paymentIntentId: payment.paymentIntentId };
  await recordPayment(tx, paid, { through: payment.through, at });
  const closed = await closeAuctions(tx, { ids: [auctionId], outcome: 'sold' });
  const notices = [...closed.values()].flatMap(({ terms }): NewNotice[] => [
    {
      bidderId: order.buyerId,
      auctionId,
      notice: { kind: 'paid', orderId: order.id, to: 'buyer', totalPrice: amount, currency },
    },
    {
      bidderId: terms.sellerId,
      auctionId,
      notice: { kind: 'paid', orderId: order.id, to: 'seller', totalPrice: amount, currency },
    },
  ]);
  await enqueueNotice(tx, notices);
  const settlement = { auctionIds: [auctionId], notified: notices.map(({ bidderId }) => bidderId) };
  return { accepted: true, order: paid, settlement };
}

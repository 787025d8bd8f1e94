import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { strayPaymentBooking } from '#lib/payments/ledger/bookings';
import type { OrderRecord } from '#lib/payments/orders/order-rows';
import { insertStray, isKnownStray } from '#lib/payments/refunds/stray-rows';
import type { Money } from '#lib/payments/stripe/amount';
import { log } from '#lib/platform/log';

export interface StrayPayment {
  /** The order that it was meant for, locked by the caller. */
  readonly order: OrderRecord;
  readonly paymentIntentId: string;
  readonly received: Money;
  /** Why the order's rules refused it. */
  readonly reason: string;
}

/**
 * Takes note, in the caller's transaction, of a payment that arrived and that its order does not accept: the house owes it to the
 * buyer, and a worker sends it back (`refundStrays`). One that is known is passed over.
 */
export async function recordStray(tx: Queryable, payment: StrayPayment): Promise<void> {
  const { order, paymentIntentId, received, reason } = payment;
  if (await isKnownStray(tx, paymentIntentId)) return;
  const strayId = await insertStray(tx, { orderId: order.id, paymentIntentId, received, reason });
  const at = await readClock(tx);
  await bookTransaction(tx, strayPaymentBooking(order, { strayId, ...received, at }));
  log().warn(
    { event: 'stray_payment', strayId, orderId: order.id, orderStatus: order.status, reason, ...received },
    'a payment arrived that settles no order: it goes back',
  );
}

import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { strayRefundBooking } from '#lib/payments/ledger/bookings';
import { lockOrder } from '#lib/payments/orders/order-rows';
import type { Settlement } from '#lib/payments/orders/settlement';
import { writeStray, type Stray } from '#lib/payments/refunds/stray-rows';
import type { RefundResult } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

const nobody: Settlement = { auctionIds: [], notified: [] };

/**
 * Records how the refund of a stray payment stands, in the caller's transaction; what was recorded before is passed over. Locks
 * the order.
 *
 * @returns whom to tell after the commit.
 */
export async function recordStrayRefund(
  tx: Queryable,
  stray: Stray,
  result: RefundResult,
): Promise<Settlement> {
  const order = await lockOrder(tx, { orderId: stray.orderId });
  if (!order) throw new Error(`stray payment ${stray.id} has no order`);
  const at = await readClock(tx);
  const isNews = await writeStray(tx, stray.id, { result, at });
  if (!isNews || result.status === 'pending') return nobody;
  if (result.status === 'failed') {
    log().error(
      { event: 'stray_refund_failed', strayId: stray.id, orderId: order.id, failure: result.failure },
      'a payment that settles no order could not be sent back: a person has to return it',
    );
    return nobody;
  }
  const { amount, currency } = stray;
  await bookTransaction(tx, strayRefundBooking(order, { strayId: stray.id, amount, currency, at }));
  const { auctionId, buyerId: bidderId } = order;
  await enqueueNotice(tx, [{ bidderId, auctionId, notice: { kind: 'stray_refunded', amount, currency } }]);
  return { auctionIds: [], notified: [bidderId] };
}

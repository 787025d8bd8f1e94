import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { strayRefundBooking, strayRefundFailedBooking } from '#lib/payments/ledger/bookings';
import { lockOrder } from '#lib/payments/orders/order-rows';
import type { Settlement } from '#lib/payments/orders/settlement';
import { tellOfStrayFailure } from '#lib/payments/refunds/tell-of-failure';
import { writeStray, type Stray } from '#lib/payments/refunds/stray-rows';
import type { RefundResult } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

const nobody: Settlement = { auctionIds: [], notified: [] };

const countComebacks = (tx: Queryable, strayId: number): Promise<number> =>
  tx.ledgerTransaction.count({
    where: { kind: 'stray_refund_failed', reference: { startsWith: `stray-${strayId}-refund-failed` } },
  });

async function tell(tx: Queryable, notices: readonly NewNotice[]): Promise<Settlement> {
  await enqueueNotice(tx, notices);
  return { auctionIds: [], notified: notices.map(({ bidderId }) => bidderId) };
}

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
  const before = await writeStray(tx, stray.id, { result, at });
  if (before === null || result.status === 'pending') return nobody;
  const { id: strayId, amount, currency } = stray;
  const fact = { strayId, comebacks: await countComebacks(tx, strayId), amount, currency, at };
  if (result.status === 'failed') {
    log().error(
      { event: 'stray_refund_failed', strayId, orderId: order.id, failure: result.failure },
      'a payment that settles no order could not be sent back: a person has to return it',
    );
    const wasReturned = before === 'succeeded';
    if (wasReturned) await bookTransaction(tx, strayRefundFailedBooking(order, fact));
    return tell(tx, await tellOfStrayFailure(tx, { order, stray, wasReturned }));
  }
  await bookTransaction(tx, strayRefundBooking(order, fact));
  const { auctionId, buyerId: bidderId } = order;
  return tell(tx, [{ bidderId, auctionId, notice: { kind: 'stray_refunded', amount, currency } }]);
}

import type { EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { payoutBooking } from '#lib/payments/ledger/bookings';
import { lockOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import type { Settlement } from '#lib/payments/orders/settlement';
import type { Payout } from '#lib/payments/payouts/payout';
import { lockPayout } from '#lib/payments/payouts/payout-rows';
import type { TransferReport } from '#lib/payments/stripe/movements';

export interface Sent {
  /** Both locked by the caller. */
  readonly order: OrderRecord;
  readonly payout: Payout;
  readonly at: EpochMs;
}

/** Records, in the caller's transaction, that a payout has left. @returns what the seller is to be told. */
export async function recordTransfer(
  tx: Queryable,
  { order, payout, at }: Sent,
  transferId: string,
): Promise<NewNotice[]> {
  await tx.payout.update({
    where: { id: payout.id },
    data: {
      status: 'paid',
      paidAt: new Date(at),
      transferSealed: sealText(sealedColumns.transfer, [payout.id], transferId),
      transferLookup: lookupOf(sealedColumns.transfer, transferId),
    },
  });
  await bookTransaction(tx, payoutBooking(order, { amount: payout.amount, at }));
  const { auctionId, currency, sellerId } = order;
  return [
    { bidderId: sellerId, auctionId, notice: { kind: 'payout_sent', amount: payout.amount, currency } },
  ];
}

/**
 * Takes note of a transfer, as just read from Stripe, in the caller's transaction: the payout that it was made for has left,
 * whatever this house knew of that. Locks the order, then the payout.
 *
 * @returns whom to tell after the commit; null when it is none of ours, of another amount, or recorded already.
 */
export async function takeTransfer(tx: Queryable, report: TransferReport): Promise<Settlement | null> {
  const order = report.orderId === null ? null : await lockOrder(tx, { orderId: report.orderId });
  if (!order?.paidAt || order.currency !== report.currency) return null;
  const payout = await lockPayout(tx, order.id);
  const mayHaveLeft = ['held', 'frozen', 'sending'].includes(payout.status);
  if (payout.id !== report.payoutId || payout.amount !== report.amount || !mayHaveLeft) return null;
  const notices = await recordTransfer(tx, { order, payout, at: await readClock(tx) }, report.stripeId);
  await enqueueNotice(tx, notices);
  return { auctionIds: [], notified: notices.map(({ bidderId }) => bidderId) };
}

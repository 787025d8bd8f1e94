import type { EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { refundBooking, refundFailedBooking, type Till } from '#lib/payments/ledger/bookings';
import { readRefundShares, readShares } from '#lib/payments/ledger/read-shares';
import { takeShares, type Shares } from '#lib/payments/ledger/shares';
import { applyToPaidOrder } from '#lib/payments/orders/apply-to-paid-order';
import { lockOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import { tillOf } from '#lib/payments/orders/record-payment';
import type { Settlement } from '#lib/payments/orders/settlement';
import { giveBack, takeBack, thaw, type Payout } from '#lib/payments/payouts/payout';
import { lockPayout, writePayout } from '#lib/payments/payouts/payout-rows';
import { lockRefund, sumPending, writeRefund, type RefundRecord } from '#lib/payments/refunds/refund-rows';
import type { RefundResult } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

interface Ended {
  readonly order: OrderRecord;
  readonly refund: RefundRecord;
  readonly till: Till;
  readonly at: EpochMs;
}

/** Lets a payout go again unless something else about its order is undecided. */
const settled = (payout: Payout, order: OrderRecord, pendingPrice: number): Payout =>
  order.isDisputed || pendingPrice > 0 ? payout : thaw(payout);

async function recordSuccess(tx: Queryable, ended: Ended): Promise<readonly NewNotice[]> {
  const { order, refund, till, at } = ended;
  const shares = takeShares(await readShares(tx, order.id), refund.amount);
  await bookTransaction(tx, refundBooking(order, { refundId: refund.id, till, shares, at }));
  const pendingPrice = await sumPending(tx, order.id);
  await applyToPaidOrder(tx, order, { kind: 'refund_succeeded', pendingPrice });
  const payout = settled(await lockPayout(tx, order.id), order, pendingPrice);
  const taken = takeBack(payout, shares.seller);
  await writePayout(tx, taken.payout);
  if (taken.toReverse > 0)
    await tx.transferReversal.create({
      data: { payoutId: payout.id, refundId: refund.id, amount: taken.toReverse },
    });
  return noticesOf(ended, shares);
}

function noticesOf({ order, refund }: Ended, shares: Shares): readonly NewNotice[] {
  const { auctionId, currency } = order;
  const { amount } = refund;
  return [
    {
      bidderId: order.buyerId,
      auctionId,
      notice: { kind: 'refunded', to: 'buyer', amount, share: amount, currency },
    },
    {
      bidderId: order.sellerId,
      auctionId,
      notice: { kind: 'refunded', to: 'seller', amount, share: shares.seller, currency },
    },
  ];
}

async function recordFailure(tx: Queryable, ended: Ended): Promise<readonly NewNotice[]> {
  const { order, refund, till, at } = ended;
  await applyToPaidOrder(tx, order, { kind: 'refund_failed', amount: refund.amount });
  const payout = settled(await lockPayout(tx, order.id), order, await sumPending(tx, order.id));
  if (refund.status === 'succeeded') {
    // The buyer's bank sent it back, days later.
    const shares = await readRefundShares(tx, refund.id);
    await bookTransaction(tx, refundFailedBooking(order, { refundId: refund.id, till, shares, at }));
    await returnShare(tx, payout, shares);
  } else {
    await writePayout(tx, payout);
  }
  const { auctionId, currency } = order;
  if (refund.requestedBy === null) return [];
  return [
    {
      bidderId: refund.requestedBy,
      auctionId,
      notice: { kind: 'refund_failed', orderId: order.id, amount: refund.amount, currency },
    },
  ];
}

async function returnShare(tx: Queryable, payout: Payout, { seller }: Shares): Promise<void> {
  const hasLeft = payout.status === 'paid' || payout.status === 'sending';
  if (!hasLeft) return writePayout(tx, giveBack(payout, seller));
  log().error(
    { event: 'seller_to_be_paid', payoutId: payout.id, amount: seller },
    'a refund failed after the seller had been paid without it: the seller is owed the difference',
  );
}

/**
 * Records how a refund stands, in the caller's transaction. What was recorded before is passed over, so that an answer, a
 * repetition of it and an event may all report the same. Locks the order, then the refund, then the payout.
 *
 * @returns whom to tell after the commit.
 */
export async function recordRefund(
  tx: Queryable,
  { id, orderId, result }: { readonly id: number; readonly orderId: number; readonly result: RefundResult },
): Promise<Settlement> {
  const order = await lockOrder(tx, { orderId });
  if (!order?.paidThrough) throw new Error(`refund ${id} is of an order that was not paid`);
  const refund = await lockRefund(tx, id);
  const isNews = refund.status === 'pending' || (refund.status === 'succeeded' && result.status === 'failed');
  if (!isNews) return { auctionIds: [], notified: [] };
  const at = await readClock(tx);
  await writeRefund(tx, id, { result, at });
  const ended: Ended = { order, refund, till: tillOf(order.paidThrough), at };
  const notices =
    result.status === 'succeeded'
      ? await recordSuccess(tx, ended)
      : result.status === 'failed'
        ? await recordFailure(tx, ended)
        : [];
  await enqueueNotice(tx, notices);
  return { auctionIds: [], notified: notices.map(({ bidderId }) => bidderId) };
}

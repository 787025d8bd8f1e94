import { cents } from '#lib/auction/money';
import type { Cents, EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { refundBooking, refundFailedBooking, type Till } from '#lib/payments/ledger/bookings';
import { readRefundShares, readShares } from '#lib/payments/ledger/read-shares';
import { takeShares, type Shares } from '#lib/payments/ledger/shares';
import { applyToPaidOrder } from '#lib/payments/orders/apply-to-paid-order';
import { lockOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import type { Settlement } from '#lib/payments/orders/settlement';
import { giveBack, thaw, type Payout } from '#lib/payments/payouts/payout';
import { lockPayout, writePayout } from '#lib/payments/payouts/payout-rows';
import { lockRefund, sumPending, writeRefund, type RefundRecord } from '#lib/payments/refunds/refund-rows';
import { readOwed, takeFromSeller } from '#lib/payments/refunds/take-from-seller';
import { tellOfFailure } from '#lib/payments/refunds/tell-of-failure';
import type { RefundResult } from '#lib/payments/stripe/refunds';

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
  const cause = { refundId: refund.id };
  await takeFromSeller(tx, { orderId: order.id, payout, share: shares.seller, cause });
  return noticesOf(ended, shares);
}

function noticesOf({ order, refund, till }: Ended, shares: Shares): readonly NewNotice[] {
  const { id: orderId, auctionId, currency } = order;
  const { amount } = refund;
  const refunded = { kind: 'refunded', orderId, isOutside: till === 'external', amount, currency } as const;
  return [
    { bidderId: order.buyerId, auctionId, notice: { ...refunded, to: 'buyer', share: amount } },
    { bidderId: order.sellerId, auctionId, notice: { ...refunded, to: 'seller', share: shares.seller } },
  ];
}

async function recordFailure(tx: Queryable, ended: Ended): Promise<readonly NewNotice[]> {
  const { order, refund, till, at } = ended;
  await applyToPaidOrder(tx, order, { kind: 'refund_failed', amount: refund.amount });
  const payout = settled(await lockPayout(tx, order.id), order, await sumPending(tx, order.id));
  const { requestedBy, amount } = refund;
  if (refund.status !== 'succeeded') {
    await writePayout(tx, payout);
    return tellOfFailure(tx, { order, amount, requestedBy, returned: null });
  }
  // The buyer's bank sent it back, days later.
  const shares = await readRefundShares(tx, refund.id);
  await bookTransaction(tx, refundFailedBooking(order, { refundId: refund.id, till, shares, at }));
  const owedToSeller = await returnShare(tx, { order, payout, share: shares.seller });
  return tellOfFailure(tx, { order, amount, requestedBy, returned: { share: shares.seller, owedToSeller } });
}

/** @returns what the seller is owed beside their payout, as that has left without it and cannot be made larger. */
async function returnShare(
  tx: Queryable,
  { order, payout, share }: { readonly order: OrderRecord; readonly payout: Payout; readonly share: Cents },
): Promise<Cents> {
  const hasLeft = payout.status === 'paid' || payout.status === 'sending';
  if (hasLeft) return readOwed(tx, payout, (await readShares(tx, order.id)).seller);
  await writePayout(tx, giveBack(payout, share));
  return cents(0);
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
  // What Stripe knows nothing of goes another way.
  const till = (result.stripeId ?? refund.stripeId) === null ? 'external' : 'stripe';
  const ended: Ended = { order, refund, till, at };
  const notices =
    result.status === 'succeeded'
      ? await recordSuccess(tx, ended)
      : result.status === 'failed'
        ? await recordFailure(tx, ended)
        : [];
  await enqueueNotice(tx, notices);
  return { auctionIds: [], notified: notices.map(({ bidderId }) => bidderId) };
}

import { cents } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { disputeLostBooking, disputeOpenedBooking, disputeWonBooking } from '#lib/payments/ledger/bookings';
import { readShares } from '#lib/payments/ledger/read-shares';
import { noShares, type Shares } from '#lib/payments/ledger/shares';
import { applyToPaidOrder } from '#lib/payments/orders/apply-to-paid-order';
import { lockOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import type { Settlement } from '#lib/payments/orders/settlement';
import { freeze, thaw } from '#lib/payments/payouts/payout';
import { lockPayout, writePayout } from '#lib/payments/payouts/payout-rows';
import { lossOf, stageOf } from '#lib/payments/refunds/dispute';
import { findDispute, hasOtherOpen, insertDispute, writeDispute } from '#lib/payments/refunds/dispute-rows';
import { takeFromSeller } from '#lib/payments/refunds/take-from-seller';
import { sumPending } from '#lib/payments/refunds/refund-rows';
import type { DisputeReport } from '#lib/payments/stripe/disputes';
import { log } from '#lib/platform/log';

interface Case {
  readonly id: number;
  readonly order: OrderRecord;
  readonly report: DisputeReport;
  readonly at: EpochMs;
}

const toSeller = ({ order }: Case, notice: NewNotice['notice']): NewNotice => ({
  bidderId: order.sellerId,
  auctionId: order.auctionId,
  notice,
});

/** The seller's money stays, and nothing is refunded, until the bank has decided. */
async function open(tx: Queryable, dispute: Case): Promise<readonly NewNotice[]> {
  const { order, report } = dispute;
  await applyToPaidOrder(tx, order, { kind: 'dispute_opened' });
  await writePayout(tx, freeze(await lockPayout(tx, order.id)));
  return [toSeller(dispute, { kind: 'disputed', amount: report.amount, currency: report.currency })];
}

/** What the bank did with the money so far. A loss says that it was taken, even where Stripe does not list it. */
async function bookMovements(tx: Queryable, { id, order, report, at }: Case): Promise<void> {
  const fact = { disputeId: id, amount: report.amount, at };
  if (report.isWithdrawn || stageOf(report.status) === 'lost')
    await bookTransaction(tx, disputeOpenedBooking(order, fact));
  if (report.isWithdrawn && report.isReinstated) await bookTransaction(tx, disputeWonBooking(order, fact));
}

async function takeLoss(tx: Queryable, { id, order, report, at }: Case): Promise<Shares> {
  const shares = lossOf(await readShares(tx, order.id), report.amount);
  await bookTransaction(tx, disputeLostBooking(order, { disputeId: id, shares, at }));
  return shares;
}

async function close(tx: Queryable, dispute: Case): Promise<readonly NewNotice[]> {
  const { id, report } = dispute;
  const order = await lockOrder(tx, { orderId: dispute.order.id });
  if (!order) throw new Error(`order ${dispute.order.id} was locked a moment ago`);
  const isLost = stageOf(report.status) === 'lost';
  const othersOpen = await hasOtherOpen(tx, order.id, id);
  const lostAmount = isLost ? report.amount : cents(0);
  await applyToPaidOrder(tx, order, { kind: 'dispute_closed', lostAmount, othersOpen });
  const shares = isLost ? await takeLoss(tx, { ...dispute, order }) : noShares;
  const isUndecided = othersOpen || (await sumPending(tx, order.id)) > 0;
  const payout = await lockPayout(tx, order.id);
  await takeFromSeller(tx, {
    orderId: order.id,
    payout: isUndecided ? payout : thaw(payout),
    share: shares.seller,
    cause: { disputeId: id },
  });
  const { currency } = report;
  return [toSeller(dispute, { kind: 'dispute_decided', won: !isLost, share: shares.seller, currency })];
}

/**
 * Records how a dispute, as just read from Stripe, stands, in the caller's transaction: whichever of its events came, and in
 * whatever order, the end is the same. A decision is final here; should a bank take it up again, a person has to look. Locks the
 * order, then its payout.
 *
 * @returns whom to tell after the commit; null when it is about no order of this house.
 */
export async function recordDispute(tx: Queryable, report: DisputeReport): Promise<Settlement | null> {
  const order = await lockOrder(tx, { paymentIntentId: report.paymentIntentId });
  if (!order) {
    log().error(
      { event: 'dispute_not_ours', disputeId: report.stripeId, orderId: report.orderId },
      'a dispute is about a payment that settled no order of this house',
    );
    return null;
  }
  if (order.currency !== report.currency)
    throw new Error(`a dispute of order ${order.id} is in ${report.currency}`);
  const known = await findDispute(tx, report.stripeId);
  const at = await readClock(tx);
  const stage = stageOf(report.status);
  const id = known?.id ?? (await insertDispute(tx, order.id, report));
  const dispute: Case = { id, order, report, at };
  const isDecided = known !== null && known.stage !== 'open';
  if (isDecided && known.stage !== stage) {
    log().warn(
      { event: 'dispute_decided_before', disputeId: id, stage },
      'a decided dispute is left as it was',
    );
    return null;
  }
  const opened = known === null ? await open(tx, dispute) : [];
  await bookMovements(tx, dispute);
  await writeDispute(tx, id, { report, at: new Date(at) });
  const closed = stage !== 'open' && !isDecided ? await close(tx, dispute) : [];
  const notices = [...opened, ...closed];
  await enqueueNotice(tx, notices);
  return { auctionIds: [], notified: notices.map(({ bidderId }) => bidderId) };
}

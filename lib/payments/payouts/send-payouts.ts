import { bidderId as toBidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { readClock } from '#lib/db/auction-rows';
import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { lockOrder } from '#lib/payments/orders/order-rows';
import { comeBack, send } from '#lib/payments/payouts/payout';
import { lockPayout, writePayout } from '#lib/payments/payouts/payout-rows';
import { recordTransfer, type Sent } from '#lib/payments/payouts/record-transfer';
import { findSellerAccount } from '#lib/payments/payouts/seller-account';
import { createTransfer, type TransferResult } from '#lib/payments/stripe/connect';
import { payoutKey } from '#lib/payments/stripe/request-keys';
import { log } from '#lib/platform/log';
import { publishNotices } from '#lib/realtime/server/index';

/** Sent side by side. */
const setSize = 20;
/** So long whoever sends a payout may still be waiting for Stripe. */
const patienceSeconds = 30;
/** When Stripe will not send one, it is tried again this much later. */
const retryMs = 3_600_000;

interface Sending {
  readonly orderId: number;
  readonly payoutId: number;
  readonly attempt: number;
  readonly isRepeated: boolean;
}

interface DueRow {
  readonly id: number;
  readonly order_id: number;
  readonly seller_id: number;
}

/** Held payouts whose time has come, of sellers whose accounts can take money. */
const findReleased = () =>
  database().$queryRaw<DueRow[]>`
    SELECT p.id, p.order_id, p.seller_id FROM payouts p JOIN seller_accounts s ON s.bidder_id = p.seller_id
    WHERE p.status = 'held' AND p.release_at <= (SELECT clock_timestamp()) AND s.transfers_enabled
    ORDER BY p.release_at, p.id LIMIT ${setSize}`;

/** Claims a payout: from now on it counts as gone, whatever becomes of this process. null when somebody was quicker. */
async function claim(tx: Queryable, due: DueRow): Promise<Sending | null> {
  const order = await lockOrder(tx, { orderId: due.order_id });
  const [row] = await tx.$queryRaw<{ is_due: boolean }[]>`
    SELECT status = 'held' AND release_at <= clock_timestamp() AS is_due FROM payouts
    WHERE id = ${due.id} FOR NO KEY UPDATE`;
  if (!order || !row?.is_due || order.isDisputed) return null;
  await writePayout(tx, send(await lockPayout(tx, order.id)));
  const { transferAttempts } = await tx.payout.update({
    where: { id: due.id },
    data: { transferAttempts: { increment: 1 }, sendingSince: new Date() },
  });
  return { orderId: order.id, payoutId: due.id, attempt: transferAttempts, isRepeated: false };
}

/**
 * Payouts about which nobody knows whether Stripe sent them: whoever asked crashed, or got no answer. Drawn at random, so that
 * those which go on getting none do not stand in the way of others.
 */
async function findUnanswered(olderThanSeconds: number): Promise<readonly Sending[]> {
  const rows = await database().$queryRaw<{ id: number; order_id: number; transfer_attempts: number }[]>`
    SELECT id, order_id, transfer_attempts FROM payouts
    WHERE status = 'sending' AND sending_since <= (SELECT clock_timestamp()) - make_interval(secs => ${olderThanSeconds})
    ORDER BY random() LIMIT ${setSize}`;
  return rows.map((row) => ({
    orderId: row.order_id,
    payoutId: row.id,
    attempt: row.transfer_attempts,
    isRepeated: true,
  }));
}

async function ask({ orderId, payoutId, attempt, isRepeated }: Sending): Promise<TransferResult> {
  const payout = await database().payout.findUniqueOrThrow({ where: { id: payoutId } });
  const order = await inTransaction((tx) => lockOrder(tx, { orderId }));
  const account = await findSellerAccount(database(), toBidderId(payout.sellerId));
  if (!order || !account) throw new Error(`payout ${payoutId} has nowhere to go`);
  return createTransfer({
    money: { amount: cents(Number(payout.amount)), currency: payout.currency },
    accountId: account.accountId,
    paymentIntentId: order.paymentIntentId,
    orderId,
    payoutId,
    idempotencyKey: payoutKey(order, attempt),
    isRepeated,
  });
}

/** It is held again, for an hour; what was to be brought back of it has not left. */
async function recordRefused(tx: Queryable, { payout, at }: Sent, failure: string): Promise<NewNotice[]> {
  await tx.transferReversal.deleteMany({ where: { payoutId: payout.id, status: 'pending' } });
  await writePayout(tx, comeBack(payout));
  await tx.payout.update({ where: { id: payout.id }, data: { releaseAt: new Date(at + retryMs) } });
  log().error(
    { event: 'payout_refused', payoutId: payout.id, failure },
    'Stripe will not send a payout; it is tried again',
  );
  return [];
}

async function record(
  tx: Queryable,
  { orderId, attempt }: Sending,
  result: TransferResult,
): Promise<readonly NewNotice[]> {
  const order = await lockOrder(tx, { orderId });
  if (!order) throw new Error(`order ${orderId} is gone`);
  const payout = await lockPayout(tx, orderId);
  const { transferAttempts } = await tx.payout.findUniqueOrThrow({ where: { id: payout.id } });
  // Somebody else has written the answer down.
  if (payout.status !== 'sending' || transferAttempts !== attempt) return [];
  const answered = { order, payout, at: await readClock(tx) };
  const notices = result.sent
    ? await recordTransfer(tx, answered, result.transferId)
    : await recordRefused(tx, answered, result.failure);
  await enqueueNotice(tx, notices);
  return notices;
}

async function carryOut(sending: Sending): Promise<boolean> {
  try {
    const result = await ask(sending);
    const notices = await inTransaction((tx) => record(tx, sending, result));
    publishNotices(notices.map(({ bidderId }) => bidderId));
    return true;
  } catch (error) {
    log().warn(
      { err: error, payoutId: sending.payoutId },
      'a payout could not be sent yet; it is tried again',
    );
    return false;
  }
}

/**
 * Sends one set of payouts whose time has come to the sellers' accounts, and asks again about those whose answer got lost. Each is
 * claimed in the database before Stripe is asked, so that several processes, refunds and disputes see it as gone; each is sent once.
 *
 * @param olderThanSeconds how long ago Stripe was asked about a payout, at least, before it is asked again.
 * @returns how many were dealt with.
 */
export async function sendPayouts(olderThanSeconds: number = patienceSeconds): Promise<number> {
  const claimed = [];
  for (const due of await findReleased()) claimed.push(await inTransaction((tx) => claim(tx, due)));
  const sendings = [
    ...claimed.filter((sending) => sending !== null),
    ...(await findUnanswered(olderThanSeconds)),
  ];
  const outcomes = await Promise.all(sendings.map(carryOut));
  return outcomes.filter(Boolean).length;
}

import { cents } from '#lib/auction/money';
import { readClock } from '#lib/db/auction-rows';
import { database, type Queryable } from '#lib/db/client';
import { lookupOf, openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { inTransaction } from '#lib/db/transaction';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { reversalBooking, type ReversalCause } from '#lib/payments/ledger/bookings';
import { lockOrder } from '#lib/payments/orders/order-rows';
import { reversalKey } from '#lib/payments/stripe/request-keys';
import { createReversal } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

/** Looked at in one turn. */
const setSize = 20;

/**
 * What is to be brought back from sellers' accounts, of transfers that have left. Drawn at random, so that those which Stripe
 * refuses, as a seller's account may have nothing left, do not stand in the way of others.
 */
async function findDue() {
  const drawn = await database().$queryRaw<{ id: number }[]>`
    SELECT v.id FROM transfer_reversals v JOIN payouts p ON p.id = v.payout_id
    WHERE v.status = 'pending' AND p.transfer_sealed IS NOT NULL ORDER BY random() LIMIT ${setSize}`;
  return database().transferReversal.findMany({
    where: { id: { in: drawn.map(({ id }) => id) } },
    include: { payout: true },
  });
}

type Due = Awaited<ReturnType<typeof findDue>>[number];

function causeOf({ id, refundId, disputeId }: Due): ReversalCause {
  if (refundId !== null) return { refundId };
  if (disputeId !== null) return { disputeId };
  throw new Error(`reversal ${id} has no cause`);
}

async function record(tx: Queryable, due: Due, stripeId: string): Promise<void> {
  const { id, payout } = due;
  const order = await lockOrder(tx, { orderId: payout.orderId });
  if (!order) throw new Error(`reversal ${id} has no order`);
  const at = await readClock(tx);
  const { count } = await tx.transferReversal.updateMany({
    where: { id, status: 'pending' },
    data: {
      status: 'succeeded',
      settledAt: new Date(at),
      reversalSealed: sealText(sealedColumns.reversal, [id], stripeId),
      reversalLookup: lookupOf(sealedColumns.reversal, stripeId),
    },
  });
  if (count === 0) return;
  const amount = cents(Number(due.amount));
  await bookTransaction(tx, reversalBooking(order, { cause: causeOf(due), amount, at }));
}

async function reverse(due: Due): Promise<boolean> {
  const { id, payout, amount } = due;
  if (payout.transferSealed === null) throw new Error(`payout ${payout.id} has not left`);
  try {
    const transferId = openText(sealedColumns.transfer, [payout.id], payout.transferSealed);
    const stripeId = await createReversal({
      transferId,
      money: { amount: cents(Number(amount)), currency: payout.currency },
      idempotencyKey: reversalKey(transferId, id),
      metadata: { reversal_id: String(id) },
    });
    await inTransaction((tx) => record(tx, due, stripeId));
    return true;
  } catch (error) {
    log().error(
      { err: error, event: 'reversal_failed', reversalId: id, payoutId: payout.id },
      'a transfer could not be reversed yet; it is tried again',
    );
    return false;
  }
}

/**
 * Brings one set of sellers' shares back from their accounts at Stripe, for refunds and lost disputes of orders whose payout had
 * left. May run at any time and anywhere: each comes back once.
 *
 * @returns how many came back.
 */
export async function reverseTransfers(): Promise<number> {
  const due = await findDue();
  const outcomes = await Promise.all(due.map(reverse));
  return outcomes.filter(Boolean).length;
}

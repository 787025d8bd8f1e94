/** Payments that settle no order, between their rows and what is done about them. Their order is locked before them. */
import { cents } from '#lib/auction/money';
import type { Cents, EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { lookupOf, lookupsOf, openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import type { Money } from '#lib/payments/stripe/amount';
import type { RefundResult } from '#lib/payments/stripe/refunds';

export interface Stray {
  readonly id: number;
  readonly orderId: number;
  readonly paymentIntentId: string;
  readonly amount: Cents;
  readonly currency: string;
  /** Of Stripe's refund; null while Stripe has not answered. */
  readonly stripeId: string | null;
}

export const isKnownStray = async (tx: Queryable, paymentIntentId: string): Promise<boolean> =>
  (await tx.strayPayment.count({
    where: { paymentIntentLookup: { in: lookupsOf(sealedColumns.strayPayment, paymentIntentId) } },
  })) > 0;

export async function insertStray(
  tx: Queryable,
  stray: {
    readonly orderId: number;
    readonly paymentIntentId: string;
    readonly received: Money;
    readonly reason: string;
  },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    SELECT nextval(pg_get_serial_sequence('stray_payments', 'id'))::int AS id`;
  if (!row) throw new Error('a sequence always gives a number');
  const { id } = row;
  const { orderId, paymentIntentId, received, reason } = stray;
  await tx.strayPayment.create({
    data: {
      id,
      orderId,
      paymentIntentSealed: sealText(sealedColumns.strayPayment, [id], paymentIntentId),
      paymentIntentLookup: lookupOf(sealedColumns.strayPayment, paymentIntentId),
      reason,
      ...received,
    },
  });
  return id;
}

interface StrayRow {
  readonly id: number;
  readonly orderId: number;
  readonly paymentIntentSealed: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly refundSealed: string | null;
}

const toStray = (row: StrayRow): Stray => ({
  id: row.id,
  orderId: row.orderId,
  paymentIntentId: openText(sealedColumns.strayPayment, [row.id], row.paymentIntentSealed),
  amount: cents(Number(row.amount)),
  currency: row.currency,
  stripeId:
    row.refundSealed === null ? null : openText(sealedColumns.strayRefund, [row.id], row.refundSealed),
});

/** The stray payment that Stripe knows by this id; null when it is none. */
export async function findStrayByPayment(tx: Queryable, paymentIntentId: string): Promise<Stray | null> {
  const row = await tx.strayPayment.findFirst({
    where: { paymentIntentLookup: { in: lookupsOf(sealedColumns.strayPayment, paymentIntentId) } },
  });
  return row && toStray(row);
}

/** Those that have yet to go back, drawn at random, so that one which cannot does not stand in the way of others. */
export async function findPendingStrays(db: Queryable, limit: number): Promise<readonly Stray[]> {
  const drawn = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM stray_payments WHERE status = 'pending' ORDER BY random() LIMIT ${limit}`;
  const rows = await db.strayPayment.findMany({ where: { id: { in: drawn.map(({ id }) => id) } } });
  return rows.map(toStray);
}

/**
 * Writes how the refund of a stray payment stands. That it went back after all is news of one that failed, too: a person has
 * seen to it. That it came here again is news of the very refund by which it had gone. The caller holds the order's lock.
 *
 * @returns how it stood before, where this is news; null where it is not.
 */
export async function writeStray(
  tx: Queryable,
  id: number,
  { result, at }: { readonly result: RefundResult; readonly at: EpochMs },
): Promise<RefundResult['status'] | null> {
  const { status, stripeId } = result;
  const before = await tx.strayPayment.findUniqueOrThrow({
    where: { id },
    select: { status: true, refundLookup: true },
  });
  const isSameRefund =
    stripeId !== null &&
    before.refundLookup !== null &&
    lookupsOf(sealedColumns.strayRefund, stripeId).includes(before.refundLookup);
  const isNews =
    before.status === 'pending' ||
    (before.status === 'failed' && status === 'succeeded') ||
    (before.status === 'succeeded' && status === 'failed' && isSameRefund);
  if (!isNews) return null;
  const reference =
    stripeId === null
      ? {}
      : {
          refundSealed: sealText(sealedColumns.strayRefund, [id], stripeId),
          refundLookup: lookupOf(sealedColumns.strayRefund, stripeId),
        };
  await tx.strayPayment.update({
    where: { id },
    data: {
      status,
      settledAt: status === 'pending' ? null : new Date(at),
      failure: status === 'failed' ? result.failure : null,
      ...reference,
    },
  });
  return before.status;
}

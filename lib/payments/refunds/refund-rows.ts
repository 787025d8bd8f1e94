/** Refunds, between their rows and what is done about them. Their order is locked before them. */
import { bidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import type { BidderId, Cents, EpochMs } from '#lib/auction/types';
import { Prisma } from '#lib/db/generated/client';
import type { Queryable } from '#lib/db/client';
import { lookupOf, lookupsOf, openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import type { RefundResult } from '#lib/payments/stripe/refunds';

export interface RefundRecord {
  readonly id: number;
  readonly orderId: number;
  readonly amount: Cents;
  readonly status: RefundResult['status'];
  /** The administrator; null for one that was made at Stripe itself. */
  readonly requestedBy: BidderId | null;
  /** Stripe's own; null while Stripe has not answered, and for money that was given back outside Stripe. */
  readonly stripeId: string | null;
}

interface RefundRow {
  readonly id: number;
  readonly order_id: number;
  readonly amount: number;
  readonly status: RefundResult['status'];
  readonly requested_by: number | null;
  readonly refund_sealed: string | null;
}

const columns = Prisma.sql`id, order_id, amount::float8, status, requested_by, refund_sealed`;

/** @throws Error when there is none of this number. */
export async function findRefund(db: Queryable, id: number): Promise<RefundRecord> {
  return toRecord(id, await db.$queryRaw<RefundRow[]>`SELECT ${columns} FROM refunds WHERE id = ${id}`);
}

/** Locks a refund, so that its end is recorded once. @throws Error when there is none of this number. */
export async function lockRefund(tx: Queryable, id: number): Promise<RefundRecord> {
  const rows = await tx.$queryRaw<RefundRow[]>`
    SELECT ${columns} FROM refunds WHERE id = ${id} FOR NO KEY UPDATE`;
  return toRecord(id, rows);
}

function toRecord(id: number, [row]: readonly RefundRow[]): RefundRecord {
  if (!row) throw new Error(`there is no refund ${id}`);
  return {
    id: row.id,
    orderId: row.order_id,
    amount: cents(row.amount),
    status: row.status,
    requestedBy: row.requested_by === null ? null : bidderId(row.requested_by),
    stripeId: row.refund_sealed === null ? null : openText(sealedColumns.refund, [id], row.refund_sealed),
  };
}

/** The number of the refund that Stripe knows by this id, and its order's; null when it is none of ours. */
export const findRefundByStripeId = (
  db: Queryable,
  stripeId: string,
): Promise<{ id: number; orderId: number } | null> =>
  db.refund.findFirst({
    where: { refundLookup: { in: lookupsOf(sealedColumns.refund, stripeId) } },
    select: { id: true, orderId: true },
  });

/** What of this order's refund of that number we know: its amount, and whether Stripe has answered. null when there is none. */
export async function findAsked(
  tx: Queryable,
  { id, orderId }: { readonly id: number; readonly orderId: number },
): Promise<{ readonly amount: Cents; readonly isAnswered: boolean } | null> {
  const row = await tx.refund.findFirst({
    where: { id, orderId },
    select: { amount: true, refundLookup: true },
  });
  return row && { amount: cents(Number(row.amount)), isAnswered: row.refundLookup !== null };
}

export async function insertRefund(
  tx: Queryable,
  refund: {
    readonly orderId: number;
    readonly amount: Cents;
    readonly reason: string;
    readonly requestedBy: BidderId | null;
  },
): Promise<number> {
  const { id } = await tx.refund.create({ data: refund, select: { id: true } });
  return id;
}

/** What of an order's refunds is still under way. The caller holds the order's lock. */
export async function sumPending(tx: Queryable, orderId: number): Promise<Cents> {
  const { _sum } = await tx.refund.aggregate({
    where: { orderId, status: 'pending' },
    _sum: { amount: true },
  });
  return cents(Number(_sum.amount ?? 0n));
}

/** Writes how a refund stands at this moment. */
export async function writeRefund(
  tx: Queryable,
  id: number,
  { result, at }: { readonly result: RefundResult; readonly at: EpochMs },
): Promise<void> {
  const { status, stripeId } = result;
  const reference =
    stripeId === null
      ? {}
      : {
          refundSealed: sealText(sealedColumns.refund, [id], stripeId),
          refundLookup: lookupOf(sealedColumns.refund, stripeId),
        };
  await tx.refund.update({
    where: { id },
    data: {
      status,
      settledAt: status === 'pending' ? null : new Date(at),
      failure: status === 'failed' ? result.failure : null,
      ...reference,
    },
  });
}

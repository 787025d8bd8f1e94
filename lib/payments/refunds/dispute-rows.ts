/** Disputes between their rows and what is done about them. Their order is locked before them. */
import type { Queryable } from '#lib/db/client';
import { lookupOf, lookupsOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { stageOf, type DisputeStage } from '#lib/payments/refunds/dispute';
import type { DisputeReport } from '#lib/payments/stripe/disputes';

export interface KnownDispute {
  readonly id: number;
  readonly stage: DisputeStage;
}

/** What we know of a dispute. The caller holds the lock of its order, so that nobody writes it at the same time. */
export async function findDispute(tx: Queryable, stripeId: string): Promise<KnownDispute | null> {
  const row = await tx.dispute.findFirst({
    where: { disputeLookup: { in: lookupsOf(sealedColumns.dispute, stripeId) } },
    select: { id: true, status: true },
  });
  return row && { id: row.id, stage: stageOf(row.status) };
}

export async function insertDispute(tx: Queryable, orderId: number, report: DisputeReport): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    SELECT nextval(pg_get_serial_sequence('disputes', 'id'))::int AS id`;
  if (!row) throw new Error('a sequence always gives a number');
  const { id } = row;
  await tx.dispute.create({
    data: {
      id,
      orderId,
      disputeSealed: sealText(sealedColumns.dispute, [id], report.stripeId),
      disputeLookup: lookupOf(sealedColumns.dispute, report.stripeId),
      amount: report.amount,
      reason: report.reason,
      status: report.status,
      openedAt: new Date(report.openedAt),
    },
  });
  return id;
}

/** Writes how a dispute stands at this moment. */
export async function writeDispute(
  tx: Queryable,
  id: number,
  { report, at }: { readonly report: DisputeReport; readonly at: Date },
): Promise<void> {
  const { status, respondBy } = report;
  await tx.dispute.update({
    where: { id },
    data: {
      status,
      respondBy: respondBy === null ? null : new Date(respondBy),
      closedAt: stageOf(status) === 'open' ? null : at,
    },
  });
}

/** Whether another dispute of this order is undecided. */
export const hasOtherOpen = async (tx: Queryable, orderId: number, id: number): Promise<boolean> =>
  (await tx.dispute.count({ where: { orderId, closedAt: null, id: { not: id } } })) > 0;

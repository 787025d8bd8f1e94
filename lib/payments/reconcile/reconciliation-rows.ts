/** What is kept of reconciliations, for the desk. Without Stripe's references, which stand in this database only sealed. */
import { z } from 'zod';
import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';
import { database, type Queryable } from '#lib/db/client';
import { differenceKinds, type Difference, type DifferenceKind } from '#lib/payments/reconcile/difference';

/** A difference that a person has to look at. */
export interface OpenDifference {
  readonly kind: DifferenceKind;
  readonly orderId: number | null;
  readonly here: string;
  readonly there: string;
}

export interface Reconciliation {
  readonly finishedAt: EpochMs;
  readonly compared: number;
  readonly repaired: number;
  readonly open: readonly OpenDifference[];
  /** When a later one began that has not been finished; null when there is none. */
  readonly unfinishedSince: EpochMs | null;
}

/** As much of a difference as may be kept and logged. */
export const toOpen = ({ kind, orderId, here, there }: Difference): OpenDifference => ({
  kind,
  orderId,
  here,
  there,
});

const kept = z.array(
  z.object({
    kind: z.enum(differenceKinds),
    orderId: z.number().nullable(),
    here: z.string(),
    there: z.string(),
  }),
);

export async function startReconciliation(db: Queryable): Promise<number> {
  const { id } = await db.reconciliation.create({ data: {}, select: { id: true } });
  return id;
}

/** Whether none was begun within the hour, by any process; one that was not finished is taken up after ten minutes. */
export async function isReconciliationDue(db: Queryable): Promise<boolean> {
  const [row] = await db.$queryRaw<{ is_due: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT FROM reconciliations
      WHERE started_at > clock_timestamp() - CASE WHEN finished_at IS NULL THEN interval '10 minutes' ELSE interval '1 hour' END
    ) AS is_due`;
  return row?.is_due ?? false;
}

export async function finishReconciliation(
  db: Queryable,
  id: number,
  outcome: {
    readonly compared: number;
    readonly repaired: readonly Difference[];
    readonly remaining: readonly Difference[];
  },
): Promise<void> {
  const { compared, repaired, remaining } = outcome;
  const differences = remaining.map(toOpen).map((difference) => ({ ...difference }));
  await db.reconciliation.update({
    where: { id },
    data: { finishedAt: new Date(), compared, repaired: repaired.length, differences },
  });
}

/** The newest one that was finished; null before the first. */
export async function readReconciliation(): Promise<Reconciliation | null> {
  const db = database();
  const row = await db.reconciliation.findFirst({
    where: { finishedAt: { not: null } },
    orderBy: { id: 'desc' },
  });
  if (!row?.finishedAt) return null;
  const later = await db.reconciliation.findFirst({
    where: { id: { gt: row.id }, finishedAt: null },
    orderBy: { id: 'asc' },
  });
  return {
    finishedAt: epochMs(row.finishedAt.getTime()),
    compared: row.compared,
    repaired: row.repaired,
    open: kept.parse(row.differences),
    unfinishedSince: later && epochMs(later.startedAt.getTime()),
  };
}

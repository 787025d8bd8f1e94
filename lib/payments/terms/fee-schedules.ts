/**
 * What the house charges, as it is kept. Invariants: a schedule is written once for each set of terms and never changes, so a
 * process may remember it for good; an auction keeps the one of the day it was listed, whatever the environment says later.
 */
import { z } from 'zod';
import type { Queryable } from '#lib/db/client';
import { environment } from '#lib/platform/env';
import type { FeeTier } from '#lib/platform/fee-tiers';
import { nativeSha256 } from '#lib/platform/sha256';
import { processWide } from '#lib/platform/singleton';

export interface FeeSchedule {
  readonly premium: readonly FeeTier[];
  readonly commission: readonly FeeTier[];
  readonly taxBasisPoints: number;
}

const storedTiers = z.array(z.object({ from: z.int().min(0), basisPoints: z.int().min(0).max(10_000) }));

/** The order of the fields is part of the fingerprint. */
const fingerprintOf = ({ premium, commission, taxBasisPoints }: FeeSchedule): string => {
  const ordered = (tiers: readonly FeeTier[]) =>
    tiers.map(({ from, basisPoints }) => ({ from, basisPoints }));
  return nativeSha256(
    JSON.stringify({ premium: ordered(premium), commission: ordered(commission), taxBasisPoints }),
  );
};

const scheduleOfToday = (): FeeSchedule => {
  const { buyersPremium: premium, sellersCommission: commission, taxBasisPoints } = environment();
  return { premium, commission, taxBasisPoints };
};

/**
 * The number of the schedule in force now, for a lot that is being listed; written down when it is a new one. Two that write the
 * same new schedule at once wait for each other, and the second finds the first one's.
 */
export async function currentFeeScheduleId(tx: Queryable): Promise<number> {
  const schedule = scheduleOfToday();
  const { premium, commission, taxBasisPoints } = schedule;
  const fingerprint = fingerprintOf(schedule);
  const find = () => tx.feeSchedule.findUnique({ where: { fingerprint }, select: { id: true } });
  const known = await find();
  if (known) return known.id;
  await tx.$executeRaw`
    INSERT INTO fee_schedules (fingerprint, premium, commission, tax_basis_points)
    VALUES (${fingerprint}, ${JSON.stringify(premium)}::jsonb, ${JSON.stringify(commission)}::jsonb, ${taxBasisPoints})
    ON CONFLICT (fingerprint) DO NOTHING`;
  const written = await find();
  if (!written) throw new Error('a fee schedule that was just written can be read');
  return written.id;
}

const remembered = (): Map<number, FeeSchedule> => processWide('fee-schedules', () => new Map());

/** These schedules by number. @throws Error when one is missing: auctions refer to them, so they cannot be. */
export async function readFeeSchedules(
  db: Queryable,
  ids: readonly number[],
): Promise<ReadonlyMap<number, FeeSchedule>> {
  const known = remembered();
  const unknown = [...new Set(ids)].filter((id) => !known.has(id));
  if (unknown.length > 0)
    for (const row of await db.feeSchedule.findMany({ where: { id: { in: unknown } } })) {
      known.set(row.id, {
        premium: storedTiers.parse(row.premium),
        commission: storedTiers.parse(row.commission),
        taxBasisPoints: row.taxBasisPoints,
      });
    }
  return new Map(
    ids.map((id) => {
      const schedule = known.get(id);
      if (!schedule) throw new Error(`there is no fee schedule ${id}`);
      return [id, schedule];
    }),
  );
}

import { epochMs } from '#lib/auction/instants';
import { readClock } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { nameOf, type Difference } from '#lib/payments/reconcile/difference';
import { findDifferences } from '#lib/payments/reconcile/find-differences';
import {
  finishReconciliation,
  startReconciliation,
  toOpen,
} from '#lib/payments/reconcile/reconciliation-rows';
import { repairDifference } from '#lib/payments/reconcile/repair-difference';
import { log } from '#lib/platform/log';

export interface ReconcileOptions {
  /** How far to look back; what is open here is compared however old it is. */
  readonly days?: number;
  /** Only tells. */
  readonly isDryRun?: boolean;
}

export interface Reconciled {
  /** How many orders were compared. */
  readonly compared: number;
  readonly repaired: readonly Difference[];
  /** What a person has to look at; in a dry run everything. */
  readonly remaining: readonly Difference[];
}

const defaultDays = 30;
const dayMs = 86_400_000;
/** What was repaired may let something else be seen, such as the refund of a payment that was unknown; not more often than this. */
const roundsLimit = 5;

const namesOf = (differences: readonly Difference[]): ReadonlySet<string> => new Set(differences.map(nameOf));

/**
 * Looks, repairs, and looks again. What is gone then was repaired; what only one look saw was on its way, as money moves
 * meanwhile, and is no difference.
 */
async function compareAndRepair(since: number, isDryRun: boolean): Promise<Reconciled> {
  const tried = new Set<string>();
  const repaired: Difference[] = [];
  let before = await findDifferences(epochMs(since));
  for (let round = 0; before.differences.length > 0; round++) {
    const untried = before.differences.filter(
      (difference) => difference.repair !== null && !tried.has(nameOf(difference)),
    );
    const isLast = isDryRun || untried.length === 0 || round === roundsLimit;
    for (const difference of isLast ? [] : untried) {
      tried.add(nameOf(difference));
      await repairDifference(difference);
    }
    const after = await findDifferences(epochMs(since));
    const still = namesOf(after.differences);
    repaired.push(
      ...before.differences.filter((each) => tried.has(nameOf(each)) && !still.has(nameOf(each))),
    );
    if (isLast)
      return {
        compared: after.compared,
        repaired,
        remaining: before.differences.filter((each) => still.has(nameOf(each))),
      };
    before = after;
  }
  return { compared: before.compared, repaired, remaining: [] };
}

/**
 * Compares the orders and the books with Stripe, and lets the house follow where it can be done safely: by the same effects as
 * Stripe's webhooks and our own calls have. Money at Stripe is never moved. Runs at any time, beside everything else.
 *
 * @throws when Stripe or the database cannot be reached.
 */
export async function reconcile(options: ReconcileOptions = {}): Promise<Reconciled> {
  const { days = defaultDays, isDryRun = false } = options;
  const since = (await readClock(database())) - days * dayMs;
  if (isDryRun) return compareAndRepair(since, true);
  const id = await startReconciliation(database());
  const reconciled = await compareAndRepair(since, false);
  await finishReconciliation(database(), id, reconciled);
  const { compared, repaired, remaining } = reconciled;
  if (remaining.length > 0)
    log().error(
      { event: 'reconciliation_differs', compared, remaining: remaining.map(toOpen) },
      'this house and Stripe do not agree: a person has to look (npm run payments:reconcile)',
    );
  else if (repaired.length > 0)
    log().warn(
      { event: 'reconciliation_repaired', compared, repaired: repaired.map(toOpen) },
      'what Stripe had done and this house had missed is recorded',
    );
  return reconciled;
}

import { database } from '#lib/db/client';
import { reconcile } from '#lib/payments/reconcile/reconcile';
import { isReconciliationDue } from '#lib/payments/reconcile/reconciliation-rows';
import { log } from '#lib/platform/log';

/** Reconciles once an hour, however many processes ask; ten minutes after one that failed. @returns 0: there is no more to do. */
export async function reconcileWhenDue(): Promise<number> {
  if (!(await isReconciliationDue(database()))) return 0;
  try {
    await reconcile();
  } catch (error) {
    log().error(
      { err: error, event: 'reconciliation_failed' },
      'the books could not be compared with Stripe; that is tried again in ten minutes',
    );
  }
  return 0;
}

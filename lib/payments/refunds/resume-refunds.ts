import { database } from '#lib/db/client';
import { carryOutRefund } from '#lib/payments/refunds/carry-out-refund';
import { log } from '#lib/platform/log';

/** Looked at in one turn. */
const setSize = 20;
/** So long whoever asked for a refund may still be waiting for Stripe themselves. */
const patienceSeconds = 30;

async function resume(id: number): Promise<boolean> {
  try {
    return (await carryOutRefund(id, { isRepeated: true })) !== 'pending';
  } catch (error) {
    log().warn({ err: error, refundId: id }, 'a refund could not be carried out yet; it is tried again');
    return false;
  }
}

/**
 * Carries out one set of refunds that are pending still: whoever asked for them crashed or did not reach Stripe, or Stripe takes
 * its time. Drawn at random, so that those which take long do not stand in the way of others.
 *
 * @param olderThanSeconds how long ago they were asked for, at least.
 * @returns how many have ended.
 */
export async function resumeRefunds(olderThanSeconds: number = patienceSeconds): Promise<number> {
  const due = await database().$queryRaw<{ id: number }[]>`
    SELECT id FROM refunds
    WHERE status = 'pending' AND created_at <= (SELECT clock_timestamp()) - make_interval(secs => ${olderThanSeconds})
    ORDER BY random() LIMIT ${setSize}`;
  const outcomes = await Promise.all(due.map(({ id }) => resume(id)));
  return outcomes.filter(Boolean).length;
}

/** What time does to auctions, orders and mail. */
import { closeDue, openDue } from '#lib/lifecycle/close-due';
import { forgetOld } from '#lib/lifecycle/housekeeping';
import { startTasks, type Worker } from '#lib/lifecycle/worker';
import { sendDueMail } from '#lib/notifications/index';
import {
  chargeOrders,
  expireOffers,
  lapseOrders,
  reconcileWhenDue,
  refundStrays,
  remindBuyers,
  resumeRefunds,
  reverseTransfers,
  sendPayouts,
} from '#lib/payments/index';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';
import { sweepUnpublished } from '#lib/realtime/server/index';

const name = 'lifecycle-worker';
const hourMs = 3_600_000;
/** Every task that matters to people rests far less; a longer silence means the worker is stuck. */
const silenceMs = 15_000;

const tasks = [
  { name: 'open', run: openDue, restMs: 200 },
  // While PostgreSQL writes one set, this process reads and decides the other.
  { name: 'close', run: closeDue, restMs: 100, setsAtOnce: 2 },
  { name: 'lapse', run: lapseOrders, restMs: 1000 },
  { name: 'expire offers', run: expireOffers, restMs: 1000 },
  // Mail can wait until what it tells of is written for all.
  { name: 'mail', run: sendDueMail, restMs: 1000, yieldsTo: 'close' },
];

const slowTasks = [
  { name: 'charge', run: chargeOrders, restMs: 1000 },
  { name: 'pay out', run: sendPayouts, restMs: 5000 },
  { name: 'refund', run: () => resumeRefunds(), restMs: 15_000 },
  { name: 'return', run: refundStrays, restMs: 10_000 },
  { name: 'reverse', run: reverseTransfers, restMs: 10_000 },
  { name: 'reconcile', run: reconcileWhenDue, restMs: 60_000 },
  { name: 'remind', run: remindBuyers, restMs: 60_000 },
  // One look finds all that lags; sending it is the publisher's own work.
  { name: 'publish', run: () => sweepUnpublished().then(() => 0), restMs: 30_000 },
  { name: 'forget', run: forgetOld, restMs: hourMs },
];

interface Lifecycle {
  readonly quick: Worker;
  readonly slow: Worker;
}

const lifecycle = (): Lifecycle =>
  processWide(name, () => ({ quick: startTasks(tasks), slow: startTasks(slowTasks) }));

/** Starts the worker, once in a process. */
export function startLifecycle(): void {
  lifecycle();
}

export async function stopLifecycle(): Promise<void> {
  const { quick, slow } = lifecycle();
  await Promise.all([quick.stop(), slow.stop()]);
  forgetProcessWide(name);
}

/** Whether opening, closing, lapsing and mail have all had a turn lately. */
export const lifecycleIsAlive = (): boolean => performance.now() - lifecycle().quick.lastTurnMs() < silenceMs;

/** Runs sales to their ends, one thing at a time: what was done is told at once and in order, and then the workers have their turn. */
import { database } from '#lib/db/client';
import {
  chargeOrders,
  expireOffers,
  lapseOrders,
  reconcile,
  refundStrays,
  resumeRefunds,
  reverseTransfers,
  sendPayouts,
} from '#lib/payments/index';
import { outside } from '#tests/integration/payments/simulation/house-process';
import { deliver, type Mailbag } from '#tests/integration/payments/simulation/mailbag';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';

/** Something that a process of the house does. */
export interface Deed {
  readonly name: string;
  readonly work: () => Promise<unknown>;
}

/** Does a deed. @returns whether it came to its end; false when it met with a mishap. */
export type Carry = (deed: Deed) => Promise<boolean>;

export const calmly: Carry = async ({ work }) => {
  await work();
  return true;
};

/** As if whoever claimed a charge, or was sending a payout, had not been heard of for long. */
const afterLongSilence =
  (letGoStale: () => Promise<unknown>, run: () => Promise<number>) => async (): Promise<number> => {
    await outside(letGoStale);
    return run();
  };

const staleCharges = async () =>
  database().$executeRaw`
    UPDATE orders SET charge_claimed_at = charge_claimed_at - interval '1 minute' WHERE charge_claimed_at IS NOT NULL`;
const stalePayouts = async () =>
  database().$executeRaw`
    UPDATE payouts SET sending_since = sending_since - interval '1 minute' WHERE status = 'sending'`;

export type WorkerName =
  | 'lapse orders'
  | 'expire offers'
  | 'charge orders'
  | 'resume refunds'
  | 'refund strays'
  | 'reverse transfers'
  | 'send payouts';

export interface Worker {
  readonly name: WorkerName;
  readonly run: () => Promise<number>;
}

export const workers: readonly [Worker, ...Worker[]] = [
  { name: 'lapse orders', run: lapseOrders },
  { name: 'expire offers', run: expireOffers },
  { name: 'charge orders', run: afterLongSilence(staleCharges, chargeOrders) },
  { name: 'resume refunds', run: () => resumeRefunds(0) },
  { name: 'refund strays', run: refundStrays },
  { name: 'reverse transfers', run: reverseTransfers },
  { name: 'send payouts', run: afterLongSilence(stalePayouts, () => sendPayouts()) },
];

const roundsLimit = 30;

/** A worker that met with a mishap may have left something behind. */
async function runWorker({ name, run }: Worker, carry: Carry): Promise<number> {
  let handled = 0;
  const isFine = await carry({
    name,
    work: async () => {
      handled = await run();
    },
  });
  return isFine ? handled : 1;
}

/** Until none of them finds anything to do after the last that did. */
export async function untilIdle(carry: Carry): Promise<void> {
  let idle = 0;
  for (let turn = 0; idle < workers.length; turn++) {
    const worker = workers[turn % workers.length] ?? workers[0];
    if (turn === roundsLimit * workers.length) throw new Error(`${worker.name} finds no rest`);
    idle = (await runWorker(worker, carry)) === 0 ? idle + 1 : 0;
  }
}

export const isOver = ({ done, steps }: Sale): boolean => done >= steps.length;

export const unfinished = (sales: readonly Sale[]): string =>
  sales
    .filter((sale) => !isOver(sale))
    .map(({ name, done, steps }) => `“${name}” never came to: ${steps[done]?.name}`)
    .join('; ');

/** Takes the sale's next step, as a deed. @returns whether it is done. */
export async function takeStep(world: World, sale: Sale, carry: Carry): Promise<boolean> {
  const step = sale.steps[sale.done];
  if (!step) return false;
  let isDone = false;
  await carry({
    name: step.name,
    work: async () => {
      isDone = await step.take(world, sale);
    },
  });
  if (isDone) sale.done += 1;
  return isDone;
}

export interface Course {
  readonly world: World;
  readonly sales: readonly Sale[];
  readonly mailbag: Mailbag;
  readonly carry: Carry;
  /** What is done before news is told, in every round. */
  readonly beforeNews?: () => Promise<void>;
}

/** Tells what has happened, in order; what does not arrive is told again in the next round. @returns how much there was to tell. */
async function tellAll({ world, sales, mailbag, carry }: Course): Promise<number> {
  await mailbag.collect();
  const isTooEarly = sales.some(({ traits, done }) => done < (traits.hearsOfDisputesAfter ?? 0));
  const events = mailbag.takeAll((type) => !isTooEarly || !type.startsWith('charge.dispute.'));
  for (const event of events) {
    let isTaken = false;
    const work = async (): Promise<void> => {
      isTaken = await deliver(world.house.stripe(), event);
    };
    if (!(await carry({ name: event.type, work })) || !isTaken) mailbag.putBack(event);
  }
  return events.length;
}

/** @throws Error when a sale does not come to its end. */
export async function runCourse(course: Course): Promise<void> {
  const { world, sales, carry } = course;
  for (let round = 0; round < roundsLimit; round++) {
    for (const sale of sales) while (await takeStep(world, sale, carry));
    await course.beforeNews?.();
    const told = await tellAll(course);
    if (round > 0 && told === 0 && sales.every(isOver)) return;
    await untilIdle(carry);
  }
  throw new Error(unfinished(sales) || 'there is always something new to tell');
}

/** As a course, but nothing that happens is told: the house finds out by reconciling. @throws Error as a course does. */
export async function runDeaf({ world, sales, mailbag, carry }: Course): Promise<void> {
  const beforeNews = async (): Promise<void> => {
    await mailbag.collect();
    mailbag.loseAll();
    await reconcile();
  };
  await runCourse({ world, sales, mailbag, carry, beforeNews });
  await untilIdle(carry);
}

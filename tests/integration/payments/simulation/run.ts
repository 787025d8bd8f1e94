/** Runs sales to their ends: once calmly, and once with all that can go wrong. */
import { database } from '#lib/db/client';
import {
  chargeOrders,
  lapseOrders,
  reconcile,
  refundStrays,
  resumeRefunds,
  reverseTransfers,
  sendPayouts,
} from '#lib/payments/index';
import { drawFault, withFault } from '#tests/integration/payments/simulation/faults';
import { deliver, Mailbag } from '#tests/integration/payments/simulation/mailbag';
import { plans } from '#tests/integration/payments/simulation/plans';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';
import type { Random } from '#tests/simulation/random';

/** Whoever claimed a charge is gone: nothing runs beside us. */
async function chargeAbandoned(): Promise<number> {
  await database().$executeRaw`
    UPDATE orders SET charge_claimed_at = charge_claimed_at - interval '1 minute' WHERE charge_claimed_at IS NOT NULL`;
  return chargeOrders();
}

type Worker = () => Promise<number>;

const workers: readonly [Worker, ...Worker[]] = [
  lapseOrders,
  chargeAbandoned,
  () => resumeRefunds(0),
  refundStrays,
  reverseTransfers,
  () => sendPayouts(0),
];

const roundsLimit = 30;

async function untilIdle(): Promise<void> {
  for (let round = 0; round < roundsLimit; round++) {
    let busy = 0;
    for (const work of workers) busy += await work();
    if (busy === 0) return;
  }
  throw new Error('the workers find no rest');
}

const isOver = ({ done, steps }: Sale): boolean => done === steps.length;

/** @returns whether anything was done. */
async function takeSteps(world: World, sale: Sale): Promise<boolean> {
  const before = sale.done;
  for (let step = sale.steps[sale.done]; step; step = sale.steps[sale.done]) {
    if (!(await step(world, sale))) break;
    sale.done += 1;
  }
  return sale.done > before;
}

const tornByNews = (sales: readonly Sale[]): Sale | undefined =>
  sales.find(({ name, done }) => plans[name].traits.isTornByNews === true && done === 1);

/** A run without any adversity: what was done is told at once, in order. */
export async function runCalmly(world: World, sales: readonly Sale[], random: Random): Promise<void> {
  const mailbag = await Mailbag.open(world.house.stripe());
  for (let round = 0; !sales.every(isOver); round++) {
    if (round === roundsLimit) throw new Error(`unfinished: ${namesOf(sales)}`);
    for (const sale of sales) await takeSteps(world, sale);
    await mailbag.collect(random);
    for (let event = mailbag.next(); event; event = mailbag.next())
      await deliver(world.house.stripe(), event);
    await untilIdle();
  }
}

const namesOf = (sales: readonly Sale[]): string =>
  sales
    .filter((sale) => !isOver(sale))
    .map(({ name, done }) => `${name} (${done})`)
    .join(', ');

/** How often everything occurred. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  words(): string {
    return [...this.counts].map(([what, count]) => `${what}: ${count}`).join(', ');
  }
}

interface Adversity {
  readonly world: World;
  readonly sales: readonly Sale[];
  readonly random: Random;
  readonly mailbag: Mailbag;
  readonly tally: Tally;
}

/** What is done next, by chance. */
function drawWork({ world, sales, random, mailbag, tally }: Adversity): () => Promise<unknown> {
  const torn = tornByNews(sales);
  const open = sales.filter((sale) => !isOver(sale));
  const sale = torn ?? open[random.whole(0, Math.max(0, open.length - 1))];
  const step = async (): Promise<void> => {
    const next = sale?.steps[sale.done];
    if (sale && next && (await next(world, sale))) sale.done += 1;
  };
  const news = async (): Promise<void> => {
    const again = random.oneIn(4);
    const event = mailbag.draw(random, { again });
    if (!event) return;
    tally.add(again ? 'delivered and again' : 'delivered');
    try {
      await deliver(world.house.stripe(), event);
    } catch (error) {
      // No answer with 200: it is delivered again.
      if (!again) mailbag.putBack(event);
      throw error;
    }
  };
  const loss = async (): Promise<void> => {
    if (mailbag.draw(random, { again: false })) tally.add('lost');
  };
  if (torn) return step;
  return random.weigh<() => Promise<unknown>>([
    [8, step],
    [8, news],
    [1, loss],
    [5, random.pick(workers)],
    [1, () => reconcile()],
  ]);
}

/** How many things are done, for each sale, while they may go wrong. */
const worksPerSale = 14;

async function rage(adversity: Adversity): Promise<void> {
  const { world, sales, random, mailbag, tally } = adversity;
  for (let turn = 0; turn < sales.length * worksPerSale; turn++) {
    const work = drawWork(adversity);
    if (!random.oneIn(3)) {
      const fault = drawFault(random);
      if (await withFault(world.house, fault, work))
        tally.add(`${fault.isCrash ? 'crash' : 'failure'} ${fault.place}`);
    } else await work();
    await mailbag.collect(random);
  }
  if (random.oneIn(2)) {
    tally.add('all news lost');
    mailbag.loseAll();
  }
}

/** A run in which everything goes wrong that can, then nothing any more; what was lost is found by reconciling. */
export async function runThroughAdversity(
  world: World,
  sales: readonly Sale[],
  random: Random,
): Promise<Tally> {
  const mailbag = await Mailbag.open(world.house.stripe());
  const tally = new Tally();
  await rage({ world, sales, random, mailbag, tally });
  for (let round = 0; !sales.every(isOver); round++) {
    if (round === roundsLimit) throw new Error(`unfinished: ${namesOf(sales)}`);
    const moved = [];
    for (const sale of sales) moved.push(await takeSteps(world, sale));
    if (!moved.includes(true)) await reconcile();
    await untilIdle();
  }
  // Nobody tells the house what happened last: it has to find out.
  await reconcile();
  await untilIdle();
  return tally;
}

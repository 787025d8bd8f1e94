/**
 * Many sales in a storm: several things at once, webhooks twice, late, in any order or never, crashes and lost connections
 * anywhere. Then nothing goes wrong any more, and what was lost is found by reconciling.
 */
import { reconcile } from '#lib/payments/index';
import {
  isOver,
  takeStep,
  unfinished,
  untilIdle,
  calmly,
  workers,
  type Deed,
} from '#tests/integration/payments/simulation/course';
import { HouseProcess, outside, runIn } from '#tests/integration/payments/simulation/house-process';
import { Interleaving } from '#tests/integration/payments/simulation/interleaving';
import { deliver, Mailbag } from '#tests/integration/payments/simulation/mailbag';
import { drawMishap } from '#tests/integration/payments/simulation/run-race';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';
import { Tally } from '#tests/integration/payments/simulation/tally';
import type { Random } from '#tests/simulation/random';

interface Storm {
  readonly world: World;
  readonly sales: readonly Sale[];
  readonly random: Random;
  readonly mailbag: Mailbag;
  readonly tally: Tally;
}

/** The next thing that the people of a sale do, unless they are busy already. */
function drawStep({ world, sales, random }: Storm, busy: Set<Sale>): Deed | null {
  const open = sales.filter((sale) => !isOver(sale) && !busy.has(sale));
  const sale = open[random.whole(0, Math.max(0, open.length - 1))];
  if (!sale) return null;
  busy.add(sale);
  // The deed itself is what has the mishap.
  return { name: 'step', work: () => takeStep(world, sale, calmly) };
}

function drawNews({ world, random, mailbag, tally }: Storm): Deed | null {
  // It stays until it was answered with 200, and sometimes longer.
  const event = mailbag.draw(random);
  const again = random.oneIn(4);
  if (!event) return null;
  const work = async (): Promise<void> => {
    const isTaken = await deliver(world.house.stripe(), event);
    if (isTaken && !again) mailbag.remove(event);
    tally.add(again ? 'delivered and again' : 'delivered');
  };
  return { name: 'news', work };
}

function loseNews({ random, mailbag, tally }: Storm): null {
  const event = mailbag.draw(random);
  if (!event) return null;
  mailbag.remove(event);
  tally.add('lost');
  return null;
}

/** What is done next, by chance. */
function drawDeed(storm: Storm, busy: Set<Sale>): Deed | null {
  const { random } = storm;
  const draw = random.weigh<() => Deed | null>([
    [8, () => drawStep(storm, busy)],
    [8, () => drawNews(storm)],
    [1, () => loseNews(storm)],
    [
      5,
      () => {
        const { name, run } = random.pick(workers);
        return { name, work: run };
      },
    ],
    [1, () => ({ name: 'reconcile', work: () => reconcile() })],
  ]);
  return draw();
}

const atOnceLimit = 6;

/** Does some things at once. @returns how many. */
async function doAtOnce(storm: Storm): Promise<number> {
  const { random, tally } = storm;
  const busy = new Set<Sale>();
  const deeds = Array.from({ length: random.whole(1, atOnceLimit) }, () => drawDeed(storm, busy));
  const interleaving = new Interleaving(random);
  const works = deeds
    .filter((deed) => deed !== null)
    .map(({ work }) => {
      const mishap = random.oneIn(3) ? drawMishap(random) : null;
      const process = new HouseProcess(mishap, interleaving.pause);
      return async (): Promise<void> => {
        if (!(await runIn(process, work)) && mishap) tally.add(`${mishap.kind} ${mishap.place}`);
      };
    });
  await interleaving.run(works);
  return works.length;
}

async function rage(storm: Storm, deeds: number): Promise<void> {
  const { random, mailbag, tally } = storm;
  for (let done = 0; done < deeds;) {
    done += Math.max(1, await doAtOnce(storm));
    await outside(() => mailbag.collect(() => random.oneIn(10)));
  }
  if (random.oneIn(2)) {
    tally.add('all news lost');
    mailbag.loseAll();
  }
}

const roundsLimit = 30;

/** @param deeds how many things are done, at least, while they may go wrong. @throws Error when a sale does not come to its end. */
export async function runThroughStorm(
  run: Pick<Storm, 'world' | 'sales' | 'random'> & { readonly deeds: number },
): Promise<Tally> {
  const { world, sales } = run;
  const mailbag = await Mailbag.open(world.house.stripe());
  const tally = new Tally();
  await rage({ ...run, mailbag, tally }, run.deeds);
  for (let round = 0; !sales.every(isOver); round++) {
    if (round === roundsLimit) throw new Error(unfinished(sales));
    const before = sales.map(({ done }) => done);
    for (const sale of sales) while (await takeStep(world, sale, calmly));
    if (sales.every(({ done }, index) => done === before[index])) await reconcile();
    await untilIdle(calmly);
  }
  // Nobody tells the house what happened last: it has to find out.
  await reconcile();
  await untilIdle(calmly);
  return tally;
}

/**
 * Lets several processes of the house, people and Stripe do things to one sale at the same moment, on a real database: which of
 * them goes on after each call to Stripe, before each transaction and after each first lock is drawn.
 */
import { calmly, runCourse, workers, type Worker } from '#tests/integration/payments/simulation/course';
import {
  HouseProcess,
  outside,
  runIn,
  type Mishap,
} from '#tests/integration/payments/simulation/house-process';
import { Interleaving } from '#tests/integration/payments/simulation/interleaving';
import { deliver, Mailbag } from '#tests/integration/payments/simulation/mailbag';
import { races, type Race, type RaceName } from '#tests/integration/payments/simulation/races';
import { drawDraft, makeSale, type Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';
import type { Random } from '#tests/simulation/random';

interface Racing {
  readonly world: World;
  readonly sale: Sale;
  readonly mailbag: Mailbag;
  readonly random: Random;
}

export const drawMishap = (random: Random): Mishap => ({
  place: random.pick(['before', 'after'] as const),
  turn: random.weigh([
    [4, 1],
    [3, 2],
    [2, 3],
    [1, 4],
  ]),
  kind: random.oneIn(4) ? 'failure' : 'crash',
});

/** Takes up news again and again while the others go on, and delivers it; the other one may have the same at the same time. */
async function bringNews({ world, mailbag }: Racing): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await outside(() => mailbag.collect());
    for (const event of mailbag.peekAll()) await deliver(world.house.stripe(), event);
  }
}

function shuffled(all: readonly Worker[], random: Random): readonly Worker[] {
  const left = [...all];
  return all.flatMap(() => left.splice(random.whole(0, left.length - 1), 1));
}

async function workInTurn(inTurn: readonly Worker[]): Promise<void> {
  for (const { run } of inTurn) await run();
}

function worksOf(
  racing: Racing,
  { atOnce: steps, workers: names }: Race,
): readonly (() => Promise<unknown>)[] {
  const { world, sale, random } = racing;
  const wanted = workers.filter(({ name }) => names.includes(name));
  const orders = [shuffled(wanted, random), shuffled(wanted, random)];
  return [
    ...steps.map((step) => () => step.take(world, sale)),
    ...orders.map(() => () => bringNews(racing)),
    ...orders.map((inTurn) => () => workInTurn(inTurn)),
  ];
}

async function runAtOnce(racing: Racing, race: Race): Promise<void> {
  const { random } = racing;
  const interleaving = new Interleaving(random);
  const processes = worksOf(racing, race).map((work) => ({
    work,
    process: new HouseProcess(random.oneIn(6) ? drawMishap(random) : null, interleaving.pause),
  }));
  await interleaving.run(
    processes.map(({ work, process }) => async () => {
      await runIn(process, work);
    }),
  );
}

/** Runs a race of a sale of its own to its end. */
async function runRace(world: World, name: RaceName, random: Random): Promise<Sale> {
  const race: Race = races[name];
  const { traits, before, after, endings } = race;
  const draft = drawDraft(name, { traits, endings, steps: before }, random);
  const mailbag = await Mailbag.open(world.house.stripe());
  const sale = await makeSale(world.house, draft);
  const prelude = { world, mailbag, carry: calmly };
  // The saved card of a sale that nobody has begun to pay is for the race to charge.
  if (before.length > 0) await runCourse({ ...prelude, sales: [sale] });
  await runAtOnce({ world, sale, mailbag, random }, race);
  const rest = { ...sale, traits: {}, steps: after, done: 0 };
  await runCourse({ ...prelude, sales: [rest] });
  return rest;
}

/** As often as a race needs to be run to show what can come of it. */
const runsNeeded = 4;

/** Runs a race several times, each with a sale of its own. */
export async function runRaces(
  world: World,
  name: RaceName,
  random: Random,
  runs: number = runsNeeded,
): Promise<readonly Sale[]> {
  const sales: Sale[] = [];
  for (let run = 0; run < runs; run++) sales.push(await runRace(world, name, random));
  return sales;
}

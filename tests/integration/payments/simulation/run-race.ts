/**
 * Lets several processes of the house, people and Stripe do things to one sale at the same moment, on a real database. A process
 * may be held up at each call to Stripe, before each transaction and after its first lock.
 */
import { calmly, runCourse, workers } from '#tests/integration/payments/simulation/course';
import {
  HouseProcess,
  outside,
  runIn,
  type Mishap,
} from '#tests/integration/payments/simulation/house-process';
import { Interleaving } from '#tests/integration/payments/simulation/interleaving';
import { deliver, Mailbag } from '#tests/integration/payments/simulation/mailbag';
import {
  races,
  type Contender,
  type Race,
  type RaceName,
} from '#tests/integration/payments/simulation/races';
import { drawDraft, makeSale, type Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';
import type { Random } from '#tests/simulation/random';

interface Racing {
  readonly world: World;
  readonly sale: Sale;
  readonly mailbag: Mailbag;
}

type Work = () => Promise<unknown>;

/** Takes up news again and again while the others go on, and delivers it; another may have the same at the same time. */
async function bringNews({ world, mailbag }: Racing): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await outside(() => mailbag.collect());
    for (const event of mailbag.peekAll()) await deliver(world.house.stripe(), event);
  }
}

/** What everybody in a race does. */
export function contendersOf(racing: Racing, { atOnce, workers: names }: Race): Map<Contender, Work> {
  const { world, sale } = racing;
  const wanted = workers.filter(({ name }) => names.includes(name));
  return new Map<Contender, Work>([
    ...atOnce.map((step, index) => [index, () => step.take(world, sale)] as const),
    ['news', () => bringNews(racing)],
    [
      'workers',
      async () => {
        for (const { run } of wanted) await run();
      },
    ],
  ]);
}

/** What happens at the same moment. */
export type Clash = (racing: Racing, race: Race) => Promise<void>;

/** Runs a race of a sale of its own to its end. */
export async function runRace(
  world: World,
  name: RaceName,
  { random, clash }: { readonly random: Random; readonly clash: Clash },
): Promise<Sale> {
  const race: Race = races[name];
  const { traits, before, after, endings } = race;
  const draft = drawDraft(name, { traits, endings, steps: before }, random);
  const mailbag = await Mailbag.open(world.house.stripe());
  const sale = await makeSale(world.house, draft);
  const prelude = { world, mailbag, carry: calmly };
  // The saved card of a sale that nobody has begun to pay is for the race to charge.
  if (before.length > 0) await runCourse({ ...prelude, sales: [sale] });
  await clash({ world, sale, mailbag }, race);
  const rest = { ...sale, traits: {}, steps: after, done: 0 };
  await runCourse({ ...prelude, sales: [rest] });
  return rest;
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

/** All at once, news and workers twice; who goes on is drawn, and some of the house's own processes meet with a mishap. */
const clashAtRandom =
  (random: Random): Clash =>
  async (racing, race) => {
    const interleaving = new Interleaving(random);
    const everybody = [...contendersOf(racing, race)];
    const processes = [...everybody, ...everybody.slice(race.atOnce.length)].map(([who, work]) => {
      const mishap = typeof who === 'string' && random.oneIn(3) ? drawMishap(random) : null;
      return { work, process: new HouseProcess(mishap, interleaving.pause) };
    });
    await interleaving.run(
      processes.map(({ work, process }) => async () => {
        await runIn(process, work);
      }),
    );
  };

/** Runs a race several times, each with a sale of its own. */
export async function runRaces(
  world: World,
  name: RaceName,
  { random, runs }: { readonly random: Random; readonly runs: number },
): Promise<readonly Sale[]> {
  const sales: Sale[] = [];
  for (let run = 0; run < runs; run++)
    sales.push(await runRace(world, name, { random, clash: clashAtRandom(random) }));
  return sales;
}

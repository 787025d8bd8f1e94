/** What happens at the same moment ends as if one had come after the other. */
import { beforeAll, expect, test } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { askedNumber } from '#tests/integration/payments/simulation/asked-number';
import { useBoundaries } from '#tests/integration/payments/simulation/boundaries';
import { judgeEndings } from '#tests/integration/payments/simulation/judge';
import { everybodyIn, raceNames, races } from '#tests/integration/payments/simulation/races';
import { interruptEverywhere } from '#tests/integration/payments/simulation/interruptions';
import { runRaces } from '#tests/integration/payments/simulation/run-race';
import type { World } from '#tests/integration/payments/simulation/steps';
import { createRandom } from '#tests/simulation/random';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
const house = usePaymentHouse();
useBoundaries();

const seed = askedNumber('SIMULATION_SEED') ?? Math.floor(Math.random() * 2 ** 32);
const steps = askedNumber('SIMULATION_STEPS');
const isLong = steps !== null;
/** Of each race, at random. */
const runs = isLong ? Math.max(2, Math.ceil(steps / 200)) : 1;
let world: World;

beforeAll(async () => {
  const administrator = await makeBidder({ role: 'administrator' });
  world = { house, administratorId: bidderId(administrator.id) };
});

test.each(raceNames)(
  `whoever is first: %s (seed ${seed})`,
  async (name) => {
    const random = createRandom(seed);
    const sales = [...(await runRaces(world, name, { random, runs }))];
    for (const who of isLong ? everybodyIn(name) : races[name].interrupted)
      sales.push(...(await interruptEverywhere(world, name, { random, who })));
    expect(await judgeEndings(world, sales)).toEqual([]);
  },
  600_000,
);

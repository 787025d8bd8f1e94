/** What happens at the same moment ends as if one had come after the other. */
import { beforeAll, expect, test } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { askedNumber } from '#tests/integration/payments/simulation/asked-number';
import { useBoundaries } from '#tests/integration/payments/simulation/boundaries';
import { judgeEndings } from '#tests/integration/payments/simulation/judge';
import { raceNames } from '#tests/integration/payments/simulation/races';
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
/** In a longer run. */
const runs = steps === null ? undefined : Math.max(4, Math.ceil(steps / 200));
let world: World;

beforeAll(async () => {
  const administrator = await makeBidder({ role: 'administrator' });
  world = { house, administratorId: bidderId(administrator.id) };
});

test.each(raceNames)(
  `whoever is first: %s (seed ${seed})`,
  async (name) => {
    const sales = await runRaces(world, name, createRandom(seed), runs);
    expect(await judgeEndings(world, sales)).toEqual([]);
  },
  600_000,
);

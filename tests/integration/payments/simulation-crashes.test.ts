/** What a process of the house has done stands when it crashes, and is taken up again: after each effect in turn. */
import { beforeAll, expect, test } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { useBoundaries } from '#tests/integration/payments/simulation/boundaries';
import { crashEverywhere } from '#tests/integration/payments/simulation/crashes';
import { judgeSurvivors } from '#tests/integration/payments/simulation/judge';
import { draftOf, planNames } from '#tests/integration/payments/simulation/plans';
import { askedNumber } from '#tests/integration/payments/simulation/asked-number';
import type { World } from '#tests/integration/payments/simulation/steps';
import { createRandom, type Random } from '#tests/simulation/random';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
const house = usePaymentHouse();
useBoundaries();

const seed = askedNumber('SIMULATION_SEED') ?? Math.floor(Math.random() * 2 ** 32);
const isLong = askedNumber('SIMULATION_STEPS') !== null;
let world: World;
const seen = new Set<string>();

beforeAll(async () => {
  const administrator = await makeBidder({ role: 'administrator' });
  world = { house, administratorId: bidderId(administrator.id) };
});

/** Each effect by its name once, and of the others some. */
function isWanted(random: Random): (effect: string) => boolean {
  return (effect) => {
    const isNew = !seen.has(effect);
    seen.add(effect);
    return isLong || isNew || random.oneIn(20);
  };
}

test.each(planNames)(
  `a crash after any effect changes nothing: %s (seed ${seed})`,
  async (name) => {
    const random = createRandom(seed);
    const survivors = await crashEverywhere(world, draftOf(name, random), isWanted(random));
    expect(await judgeSurvivors(world, survivors)).toEqual([]);
  },
  600_000,
);

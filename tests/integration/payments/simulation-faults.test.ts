/** The simulation finds faults: each is planted by itself, and a part of what `npm test` does anyway comes upon it. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { askedNumber } from '#tests/integration/payments/simulation/asked-number';
import { useBoundaries } from '#tests/integration/payments/simulation/boundaries';
import { CrashedForGood, crashEverywhere } from '#tests/integration/payments/simulation/crashes';
import { judgeEndings, judgeSurvivors } from '#tests/integration/payments/simulation/judge';
import { draftOf } from '#tests/integration/payments/simulation/plans';
import { plantedFaults, type Finder } from '#tests/integration/payments/simulation/planted-faults';
import { interruptEverywhere } from '#tests/integration/payments/simulation/interruptions';
import type { World } from '#tests/integration/payments/simulation/steps';
import { createRandom } from '#tests/simulation/random';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

// Everything goes on as it is written until a fault is planted.
vi.mock('#lib/db/transaction', { spy: true });
vi.mock('#lib/notifications/index', { spy: true });
vi.mock('#lib/payments/payouts/payout', { spy: true });
vi.mock('#lib/payments/stripe/charges', { spy: true });
vi.mock('#lib/payments/stripe/checkout-session', { spy: true });
vi.mock('#lib/payments/stripe/connect', { spy: true });
vi.mock('#lib/payments/stripe/refunds', { spy: true });

useTestDatabase();
const house = usePaymentHouse();
useBoundaries();

const seed = askedNumber('SIMULATION_SEED') ?? Math.floor(Math.random() * 2 ** 32);
let world: World;

beforeAll(async () => {
  const administrator = await makeBidder({ role: 'administrator' });
  world = { house, administratorId: bidderId(administrator.id) };
});
afterEach(() => vi.resetAllMocks());

/** What is found, in words: that a sale never comes to its end, or how it ends instead, or that something throws. */
async function find(finder: Finder): Promise<readonly string[]> {
  const random = createRandom(seed);
  if ('race' in finder) {
    try {
      return await judgeEndings(
        world,
        await interruptEverywhere(world, finder.race, { random, who: finder.interrupted }),
      );
    } catch (error) {
      return [String(error)];
    }
  }
  const { plan, crashesIn } = finder;
  const isWanted = (effect: string): boolean => crashesIn !== null && effect.startsWith(crashesIn);
  try {
    return await judgeSurvivors(world, await crashEverywhere(world, draftOf(plan, random), isWanted));
  } catch (error) {
    if (!(error instanceof CrashedForGood)) throw error;
    return [error.message];
  }
}

describe(`the simulation finds a planted fault (seed ${seed})`, () => {
  test.each(plantedFaults)('$name', async ({ plant, finder, evidence }) => {
    await plant();
    const found = await find(finder);
    process.stdout.write(`seed ${seed}: ${found[0]?.slice(0, 200)}\n`);
    expect(found.join('\n')).toMatch(evidence);
  });

  test('and nothing where none is planted', async () => {
    expect(await find({ plan: 'charged and paid out', crashesIn: 'send payouts' })).toEqual([]);
    expect(await find({ race: 'refunded by two administrators', interrupted: 0 })).toEqual([]);
  });
});

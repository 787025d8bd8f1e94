/** The simulation finds faults: each is planted by itself, and a part of what `npm test` does anyway comes upon it. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { askedNumber } from '#tests/integration/payments/simulation/asked-number';
import { useBoundaries } from '#tests/integration/payments/simulation/boundaries';
import { calmly, runDeaf } from '#tests/integration/payments/simulation/course';
import { crashEverywhere } from '#tests/integration/payments/simulation/crashes';
import { judgeEndings, judgeSurvivors } from '#tests/integration/payments/simulation/judge';
import { draftOf } from '#tests/integration/payments/simulation/plans';
import { Mailbag } from '#tests/integration/payments/simulation/mailbag';
import { plantedFaults, type Finder } from '#tests/integration/payments/simulation/planted-faults';
import { interruptEverywhere } from '#tests/integration/payments/simulation/interruptions';
import { makeSale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';
import { createRandom, type Random } from '#tests/simulation/random';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

// Everything goes on as it is written until a fault is planted.
vi.mock('#lib/db/transaction', { spy: true });
vi.mock('#lib/notifications/index', { spy: true });
vi.mock('#lib/payments/payouts/payout', { spy: true });
vi.mock('#lib/payments/reconcile/find-differences', { spy: true });
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

async function judge(finder: Finder, random: Random): Promise<readonly string[]> {
  if (finder === 'deafness') {
    const mailbag = await Mailbag.open(house.stripe());
    const sales = [await makeSale(house, draftOf('refunded at Stripe, then here', random))];
    await runDeaf({ world, sales, mailbag, carry: calmly });
    return judgeEndings(world, sales);
  }
  if ('race' in finder) {
    const { race, interrupted: who } = finder;
    return judgeEndings(world, await interruptEverywhere(world, race, { random, who }));
  }
  const { plan, crashesAfter } = finder;
  const isWanted = (effect: string): boolean => crashesAfter?.test(effect) ?? false;
  return judgeSurvivors(world, await crashEverywhere(world, draftOf(plan, random), isWanted));
}

/** What is found, in words: how a sale ended instead, or that it never came to its end. */
async function find(finder: Finder): Promise<readonly string[]> {
  try {
    return await judge(finder, createRandom(seed));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
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
    const found = await find({ plan: 'declined, then paid', crashesAfter: /^checkout/ });
    expect(found).toEqual([]);
    expect(await find('deafness')).toEqual([]);
  });
});

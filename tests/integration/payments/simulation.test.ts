/**
 * Sales through the embedded Stripe with the official library, in a storm: several things at once, webhooks twice, late, in any
 * order or never, and a house that crashes anywhere. When all is quiet and it has reconciled, everything is as if nothing had
 * happened. A longer run: npm run simulate:payments -- --seed N --steps M.
 */
import { beforeAll, expect, test } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { reconcile } from '#lib/payments/index';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { askedNumber } from '#tests/integration/payments/simulation/asked-number';
import { audit } from '#tests/integration/payments/simulation/audit';
import { useBoundaries } from '#tests/integration/payments/simulation/boundaries';
import { calmly, runCourse, runDeaf } from '#tests/integration/payments/simulation/course';
import { judgeEndings } from '#tests/integration/payments/simulation/judge';
import { readEndState } from '#tests/integration/payments/simulation/end-state';
import { describeEnding } from '#tests/integration/payments/simulation/ending';
import { Mailbag } from '#tests/integration/payments/simulation/mailbag';
import { draftOf, plans, sturdyPlans } from '#tests/integration/payments/simulation/plans';
import { makeSale, type Draft, type Sale } from '#tests/integration/payments/simulation/sales';
import { StripeBooks } from '#tests/integration/payments/simulation/stripe-books';
import type { World } from '#tests/integration/payments/simulation/steps';
import { runThroughStorm } from '#tests/integration/payments/simulation/storm';
import { createRandom, type Random } from '#tests/simulation/random';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
const house = usePaymentHouse();
useBoundaries();

const seed = askedNumber('SIMULATION_SEED') ?? Math.floor(Math.random() * 2 ** 32);
/** How many things are done, for each sale, while they may go wrong. */
const stepsPerSale = 14;
const steps = askedNumber('SIMULATION_STEPS') ?? sturdyPlans.length * stepsPerSale;
/** As many sales at a time as there are plans. */
const storms = Math.ceil(steps / (sturdyPlans.length * stepsPerSale));
let world: World;

beforeAll(async () => {
  const administrator = await makeBidder({ role: 'administrator' });
  world = { house, administratorId: bidderId(administrator.id) };
});

/** A few side by side. */
async function makeSales(drafts: readonly Draft[]): Promise<Sale[]> {
  const sales: Sale[] = [];
  const atOnce = 8;
  for (let from = 0; from < drafts.length; from += atOnce)
    sales.push(
      ...(await Promise.all(drafts.slice(from, from + atOnce).map((draft) => makeSale(house, draft)))),
    );
  return sales;
}

async function endStates(sales: readonly Sale[], books: StripeBooks) {
  const states = [];
  for (const sale of sales)
    states.push({
      plan: sale.name,
      ending: await describeEnding(sale, books),
      ...(await readEndState(sale, books)),
    });
  return states;
}

async function weather(random: Random): Promise<string> {
  const drafts = sturdyPlans.map((name) => draftOf(name, random));
  const calm = await makeSales(drafts);
  await runCourse({ world, sales: calm, mailbag: await Mailbag.open(house.stripe()), carry: calmly });
  const troubled = await makeSales(drafts);
  const tally = await runThroughStorm({
    world,
    sales: troubled,
    random,
    deeds: sturdyPlans.length * stepsPerSale,
  });

  const books = await StripeBooks.read(house.stripe());
  expect(await audit(books)).toEqual([]);
  const expected = await endStates(calm, books);
  expect(expected.map(({ ending }) => ending)).toEqual(sturdyPlans.map((name) => plans[name].ending));
  expect(await endStates(troubled, books)).toEqual(expected);
  return tally.words();
}

test(
  `whatever goes wrong on the way, every sale ends as it would have (seed ${seed})`,
  async () => {
    const random = createRandom(seed);
    for (let storm = 1; storm <= storms; storm++) {
      const words = await weather(random);
      process.stdout.write(`seed ${seed}, storm ${storm} of ${storms}: ${words}\n`);
    }
    const { repaired, remaining } = await reconcile({ isDryRun: true });
    expect([...repaired, ...remaining]).toEqual([]);
  },
  120_000 * storms,
);

test(`a house that is told nothing finds out by itself (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const sales = await makeSales(sturdyPlans.map((name) => draftOf(name, random)));
  await runDeaf({ world, sales, mailbag: await Mailbag.open(house.stripe()), carry: calmly });
  expect(await judgeEndings(world, sales)).toEqual([]);
});

test('the audit finds what is wrong', async () => {
  const before = await StripeBooks.read(house.stripe());
  expect(await audit(before)).toEqual([]);
  const { data } = await house.stripe().paymentIntents.list({ limit: 100 });
  const refundable = data.find(({ status }) => status === 'succeeded');
  await house.stripe().paymentIntents.create({
    amount: 100,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: true,
    metadata: { order_id: refundable?.metadata['order_id'] ?? '' },
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  const found = await audit(await StripeBooks.read(house.stripe()));
  expect(found).toContainEqual(expect.stringContaining('should be captured as'));
  expect(found).toContainEqual(expect.stringContaining('in the books'));
});

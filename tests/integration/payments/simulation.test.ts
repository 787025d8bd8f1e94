/**
 * Sales through the embedded Stripe with the official library, while webhooks come twice, late, in any order or never, and the
 * house crashes between any call and its record. When all is quiet and it has reconciled, everything is as if nothing had happened.
 * A longer run: npm run simulate:payments -- --seed N --sales M.
 */
import { Stripe } from 'stripe';
import { beforeAll, expect, test } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { reconcile } from '#lib/payments/index';
import { stripeEndpoint } from '#lib/platform/config';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { audit } from '#tests/integration/payments/simulation/audit';
import { readEndState } from '#tests/integration/payments/simulation/end-state';
import { faultPlaces } from '#tests/integration/payments/simulation/faults';
import { planNames } from '#tests/integration/payments/simulation/plans';
import { runCalmly, runThroughAdversity } from '#tests/integration/payments/simulation/run';
import { drawDraft, makeSale, type Draft, type Sale } from '#tests/integration/payments/simulation/sales';
import { StripeBooks } from '#tests/integration/payments/simulation/stripe-books';
import type { World } from '#tests/integration/payments/simulation/steps';
import { createRandom } from '#tests/simulation/random';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
const house = usePaymentHouse();

/** The house's client, which does not try again by itself: what it is not told it has to find out. */
beforeAll(() => {
  const { secretKey, api } = stripeEndpoint();
  forgetProcessWide('stripe');
  processWide(
    'stripe',
    () =>
      new Stripe(secretKey, { ...api, telemetry: false, maxNetworkRetries: 0, appInfo: { name: 'Gavel' } }),
  );
});

const asked = (name: string): number | null => {
  const value = process.env[name];
  return value === undefined ? null : Number(value);
};
const seed = asked('SIMULATION_SEED') ?? Math.floor(Math.random() * 2 ** 32);
const salesWanted = asked('SIMULATION_SALES') ?? planNames.length;
const isLong = salesWanted > 100;

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

const endStates = async (sales: readonly Sale[], books: StripeBooks) => {
  const states = [];
  for (const sale of sales) states.push({ plan: sale.name, ...(await readEndState(sale, books)) });
  return states;
};

test(
  `whatever goes wrong on the way, every sale ends as it would have (seed ${seed})`,
  async () => {
    const random = createRandom(seed);
    const administrator = await makeBidder({ role: 'administrator' });
    const world: World = { house, administratorId: bidderId(administrator.id) };
    const drafts = Array.from({ length: salesWanted }, (_, turn) =>
      drawDraft(planNames[turn % planNames.length] ?? planNames[0], random),
    );
    const calm = await makeSales(drafts);
    await runCalmly(world, calm, random);
    const troubled = await makeSales(drafts);
    const tally = await runThroughAdversity(world, troubled, random);

    const books = await StripeBooks.read(house.stripe());
    expect(await audit(books)).toEqual([]);
    expect(await endStates(troubled, books)).toEqual(await endStates(calm, books));
    const { repaired, remaining } = await reconcile({ isDryRun: true });
    expect([...repaired, ...remaining]).toEqual([]);
    const missing = faultPlaces.filter((place) => !tally.counts.has(`crash ${place}`));
    expect(isLong ? missing : []).toEqual([]);
    process.stdout.write(`seed ${seed}, ${salesWanted} sales; ${tally.words()}\n`);
  },
  isLong ? 3_600_000 : 120_000,
);

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

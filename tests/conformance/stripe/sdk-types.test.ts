/** Every object that the server gives out is what the library's types say: the compiler itself is asked. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Stripe } from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerChallenge, payWith, sendForm } from '#tests/conformance/stripe/support/hosted-page';
import { createSession, idOf } from '#tests/conformance/stripe/support/samples';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
let directory: string;
const root = path.resolve(import.meta.dirname, '../../..');

beforeAll(async () => {
  gavel = await startStripe();
  // Inside the project, so that the library's types are found as they are for the project's own files.
  directory = mkdtempSync(path.join(root, 'node_modules', '.stripe-types-'));
});
afterAll(async () => {
  await gavel.close();
  rmSync(directory, { recursive: true });
});

const isDecimal = (value: object): value is ReturnType<typeof Stripe.Decimal.from> =>
  'toFixed' in value && 'isZero' in value;

/** Writes a value as TypeScript source. The library turns decimal texts into objects of its own. */
function source(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (isDecimal(value)) return `Stripe.Decimal.from('${value.toString()}')`;
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${JSON.stringify(key)}: ${source(entry)}`)
    .join(', ')} }`;
}

interface Sample {
  readonly type: string;
  readonly value: unknown;
}

/** Returns what the compiler has to say about objects of which each is claimed to have a type. */
async function compile(samples: readonly Sample[]): Promise<string> {
  const lines = samples.map(
    ({ type, value }, index) => `export const sample${index}: ${type} = ${source(value)};`,
  );
  const file = path.join(directory, 'samples.ts');
  writeFileSync(file, ["import { Stripe } from 'stripe';", ...lines, ''].join('\n'));
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2024',
    '--module',
    'nodenext',
    '--types',
    'node',
  ];
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return new Promise((resolve) => {
    const args = [tsc, '--ignoreConfig', ...options, file];
    execFile(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 }, (_, stdout) => resolve(stdout));
  });
}

const card = {
  allowed_payment_method_types: ['card'],
  confirm: true,
  currency: 'usd',
  amount: 10_000,
};

async function paymentSamples(): Promise<readonly Sample[]> {
  const { stripe, origin, clock, inbox } = gavel;
  const customer = await stripe.customers.create({ name: 'Alice', email: 'alice@example.com' });
  const open = await createSession(stripe, { customer: customer.id, expand: ['line_items', 'customer'] });
  await payWith(open, { number: '4242424242424242' });
  const paid = await stripe.checkout.sessions.retrieve(open.id, {
    expand: [
      'payment_intent.latest_charge.balance_transaction',
      'payment_intent.payment_method',
      'line_items',
    ],
  });
  const setup = await stripe.checkout.sessions.create({
    mode: 'setup',
    customer: customer.id,
    success_url: 'https://gavel.example',
  });
  await answerChallenge(origin, await payWith(setup, { number: '4000002500003155' }), 'complete');
  const saved = await stripe.checkout.sessions.retrieve(setup.id, { expand: ['setup_intent'] });
  const waiting = await stripe.paymentIntents.create({
    ...card,
    payment_method: 'pm_card_authenticationRequired',
  });
  await stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_chargeDeclined' }).catch(() => null);
  const [declined] = (await stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge'] })).data;
  const held = await stripe.paymentIntents.create({
    ...card,
    payment_method: 'pm_card_visa',
    capture_method: 'manual',
    expand: ['latest_charge'],
  });
  const refund = await stripe.refunds.create({
    payment_intent: idOf(paid.payment_intent),
    amount: 100,
    expand: ['charge'],
  });
  const unlucky = await stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_refundFail' });
  const { id } = await stripe.refunds.create({ payment_intent: unlucky.id });
  clock.ms += 5000;
  await inbox.waitFor(({ type }) => type === 'refund.failed');
  await stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_createDispute' });
  const [dispute] = (await stripe.disputes.list({ limit: 1 })).data;
  return [
    { type: 'Stripe.Customer', value: customer },
    { type: 'Stripe.Checkout.Session', value: open },
    { type: 'Stripe.Checkout.Session', value: paid },
    { type: 'Stripe.Checkout.Session', value: saved },
    { type: 'Stripe.PaymentIntent', value: waiting },
    { type: 'Stripe.PaymentIntent', value: declined },
    { type: 'Stripe.PaymentIntent', value: held },
    { type: 'Stripe.SetupIntent', value: saved.setup_intent },
    {
      type: 'Stripe.PaymentMethod',
      value: (await stripe.paymentMethods.list({ customer: customer.id })).data[0],
    },
    {
      type: 'Stripe.Charge',
      value: (await stripe.charges.list({ limit: 1, expand: ['data.refunds'] })).data[0],
    },
    { type: 'Stripe.Refund', value: refund },
    {
      type: 'Stripe.Refund',
      value: await stripe.refunds.retrieve(id, { expand: ['failure_balance_transaction'] }),
    },
    { type: 'Stripe.Dispute', value: dispute },
    { type: 'Stripe.DeletedCustomer', value: await stripe.customers.del(customer.id) },
  ];
}

async function connectSamples(): Promise<readonly Sample[]> {
  const { stripe } = gavel;
  const created = await stripe.accounts.create({
    type: 'express',
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
  const link = await stripe.accountLinks.create({
    account: created.id,
    type: 'account_onboarding',
    return_url: 'https://gavel.example',
    refresh_url: 'https://gavel.example',
  });
  await sendForm(link.url, { first_name: 'A', last_name: 'B', account_number: '000123456789', terms: 'yes' });
  const intent = await stripe.paymentIntents.create({
    ...card,
    payment_method: 'pm_card_visa',
    transfer_data: { destination: created.id },
    application_fee_amount: 500,
    expand: ['latest_charge.transfer'],
  });
  const [transfer] = (await stripe.transfers.list({ limit: 1 })).data;
  const reversal = await stripe.transfers.createReversal(idOf(transfer), { amount: 10 });
  const [fee] = (await stripe.applicationFees.list({ limit: 1 })).data;
  const feeRefund = await stripe.applicationFees.createRefund(idOf(fee), { amount: 10 });
  return [
    { type: 'Stripe.Account', value: created },
    { type: 'Stripe.Account', value: await stripe.accounts.retrieve(created.id) },
    { type: 'Stripe.Capability', value: await stripe.accounts.retrieveCapability(created.id, 'transfers') },
    { type: 'Stripe.AccountLink', value: link },
    { type: 'Stripe.PaymentIntent', value: intent },
    {
      type: 'Stripe.Transfer',
      value: await stripe.transfers.retrieve(idOf(transfer), { expand: ['destination_payment'] }),
    },
    { type: 'Stripe.TransferReversal', value: reversal },
    { type: 'Stripe.ApplicationFee', value: await stripe.applicationFees.retrieve(idOf(fee)) },
    { type: 'Stripe.FeeRefund', value: feeRefund },
    { type: 'Stripe.Balance', value: await stripe.balance.retrieve() },
    {
      type: 'Stripe.BalanceTransaction',
      value: (await stripe.balanceTransactions.list({ limit: 1 })).data[0],
    },
  ];
}

test('answers carry every field that the types require, of the types that they require, and no other', async () => {
  const samples = [...(await paymentSamples()), ...(await connectSamples())];
  expect(samples.filter(({ value }) => value === undefined)).toEqual([]);
  expect(await compile(samples)).toBe('');
});

test('events carry what the types of their kind require', async () => {
  const seen = new Map<string, unknown>();
  for await (const event of gavel.stripe.events.list({ limit: 100 })) seen.set(event.type, event);
  expect(seen.size).toBeGreaterThan(20);
  const samples = [...seen].map(([type, value]) => ({
    type: `Extract<Stripe.Event, { type: '${type}' }>`,
    value,
  }));
  expect(await compile(samples)).toBe('');
});

test('the check bites: a missing, a wrong and a superfluous field are each found', async () => {
  const customer = await gavel.stripe.customers.create({ name: 'Alice' });
  const { livemode: _, ...missing } = customer;
  const complaints = await compile([
    { type: 'Stripe.Customer', value: missing },
    { type: 'Stripe.Customer', value: { ...customer, created: 'yesterday' } },
    { type: 'Stripe.Customer', value: { ...customer, colour: 'green' } },
  ]);
  expect(complaints).toContain("Property 'livemode' is missing");
  expect(complaints).toContain("Type 'string' is not assignable to type 'number'");
  expect(complaints).toContain("'\"colour\"' does not exist in type 'Customer'");
});

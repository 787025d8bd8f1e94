import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stripe } from 'stripe';
import { openPage, sendForm, type PageAnswer } from '#tests/conformance/stripe/support/hosted-page';
import { idOf } from '#tests/conformance/stripe/support/samples';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

const createAccount = (stripe = gavel.stripe): Promise<Stripe.Response<Stripe.Account>> =>
  stripe.accounts.create({
    type: 'express',
    country: 'US',
    email: 'seller@example.com',
    business_profile: { name: 'Atelier Brandt' },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    metadata: { seller: '3' },
  });

const linkTo = (account: string): Promise<Stripe.Response<Stripe.AccountLink>> =>
  gavel.stripe.accountLinks.create({
    account,
    type: 'account_onboarding',
    return_url: 'https://gavel.example/payouts/done',
    refresh_url: 'https://gavel.example/payouts/again',
  });

const onboard = (url: string, changes: Readonly<Record<string, string>> = {}): Promise<PageAnswer> =>
  sendForm(url, {
    first_name: 'Sam',
    last_name: 'Seller',
    account_number: '000123456789',
    terms: 'yes',
    outcome: 'finish',
    ...changes,
  });

async function createReadyAccount(): Promise<string> {
  const account = await createAccount();
  await onboard((await linkTo(account.id)).url);
  return account.id;
}

/** A charge whose money may be used at once. */
const fund = (
  changes: Partial<Stripe.PaymentIntentCreateParams> = {},
  options: Stripe.RequestOptions = {},
): Promise<Stripe.Response<Stripe.PaymentIntent>> =>
  gavel.stripe.paymentIntents.create(
    {
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_bypassPending',
      allowed_payment_method_types: ['card'],
      confirm: true,
      ...changes,
    },
    options,
  );

const balanceOf = async (account?: string): Promise<{ available: number; pending: number }> => {
  const balance = await gavel.stripe.balance.retrieve(
    {},
    account === undefined ? {} : { stripeAccount: account },
  );
  return { available: balance.available[0]?.amount ?? 0, pending: balance.pending[0]?.amount ?? 0 };
};

describe('accounts', () => {
  test('start with everything still to do', async () => {
    const account = await createAccount();
    expect(account).toMatchObject({
      type: 'express',
      country: 'US',
      default_currency: 'usd',
      charges_enabled: false,
      payouts_enabled: false,
      details_submitted: false,
      capabilities: { card_payments: 'inactive', transfers: 'inactive' },
      controller: { stripe_dashboard: { type: 'express' } },
      metadata: { seller: '3' },
    });
    expect(account.requirements?.currently_due).toContain('external_account');
    const capability = await gavel.stripe.accounts.retrieveCapability(account.id, 'transfers');
    expect(capability).toMatchObject({ requested: true, status: 'inactive' });
  });

  test('are set up on the hosted page: capabilities and payouts turn on, and account.updated says so', async () => {
    const account = await createAccount();
    const link = await linkTo(account.id);
    expect(link.expires_at).toBe(link.created + 300);
    const page = await openPage(link.url);
    expect(page.body).toContain('This is a test service.');
    expect(page.body).toContain('Atelier Brandt');
    const done = await onboard(link.url);
    expect(done).toMatchObject({ status: 303, location: 'https://gavel.example/payouts/done' });
    const ready = await gavel.stripe.accounts.retrieve(account.id);
    expect(ready).toMatchObject({
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      capabilities: { card_payments: 'active', transfers: 'active' },
      external_accounts: { data: [{ last4: '6789', account_holder_name: 'Sam Seller' }] },
      requirements: { currently_due: [], disabled_reason: null },
    });
    const event = await gavel.inbox.waitFor(
      ({ type, account: of }) => type === 'account.updated' && of === account.id,
    );
    expect(event.data).toMatchObject({
      object: { payouts_enabled: true },
      previous_attributes: { payouts_enabled: false },
    });
    expect((await openPage(link.url)).location).toBe('https://gavel.example/payouts/again');
  });

  test('may be left for later, and a link is good for five minutes', async () => {
    const own = await startStripe();
    const account = await createAccount(own.stripe);
    const link = await own.stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'https://gavel.example/payouts/done',
      refresh_url: 'https://gavel.example/payouts/again',
    });
    expect((await onboard(link.url, { outcome: 'later' })).location).toBe(
      'https://gavel.example/payouts/done',
    );
    expect((await own.stripe.accounts.retrieve(account.id)).details_submitted).toBe(false);
    own.clock.ms += 300_000;
    expect((await openPage(link.url)).location).toBe('https://gavel.example/payouts/again');
    expect((await onboard(link.url)).location).toBe('https://gavel.example/payouts/again');
    expect((await own.stripe.accounts.retrieve(account.id)).payouts_enabled).toBe(false);
    await own.close();
  });

  test('with a bank account that cannot be found stay without payouts until another is given', async () => {
    const account = await createAccount();
    await onboard((await linkTo(account.id)).url, { account_number: '000111111116' });
    expect(await gavel.stripe.accounts.retrieve(account.id)).toMatchObject({
      details_submitted: true,
      payouts_enabled: false,
      requirements: { currently_due: ['external_account'], errors: [{ requirement: 'external_account' }] },
    });
    const link = await linkTo(account.id);
    expect((await openPage(link.url)).body).toContain('could not be found');
    await onboard(link.url);
    expect((await gavel.stripe.accounts.retrieve(account.id)).payouts_enabled).toBe(true);
  });

  test('are asked again for what is missing, and never repeat a real account number', async () => {
    const link = await linkTo((await createAccount()).id);
    const answer = await onboard(link.url, { first_name: '', account_number: '12345678901', terms: '' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('id="first_name-error"');
    expect(answer.body).toContain('That is not a test bank account');
    expect(answer.body).toContain('id="terms-error"');
    expect(answer.body).not.toContain('12345678901');
  });

  test('are changed, listed, seen by themselves and deleted', async () => {
    const account = await createAccount();
    const changed = await gavel.stripe.accounts.update(account.id, {
      business_profile: { url: 'https://atelier.example' },
      metadata: { rating: '5' },
    });
    expect(changed).toMatchObject({
      business_profile: { name: 'Atelier Brandt', url: 'https://atelier.example' },
      metadata: { seller: '3', rating: '5' },
    });
    expect((await gavel.stripe.accounts.list({ limit: 1 })).data[0]?.id).toBe(account.id);
    expect((await gavel.stripe.accounts.retrieveCurrent({}, { stripeAccount: account.id })).id).toBe(
      account.id,
    );
    expect(await gavel.stripe.accounts.del(account.id)).toMatchObject({ deleted: true });
    await expect(gavel.stripe.accounts.retrieve(account.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test('that do not exist cannot be acted for', async () => {
    await expect(gavel.stripe.customers.list({}, { stripeAccount: 'acct_none' })).rejects.toMatchObject({
      type: 'StripePermissionError',
      code: 'account_invalid',
    });
  });

  test('keep their objects apart from the platform’s', async () => {
    const account = await createReadyAccount();
    const theirs = await gavel.stripe.customers.create({ name: 'Theirs' }, { stripeAccount: account });
    await expect(gavel.stripe.customers.retrieve(theirs.id)).rejects.toMatchObject({ statusCode: 404 });
    expect(
      (await gavel.stripe.customers.list({}, { stripeAccount: account })).data.map(({ id }) => id),
    ).toEqual([theirs.id]);
  });
});

describe('transfers', () => {
  test('move available money to a connected account', async () => {
    const account = await createReadyAccount();
    await fund();
    const before = await balanceOf();
    const transfer = await gavel.stripe.transfers.create({
      amount: 7000,
      currency: 'usd',
      destination: account,
      transfer_group: 'order-7',
      metadata: { order: '7' },
      expand: ['balance_transaction', 'destination_payment'],
    });
    expect(transfer).toMatchObject({
      amount: 7000,
      amount_reversed: 0,
      reversed: false,
      transfer_group: 'order-7',
      balance_transaction: { type: 'transfer', net: -7000 },
      destination_payment: { amount: 7000, source_transfer: transfer.id, status: 'succeeded' },
    });
    expect(idOf(transfer.destination_payment)).toMatch(/^py_/);
    expect(await balanceOf()).toEqual({ ...before, available: before.available - 7000 });
    expect(await balanceOf(account)).toEqual({ available: 7000, pending: 0 });
    expect(
      (await gavel.stripe.transfers.list({ transfer_group: 'order-7' })).data.map(({ id }) => id),
    ).toEqual([transfer.id]);
  });

  test('are refused beyond the available balance, though a charge may pay for them before its money is free', async () => {
    const own = await startStripe();
    const account = await createAccount(own.stripe);
    const link = await own.stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'https://a.example',
      refresh_url: 'https://a.example',
    });
    await onboard(link.url);
    const intent = await own.stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
      confirm: true,
      transfer_group: 'order-9',
    });
    const params = { amount: 6000, currency: 'usd', destination: account.id };
    await expect(own.stripe.transfers.create(params)).rejects.toMatchObject({ code: 'balance_insufficient' });
    const source = idOf(intent.latest_charge);
    const transfer = await own.stripe.transfers.create({ ...params, source_transaction: source });
    expect(transfer).toMatchObject({ source_transaction: source, transfer_group: 'order-9' });
    await expect(
      own.stripe.transfers.create({ ...params, amount: 4001, source_transaction: source }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
    const theirs = await own.stripe.balance.retrieve({}, { stripeAccount: account.id });
    expect(theirs).toMatchObject({ available: [{ amount: 0 }], pending: [{ amount: 6000 }] });
    own.clock.ms += 3 * 24 * 60 * 60 * 1000;
    const later = await own.stripe.balance.retrieve({}, { stripeAccount: account.id });
    expect(later).toMatchObject({ available: [{ amount: 6000 }], pending: [{ amount: 0 }] });
    const moved = await own.stripe.balanceTransactions.list({ type: 'charge' });
    expect(moved.data).toMatchObject([{ status: 'available', source }]);
    await own.close();
  });

  test('are refused to an account that is not set up, or not there', async () => {
    const account = await createAccount();
    await expect(
      gavel.stripe.transfers.create({ amount: 1, currency: 'usd', destination: account.id }),
    ).rejects.toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
    await expect(
      gavel.stripe.transfers.create({ amount: 1, currency: 'usd', destination: 'acct_none' }),
    ).rejects.toMatchObject({ code: 'resource_missing', param: 'destination' });
  });

  test('are reversed, wholly or in part, and never beyond their amount', async () => {
    const account = await createReadyAccount();
    await fund();
    const transfer = await gavel.stripe.transfers.create({
      amount: 5000,
      currency: 'usd',
      destination: account,
    });
    const reversal = await gavel.stripe.transfers.createReversal(transfer.id, {
      amount: 2000,
      metadata: { why: 'return' },
    });
    expect(reversal).toMatchObject({ amount: 2000, transfer: transfer.id, metadata: { why: 'return' } });
    await expect(gavel.stripe.transfers.createReversal(transfer.id, { amount: 3001 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    await gavel.stripe.transfers.createReversal(transfer.id);
    const after = await gavel.stripe.transfers.retrieve(transfer.id);
    expect(after).toMatchObject({ amount_reversed: 5000, reversed: true });
    expect(after.reversals.data.map(({ amount }) => amount)).toEqual([3000, 2000]);
    await expect(gavel.stripe.transfers.createReversal(transfer.id)).rejects.toMatchObject({
      statusCode: 400,
    });
    expect(await balanceOf(account)).toEqual({ available: 0, pending: 0 });
    expect((await gavel.stripe.transfers.listReversals(transfer.id)).data).toHaveLength(2);
    expect(await gavel.stripe.transfers.retrieveReversal(transfer.id, reversal.id)).toMatchObject({
      amount: 2000,
    });
  });
});

describe('shared payments', () => {
  test('a destination charge passes the money on and keeps the platform’s fee', async () => {
    const account = await createReadyAccount();
    const before = await balanceOf();
    const intent = await fund({
      transfer_data: { destination: account },
      application_fee_amount: 1500,
      expand: ['latest_charge.transfer', 'latest_charge.application_fee'],
    });
    const charge = intent.latest_charge;
    expect(charge).toMatchObject({
      transfer: { amount: 10_000, destination: account },
      application_fee: { amount: 1500, account, originating_transaction: idOf(charge) },
    });
    // The platform pays Stripe 2.9 % and 30 cents, and earns its fee; the seller receives the rest.
    expect(await balanceOf()).toEqual({ ...before, available: before.available - 320 + 1500 });
    expect(await balanceOf(account)).toEqual({ available: 8500, pending: 0 });
  });

  test('refunding it can bring back the transfer and the fee in proportion', async () => {
    const account = await createReadyAccount();
    const intent = await fund({ transfer_data: { destination: account }, application_fee_amount: 1500 });
    const half = await gavel.stripe.refunds.create({
      payment_intent: intent.id,
      amount: 5000,
      reverse_transfer: true,
      refund_application_fee: true,
      expand: ['transfer_reversal'],
    });
    expect(half.transfer_reversal).toMatchObject({ amount: 5000, source_refund: half.id });
    expect(await balanceOf(account)).toEqual({ available: 4250, pending: 0 });
    await gavel.stripe.refunds.create({
      payment_intent: intent.id,
      reverse_transfer: true,
      refund_application_fee: true,
    });
    expect(await balanceOf(account)).toEqual({ available: 0, pending: 0 });
    const [fee] = (await gavel.stripe.applicationFees.list({ limit: 1 })).data;
    expect(fee).toMatchObject({ amount_refunded: 1500, refunded: true });
  });

  test('a direct charge belongs to the connected account, which pays both fees', async () => {
    const account = await createReadyAccount();
    const intent = await fund({ application_fee_amount: 1000 }, { stripeAccount: account });
    const transactions = await gavel.stripe.balanceTransactions.list(
      { source: idOf(intent.latest_charge) },
      { stripeAccount: account },
    );
    expect(transactions.data).toMatchObject([{ amount: 10_000, fee: 1320, net: 8680 }]);
    const fees = await gavel.stripe.applicationFees.list({ charge: idOf(intent.latest_charge) });
    expect(fees.data).toMatchObject([{ amount: 1000, account, originating_transaction: null }]);
    const event = await gavel.inbox.waitFor(
      ({ type, account: of }) => type === 'charge.succeeded' && of === account,
    );
    expect(event.data.object).toMatchObject({ id: idOf(intent.latest_charge) });
  });

  test('an application fee is given back in parts, never beyond itself', async () => {
    const account = await createReadyAccount();
    const intent = await fund({ application_fee_amount: 1000 }, { stripeAccount: account });
    const [fee] = (await gavel.stripe.applicationFees.list({ charge: idOf(intent.latest_charge) })).data;
    const id = idOf(fee);
    const refund = await gavel.stripe.applicationFees.createRefund(id, { amount: 400 });
    expect(refund).toMatchObject({ amount: 400, fee: id });
    await expect(gavel.stripe.applicationFees.createRefund(id, { amount: 601 })).rejects.toMatchObject({
      statusCode: 400,
    });
    await gavel.stripe.applicationFees.createRefund(id);
    expect(await gavel.stripe.applicationFees.retrieve(id)).toMatchObject({
      amount_refunded: 1000,
      refunded: true,
    });
    expect((await gavel.stripe.applicationFees.listRefunds(id)).data).toHaveLength(2);
    expect(await gavel.stripe.applicationFees.retrieveRefund(id, refund.id)).toMatchObject({ amount: 400 });
    expect(await balanceOf(account)).toEqual({ available: 9680, pending: 0 });
  });

  test('every balance is the sum of its transactions', async () => {
    const totals = new Map<string, number>();
    for await (const { net, currency } of gavel.stripe.balanceTransactions.list({ limit: 100 }))
      totals.set(currency, (totals.get(currency) ?? 0) + net);
    const balance = await balanceOf();
    expect(totals).toEqual(new Map([['usd', balance.available + balance.pending]]));
  });
});

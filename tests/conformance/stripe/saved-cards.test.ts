import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stripe } from 'stripe';
import { addressOf, answerChallenge, openPage, payWith } from '#tests/conformance/stripe/support/hosted-page';
import { cardErrorOf, createSession, idOf } from '#tests/conformance/stripe/support/samples';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

const newCustomer = (): Promise<Stripe.Response<Stripe.Customer>> =>
  gavel.stripe.customers.create({ email: 'alice@example.com' });

const createSetup = (customer: string): Promise<Stripe.Response<Stripe.Checkout.Session>> =>
  gavel.stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'usd',
    customer,
    success_url: 'https://gavel.example/cards?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://gavel.example/cards',
    setup_intent_data: { metadata: { user: '5' } },
  });

/** Charges a saved card while its holder is away, as an auction house does when a lot is won. */
const chargeLater = (customer: string, method: string): Promise<Stripe.Response<Stripe.PaymentIntent>> =>
  gavel.stripe.paymentIntents.create({
    amount: 2500,
    currency: 'usd',
    customer,
    payment_method: method,
    allowed_payment_method_types: ['card'],
    off_session: true,
    confirm: true,
  });

/** Saves a card on the setup page, authenticating where the card asks for it. Returns the saved payment method. */
async function saveOnPage(customer: string, number: string): Promise<string> {
  const session = await createSetup(customer);
  const answer = await payWith(session, { number });
  if (answer.location?.startsWith('/stripe-test/authenticate/') === true)
    await answerChallenge(gavel.origin, answer, 'complete');
  const after = await gavel.stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
  const intent = after.setup_intent;
  if (intent === null || typeof intent === 'string') throw new Error('an expanded SetupIntent was expected');
  return idOf(intent.payment_method);
}

describe('saving a card in Checkout', () => {
  test('keeps it with the customer without charging anything', async () => {
    const customer = await newCustomer();
    const session = await createSetup(customer.id);
    expect(session).toMatchObject({
      mode: 'setup',
      amount_total: null,
      payment_status: 'no_payment_required',
    });
    expect((await openPage(addressOf(session))).body).toContain('Nothing is charged now.');
    const saved = await payWith(session, { number: '4242424242424242' });
    expect(saved.location).toBe(`https://gavel.example/cards?session=${session.id}`);
    const after = await gavel.stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
    expect(after).toMatchObject({
      status: 'complete',
      payment_intent: null,
      payment_status: 'no_payment_required',
      setup_intent: {
        status: 'succeeded',
        usage: 'off_session',
        customer: customer.id,
        metadata: { user: '5' },
      },
    });
    const methods = await gavel.stripe.customers.listPaymentMethods(customer.id);
    expect(methods.data).toMatchObject([{ customer: customer.id, card: { last4: '4242' } }]);
  });

  test('refuses a card that its bank will not have kept, and takes another', async () => {
    const customer = await newCustomer();
    const session = await createSetup(customer.id);
    const declined = await payWith(session, { number: '4000000000000002' });
    expect(declined).toMatchObject({ status: 402, body: expect.stringContaining('Your card was declined.') });
    expect((await payWith(session, { number: '4242424242424242' })).status).toBe(303);
  });

  test('asks for authentication, and says so when it failed', async () => {
    const customer = await newCustomer();
    const session = await createSetup(customer.id);
    const asked = await payWith(session, { number: '4000002500003155' });
    expect((await openPage(new URL(asked.location ?? '', gavel.origin).href)).body).toContain(
      'keeping your card for later',
    );
    const failed = await answerChallenge(gavel.origin, asked, 'fail');
    expect(failed.location).toBe(`/stripe-test/pay/${session.id}`);
    expect((await openPage(addressOf(session))).body).toContain('unable to authenticate');
    expect((await gavel.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
  });

  test('is cancelled when its session expires', async () => {
    const session = await createSetup((await newCustomer()).id);
    const expired = await gavel.stripe.checkout.sessions.expire(session.id, { expand: ['setup_intent'] });
    expect(expired.setup_intent).toMatchObject({ status: 'canceled' });
  });
});

describe('charging a saved card while its holder is away', () => {
  test.each([
    ['4242424242424242', 'a plain card'],
    ['4000002500003155', 'a card that was authenticated when it was saved'],
    ['4000003800000446', 'a card that is set up already'],
  ])('%s, %s, pays', async (number) => {
    const customer = await newCustomer();
    const method = await saveOnPage(customer.id, number);
    expect(await chargeLater(customer.id, method)).toMatchObject({
      status: 'succeeded',
      payment_method: method,
    });
  });

  test.each([
    ['4000002760003184', 'authentication_required', 'authentication_required'],
    ['4000000000000341', 'card_declined', 'generic_decline'],
    ['4000008260003178', 'card_declined', 'insufficient_funds'],
  ])('%s is declined with %s', async (number, code, declineCode) => {
    const customer = await newCustomer();
    const method = await saveOnPage(customer.id, number);
    await expect(chargeLater(customer.id, method)).rejects.toMatchObject({
      type: 'StripeCardError',
      code,
      decline_code: declineCode,
      payment_intent: { status: 'requires_payment_method' },
      payment_method: { id: method },
    });
  });

  test('a card attached without its holder’s consent asks for authentication', async () => {
    const customer = await newCustomer();
    const method = await gavel.stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', {
      customer: customer.id,
    });
    await expect(chargeLater(customer.id, method.id)).rejects.toMatchObject({
      code: 'authentication_required',
    });
  });

  test('a payment brought back to its holder is authenticated and then paid', async () => {
    const customer = await newCustomer();
    const method = await saveOnPage(customer.id, '4000002760003184');
    const { payment_intent: intent } = await cardErrorOf(chargeLater(customer.id, method));
    const waiting = await gavel.stripe.paymentIntents.confirm(intent?.id ?? '', { payment_method: method });
    expect(waiting.status).toBe('requires_action');
    const url = waiting.next_action?.redirect_to_url?.url ?? '';
    await answerChallenge(
      gavel.origin,
      { status: 303, location: url, body: '', headers: new Headers() },
      'complete',
    );
    expect((await gavel.stripe.paymentIntents.retrieve(waiting.id)).status).toBe('succeeded');
  });

  test('a card saved while paying can be charged later', async () => {
    const customer = await newCustomer();
    const session = await createSession(gavel.stripe, {
      customer: customer.id,
      payment_intent_data: { setup_future_usage: 'off_session' },
    });
    await answerChallenge(gavel.origin, await payWith(session, { number: '4000002500003155' }), 'complete');
    const [saved] = (await gavel.stripe.customers.listPaymentMethods(customer.id)).data;
    expect(await chargeLater(customer.id, idOf(saved))).toMatchObject({ status: 'succeeded' });
  });
});

describe('payment methods', () => {
  test('are attached, found, changed and detached', async () => {
    const { paymentMethods, customers } = gavel.stripe;
    const customer = await newCustomer();
    const attached = await paymentMethods.attach('pm_card_visa', { customer: customer.id });
    expect(attached.customer).toBe(customer.id);
    expect(await customers.retrievePaymentMethod(customer.id, attached.id)).toEqual(attached);
    const changed = await paymentMethods.update(attached.id, {
      billing_details: { name: 'Alice' },
      card: { exp_month: 1, exp_year: 2040 },
    });
    expect(changed).toMatchObject({
      billing_details: { name: 'Alice' },
      card: { exp_month: 1, exp_year: 2040 },
    });
    await customers.update(customer.id, { invoice_settings: { default_payment_method: attached.id } });
    expect((await paymentMethods.list({ customer: customer.id, type: 'card' })).data).toEqual([changed]);
    expect((await paymentMethods.detach(attached.id)).customer).toBeNull();
    expect((await paymentMethods.list({ customer: customer.id })).data).toEqual([]);
  });

  test('that were detached, or paid once unsaved, cannot be used again', async () => {
    const customer = await newCustomer();
    const attached = await gavel.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await gavel.stripe.paymentMethods.detach(attached.id);
    await expect(
      gavel.stripe.paymentMethods.attach(attached.id, { customer: customer.id }),
    ).rejects.toMatchObject({ code: 'payment_method_unexpected_state' });
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034 };
    const once = await gavel.stripe.paymentMethods.create({ type: 'card', card });
    const params = {
      amount: 500,
      currency: 'usd',
      confirm: true,
      payment_method: once.id,
      allowed_payment_method_types: ['card'],
    };
    await gavel.stripe.paymentIntents.create(params);
    await expect(gavel.stripe.paymentIntents.create(params)).rejects.toMatchObject({
      code: 'payment_method_unexpected_state',
    });
  });

  test('serve their own customer only', async () => {
    const [alice, bob] = [await newCustomer(), await newCustomer()];
    const method = await gavel.stripe.paymentMethods.attach('pm_card_visa', { customer: alice.id });
    await expect(chargeLater(bob.id, method.id)).rejects.toMatchObject({
      statusCode: 400,
      param: 'payment_method',
    });
    await expect(gavel.stripe.paymentMethods.attach(method.id, { customer: bob.id })).rejects.toMatchObject({
      code: 'payment_method_unexpected_state',
    });
    await expect(gavel.stripe.customers.retrievePaymentMethod(bob.id, method.id)).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe('setup intents', () => {
  test('are confirmed through the API, and then over', async () => {
    const customer = await newCustomer();
    const created = await gavel.stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ['card'],
    });
    expect(created.status).toBe('requires_payment_method');
    await expect(gavel.stripe.setupIntents.confirm(created.id)).rejects.toMatchObject({
      code: 'setup_intent_unexpected_state',
    });
    const confirmed = await gavel.stripe.setupIntents.confirm(created.id, { payment_method: 'pm_card_visa' });
    expect(confirmed.status).toBe('succeeded');
    await expect(gavel.stripe.setupIntents.cancel(created.id)).rejects.toMatchObject({
      code: 'setup_intent_unexpected_state',
    });
    expect(
      (await gavel.stripe.setupIntents.list({ customer: customer.id })).data.map(({ id }) => id),
    ).toEqual([created.id]);
  });

  test('lead back to the merchant after the challenge', async () => {
    const waiting = await gavel.stripe.setupIntents.create({
      payment_method: 'pm_card_authenticationRequired',
      allowed_payment_method_types: ['card'],
      confirm: true,
      return_url: 'https://gavel.example/cards',
    });
    const url = waiting.next_action?.redirect_to_url?.url ?? '';
    const done = await answerChallenge(
      gavel.origin,
      { status: 303, location: url, body: '', headers: new Headers() },
      'complete',
    );
    expect(done.location).toBe(
      `https://gavel.example/cards?setup_intent=${waiting.id}` +
        `&setup_intent_client_secret=${waiting.client_secret}&redirect_status=succeeded`,
    );
  });

  test('are declined, changed and cancelled', async () => {
    await expect(
      gavel.stripe.setupIntents.create({
        payment_method: 'pm_card_chargeDeclined',
        allowed_payment_method_types: ['card'],
        confirm: true,
      }),
    ).rejects.toMatchObject({ type: 'StripeCardError', setup_intent: { status: 'requires_payment_method' } });
    const created = await gavel.stripe.setupIntents.create({
      description: 'For bids',
      allowed_payment_method_types: ['card'],
    });
    const changed = await gavel.stripe.setupIntents.update(created.id, {
      description: 'For bidding',
      metadata: { a: 'b' },
    });
    expect(changed).toMatchObject({ description: 'For bidding', metadata: { a: 'b' } });
    const cancelled = await gavel.stripe.setupIntents.cancel(created.id, {
      cancellation_reason: 'abandoned',
    });
    expect(cancelled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
  });
});

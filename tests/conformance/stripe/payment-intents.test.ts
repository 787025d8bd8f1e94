import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerChallenge, payWith } from '#tests/conformance/stripe/support/hosted-page';
import { cardErrorOf, createSession, idOf, typesInOrder } from '#tests/conformance/stripe/support/samples';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';
import type { Stripe } from 'stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

const pay = (
  changes: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.Response<Stripe.PaymentIntent>> =>
  gavel.stripe.paymentIntents.create({
    amount: 5000,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    confirm: true,
    ...changes,
  });

const challengeOf = (
  intent: Stripe.PaymentIntent,
): { location: string; status: number; body: string; headers: Headers } => ({
  location: intent.next_action?.redirect_to_url?.url ?? '',
  status: 303,
  body: '',
  headers: new Headers(),
});

describe('creating and confirming', () => {
  test('a payment is made in steps, each with its status', async () => {
    const { paymentIntents } = gavel.stripe;
    const created = await paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    expect(created.status).toBe('requires_payment_method');
    expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_\\w+$`));
    const described = await paymentIntents.update(created.id, {
      payment_method: 'pm_card_mastercard',
      amount: 6000,
      metadata: { order: '1' },
      description: 'Lot 7',
    });
    expect(described).toMatchObject({ status: 'requires_confirmation', amount: 6000, description: 'Lot 7' });
    const paid = await paymentIntents.confirm(created.id, { expand: ['latest_charge', 'payment_method'] });
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 6000,
      latest_charge: {
        amount: 6000,
        description: 'Lot 7',
        payment_method_details: { card: { brand: 'mastercard' } },
      },
      payment_method: { card: { last4: '4444' } },
    });
  });

  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])(
    '%s is declined as a card error that carries the payment and the failed charge',
    async (method, code, decline) => {
      const refusal = await cardErrorOf(pay({ payment_method: method }));
      expect(refusal).toMatchObject({
        type: 'StripeCardError',
        statusCode: 402,
        code,
        decline_code: decline,
        payment_intent: { status: 'requires_payment_method', last_payment_error: { code } },
        payment_method: { object: 'payment_method' },
      });
      expect(await gavel.stripe.charges.retrieve(refusal.charge ?? '')).toMatchObject({
        status: 'failed',
        paid: false,
        failure_code: code,
        outcome: { type: 'issuer_declined' },
      });
    },
  );

  test('a decline is kept with its idempotency key: trying again with the key charges nobody', async () => {
    const options = { idempotencyKey: 'declined-once' };
    const params = {
      amount: 700,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_chargeDeclined',
      allowed_payment_method_types: ['card'],
    };
    const first = await cardErrorOf(gavel.stripe.paymentIntents.create(params, options));
    const again = await cardErrorOf(gavel.stripe.paymentIntents.create(params, options));
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(again.charge).toBe(first.charge);
  });

  test('a card that asks for it is authenticated on the page that next_action names', async () => {
    const waiting = await pay({
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'https://gavel.example/back?lot=7',
    });
    expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const failed = await answerChallenge(gavel.origin, challengeOf(waiting), 'fail');
    expect(failed.location).toBe(
      `https://gavel.example/back?lot=7&payment_intent=${waiting.id}` +
        `&payment_intent_client_secret=${waiting.client_secret}&redirect_status=failed`,
    );
    expect(await gavel.stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    const again = await gavel.stripe.paymentIntents.confirm(waiting.id, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'https://gavel.example/back',
    });
    const done = await answerChallenge(gavel.origin, challengeOf(again), 'complete');
    expect(done.location).toContain('redirect_status=succeeded');
    expect((await gavel.stripe.paymentIntents.retrieve(waiting.id)).status).toBe('succeeded');
  });

  test('a card may be declined after its holder has authenticated', async () => {
    const waiting = await pay({
      payment_method: 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    });
    await answerChallenge(gavel.origin, challengeOf(waiting), 'complete');
    expect(await gavel.stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    });
  });

  test.each<[Partial<Stripe.PaymentIntentCreateParams>, object]>([
    [{ amount: 49 }, { code: 'amount_too_small', param: 'amount' }],
    [{ amount: 100_000_000 }, { code: 'amount_too_large', param: 'amount' }],
    [{ payment_method: 'pm_none' }, { code: 'resource_missing', param: 'payment_method' }],
    [{ customer: 'cus_none' }, { code: 'resource_missing', param: 'customer' }],
    [{ application_fee_amount: 100 }, { param: 'application_fee_amount' }],
    [{ transfer_data: { destination: 'acct_none' } }, { param: 'transfer_data[destination]' }],
    [{ allowed_payment_method_types: ['ideal'] }, { param: 'allowed_payment_method_types' }],
  ])('refuses %o', async (changes, refusal) => {
    await expect(pay(changes)).rejects.toMatchObject({ statusCode: 400, ...refusal });
  });

  test('a payment that may be made in other ways than by card needs a way back', async () => {
    const params = { amount: 5000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true };
    const { paymentIntents } = gavel.stripe;
    await expect(paymentIntents.create(params)).rejects.toMatchObject({
      statusCode: 400,
      param: 'return_url',
    });
    const back = await paymentIntents.create({ ...params, return_url: 'https://gavel.example' });
    const never = await paymentIntents.create({
      ...params,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    expect([back.status, never.status]).toEqual(['succeeded', 'succeeded']);
  });

  test('the parameter that this version of the API took away is refused', async () => {
    await expect(
      gavel.stripe.rawRequest('POST', '/v1/payment_intents', {
        amount: 500,
        currency: 'usd',
        payment_method_types: ['card'],
      }),
    ).rejects.toMatchObject({ code: 'parameter_unknown', param: 'payment_method_types' });
  });

  test('cards are taken by number, and only test cards', async () => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };
    const method = await gavel.stripe.paymentMethods.create({
      type: 'card',
      card,
      billing_details: { name: 'Alice' },
    });
    expect(method).toMatchObject({
      card: { brand: 'visa', last4: '4242' },
      billing_details: { name: 'Alice' },
    });
    const refused = (changes: Partial<typeof card>): Promise<unknown> =>
      gavel.stripe.paymentMethods
        .create({ type: 'card', card: { ...card, ...changes } })
        .catch((error: unknown) => error);
    expect(await refused({ number: '4242424242424241' })).toMatchObject({
      statusCode: 402,
      code: 'incorrect_number',
    });
    expect(await refused({ exp_month: 13 })).toMatchObject({ statusCode: 402, code: 'invalid_expiry_month' });
    expect(await refused({ exp_year: 2020 })).toMatchObject({ statusCode: 402, code: 'invalid_expiry_year' });
    expect(await refused({ cvc: '12' })).toMatchObject({ statusCode: 402, code: 'invalid_cvc' });
    const real = await refused({ number: '4539578763621486' });
    expect(real).toMatchObject({ statusCode: 402, decline_code: 'test_mode_live_card' });
    expect(JSON.stringify(real)).not.toContain('4539578763621486');
  });
});

const hold = (): Promise<Stripe.Response<Stripe.PaymentIntent>> => pay({ capture_method: 'manual' });

describe('capturing and cancelling', () => {
  test('a held payment is captured whole', async () => {
    const held = await hold();
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 5000, amount_received: 0 });
    const captured = await gavel.stripe.paymentIntents.capture(
      held.id,
      {},
      { idempotencyKey: `capture-${held.id}` },
    );
    const again = await gavel.stripe.paymentIntents.capture(
      held.id,
      {},
      { idempotencyKey: `capture-${held.id}` },
    );
    expect(captured).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 5000 });
    expect(again).toEqual(captured);
    await expect(gavel.stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'succeeded' },
    });
  });

  test('a held payment is captured in part: the rest is released and cannot be refunded', async () => {
    const held = await hold();
    const captured = await gavel.stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 3000,
      expand: ['latest_charge.balance_transaction'],
    });
    expect(captured).toMatchObject({
      amount_received: 3000,
      latest_charge: { amount_captured: 3000, amount_refunded: 2000, balance_transaction: { amount: 3000 } },
    });
    await expect(
      gavel.stripe.refunds.create({ payment_intent: held.id, amount: 3001 }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  test('never more than is held', async () => {
    const held = await hold();
    await expect(
      gavel.stripe.paymentIntents.capture(held.id, { amount_to_capture: 5001 }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'amount_to_capture' });
  });

  test('a held payment is cancelled, and the hold released', async () => {
    const held = await hold();
    const cancelled = await gavel.stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: 'requested_by_customer',
      expand: ['latest_charge'],
    });
    expect(cancelled).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'requested_by_customer',
      amount_capturable: 0,
      latest_charge: { captured: false, refunded: true, balance_transaction: null },
    });
    await expect(gavel.stripe.paymentIntents.confirm(held.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  test('a paid payment cannot be cancelled or changed in amount', async () => {
    const paid = await pay();
    await expect(gavel.stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await expect(gavel.stripe.paymentIntents.update(paid.id, { amount: 9000 })).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await gavel.stripe.paymentIntents.update(paid.id, { metadata: { note: 'late' } })).toMatchObject({
      metadata: { note: 'late' },
    });
  });

  test('a payment of a Checkout Session is driven by its page alone', async () => {
    const session = await createSession(gavel.stripe);
    await payWith(session, { number: '4000000000000002' });
    const { payment_intent: payment } = await gavel.stripe.checkout.sessions.retrieve(session.id);
    await expect(
      gavel.stripe.paymentIntents.confirm(idOf(payment), { payment_method: 'pm_card_visa' }),
    ).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    await expect(gavel.stripe.paymentIntents.cancel(idOf(payment))).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe('announcements', () => {
  test('name each step of a held, captured payment', async () => {
    const own = await startStripe();
    const held = await own.stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      capture_method: 'manual',
      confirm: true,
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    });
    await own.stripe.paymentIntents.capture(held.id);
    expect(await typesInOrder(own.stripe)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.succeeded',
    ]);
    await own.close();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, idOf, violin } from '#tests/conformance/stripe/support/samples';
import {
  addressOf,
  answerChallenge,
  openPage,
  payWith,
  sendForm,
} from '#tests/conformance/stripe/support/hosted-page';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

const thirtyMinutes = 30 * 60;
const oneDay = 24 * 60 * 60;
const nowSeconds = (): number => Math.floor(gavel.clock.ms / 1000);

describe('creating a session', () => {
  test('answers with an open session, its amounts and the address of its page', async () => {
    const session = await createSession(gavel.stripe, { customer_email: 'alice@example.com' });
    expect(session).toMatchObject({
      object: 'checkout.session',
      amount_subtotal: 116_450,
      amount_total: 116_450,
      client_reference_id: 'order-7',
      currency: 'usd',
      customer_email: 'alice@example.com',
      expires_at: nowSeconds() + oneDay,
      metadata: { order: '7' },
      payment_intent: null,
      payment_status: 'unpaid',
      status: 'open',
      url: `${gavel.origin}/stripe-test/pay/${session.id}`,
    });
    expect(session.id).toMatch(/^cs_test_\w{58}$/);
  });

  test('keeps the line items, which are listed and expanded', async () => {
    const session = await createSession(gavel.stripe, { expand: ['line_items'] });
    const listed = await gavel.stripe.checkout.sessions.listLineItems(session.id, {
      expand: ['data.price.product'],
    });
    expect(session.line_items?.data.map((item) => item.amount_total)).toEqual([102_500, 13_950]);
    expect(listed.data[0]?.price?.product).toMatchObject({
      name: 'Mittenwald violin',
      description: 'Lot 4,182',
    });
    const second = await gavel.stripe.checkout.sessions.listLineItems(session.id, {
      limit: 1,
      starting_after: listed.data[0]?.id ?? '',
    });
    expect(second).toMatchObject({ has_more: false, data: [{ description: "Buyer's premium" }] });
  });

  test.each([thirtyMinutes, oneDay])('takes an expiry in exactly %i seconds', async (seconds) => {
    const session = await createSession(gavel.stripe, { expires_at: nowSeconds() + seconds });
    expect(session.expires_at).toBe(nowSeconds() + seconds);
  });

  test.each([
    [thirtyMinutes - 1, /at least 30 minutes/],
    [oneDay + 1, /less than 24 hours/],
  ])('refuses an expiry in %i seconds', async (seconds, message) => {
    await expect(createSession(gavel.stripe, { expires_at: nowSeconds() + seconds })).rejects.toMatchObject({
      statusCode: 400,
      param: 'expires_at',
      message,
    });
  });

  test.each([
    [
      'a total below what a card can be charged',
      { line_items: [{ ...violin, price_data: { ...violin.price_data, unit_amount: 49 } }] },
      { code: 'amount_too_small', message: /at least \$0\.50/ },
    ],
    [
      'line items of two currencies',
      { line_items: [violin, { ...violin, price_data: { ...violin.price_data, currency: 'eur' } }] },
      { param: 'line_items', message: /same currency/ },
    ],
    ['no line items', { line_items: [] }, { code: 'parameter_missing', param: 'line_items' }],
    ['a success_url that runs a script', { success_url: 'javascript:alert(1)' }, { code: 'url_invalid' }],
    [
      'a customer that is not there',
      { customer: 'cus_none' },
      { code: 'resource_missing', param: 'customer' },
    ],
    [
      'a customer and an address',
      { customer: 'cus_none', customer_email: 'alice@example.com' },
      { message: /only specify one/ },
    ],
  ])('refuses %s', async (_, changes, refusal) => {
    await expect(createSession(gavel.stripe, changes)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      ...refusal,
    });
  });
});

describe('paying on the hosted page', () => {
  test('takes a good card, completes the session and leads to success_url with the session id', async () => {
    const session = await createSession(gavel.stripe);
    const paid = await payWith(session, { number: '4242 4242 4242 4242' });
    expect(paid).toMatchObject({
      status: 303,
      location: `https://gavel.example/orders/7?session=${session.id}`,
    });
    const after = await gavel.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge.balance_transaction'],
    });
    expect(after).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer_details: { email: 'alice@example.com', name: 'Alice Example' },
      payment_intent: {
        amount_received: 116_450,
        metadata: { order: '7' },
        status: 'succeeded',
        transfer_group: 'order-7',
        latest_charge: {
          captured: true,
          paid: true,
          transfer_group: 'order-7',
          payment_method_details: { card: { brand: 'visa', last4: '4242' } },
          // 2.9 % of $1,164.50 and 30 cents.
          balance_transaction: { amount: 116_450, fee: 3407, net: 113_043 },
        },
      },
    });
  });

  test.each([
    ['4000 0000 0000 0002', 'generic_decline', 'Your card was declined.'],
    ['4000 0000 0000 9995', 'insufficient_funds', 'Your card has insufficient funds.'],
    ['4000 0000 0000 0069', 'expired_card', 'Your card has expired.'],
    ['4000 0000 0000 0127', 'incorrect_cvc', 'Your card&#39;s security code is incorrect.'],
    ['4000 0000 0000 0119', 'processing_error', 'An error occurred while processing your card.'],
  ])('declines %s with %s, and then takes another card on the same payment', async (number, code, words) => {
    const session = await createSession(gavel.stripe);
    const declined = await payWith(session, { number });
    expect(declined.status).toBe(402);
    expect(declined.body).toContain(words);
    const meanwhile = await gavel.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent'],
    });
    expect(meanwhile).toMatchObject({
      status: 'open',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { decline_code: code } },
    });
    expect((await payWith(session, { number: '4242424242424242' })).status).toBe(303);
    const after = await gavel.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(after).toMatchObject({ payment_status: 'paid', payment_intent: { last_payment_error: null } });
    const charges = await gavel.stripe.charges.list({ payment_intent: idOf(meanwhile.payment_intent) });
    expect(charges.data.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
  });

  test.each(['4000002500003155', '4000002760003184'])(
    'asks the holder of %s to authenticate',
    async (number) => {
      const session = await createSession(gavel.stripe);
      const asked = await payWith(session, { number });
      expect(asked.location).toMatch(/^\/stripe-test\/authenticate\/pi_\w+_secret_\w+$/);
      expect((await openPage(new URL(asked.location ?? '', gavel.origin).href)).body).toContain(
        'Complete authentication',
      );
      const failed = await answerChallenge(gavel.origin, asked, 'fail');
      expect(failed.location).toBe(`/stripe-test/pay/${session.id}`);
      expect((await openPage(addressOf(session))).body).toContain(
        'We are unable to authenticate your payment method.',
      );

      const again = await payWith(session, { number });
      const completed = await answerChallenge(gavel.origin, again, 'complete');
      expect(completed.location).toBe(`https://gavel.example/orders/7?session=${session.id}`);
      const after = await gavel.stripe.checkout.sessions.retrieve(session.id, {
        expand: ['payment_intent.latest_charge'],
      });
      expect(after).toMatchObject({
        status: 'complete',
        payment_intent: {
          latest_charge: {
            payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
          },
        },
      });
    },
  );

  test('pays once however often the form is sent', async () => {
    const session = await createSession(gavel.stripe);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => payWith(session, { number: '4242424242424242' })),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    const { payment_intent: payment } = await gavel.stripe.checkout.sessions.retrieve(session.id);
    const charges = await gavel.stripe.charges.list({ payment_intent: idOf(payment) });
    expect(charges.data).toHaveLength(1);
    expect((await openPage(addressOf(session))).body).toContain('This is paid already');
  });

  test('makes a customer when asked to, and uses the one that was named', async () => {
    const made = await createSession(gavel.stripe, { customer_creation: 'always' });
    await payWith(made, { number: '4242424242424242' });
    const after = await gavel.stripe.checkout.sessions.retrieve(made.id, { expand: ['customer'] });
    expect(after.customer).toMatchObject({ email: 'alice@example.com', name: 'Alice Example' });

    const bob = await gavel.stripe.customers.create({ email: 'bob@example.com' });
    const named = await createSession(gavel.stripe, { customer: bob.id });
    expect((await openPage(addressOf(named))).body).toContain('bob@example.com');
    await payWith(named, { number: '4242424242424242', email: 'mallory@example.com' });
    const paid = await gavel.stripe.checkout.sessions.retrieve(named.id, { expand: ['payment_intent'] });
    expect(paid).toMatchObject({
      customer: bob.id,
      customer_details: { email: 'bob@example.com' },
      payment_intent: { customer: bob.id },
    });
  });
});

describe('the payment form', () => {
  const mistakes = [
    [{ number: '4242424242424243' }, 'number-error', 'Your card number is incorrect.'],
    [{ number: '4242' }, 'number-error', 'Your card number is incomplete.'],
    [{ number: 'four two' }, 'number-error', 'Your card number is invalid.'],
    [{ number: '' }, 'number-error', 'Enter a card number.'],
    [{ expiry: '13/34' }, 'expiry-error', 'expiration month is invalid'],
    [{ expiry: '01/20' }, 'expiry-error', 'expiration date is in the past'],
    [{ cvc: '12' }, 'cvc-error', 'security code is invalid'],
    [{ name: '' }, 'name-error', 'Enter the name on the card.'],
    [{ email: 'alice' }, 'email-error', 'Enter an email address'],
  ] as const;

  test.each(mistakes)('explains %o beside the field', async (changes, id, words) => {
    const session = await createSession(gavel.stripe);
    const answer = await payWith(session, { number: '4242424242424242', ...changes });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(`aria-describedby="${id}"`);
    expect(answer.body.replaceAll('&#39;', "'")).toMatch(new RegExp(`id="${id}"[^<]*>[^<]*${words}`));
    expect((await gavel.stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });

  test('takes a card to the last second of the month that it names', async () => {
    const july = await startStripe({ startsAtMs: Date.UTC(2031, 6, 31, 23, 59, 59) });
    const session = await createSession(july.stripe);
    expect((await payWith(session, { number: '4242424242424242', expiry: '07/31' })).status).toBe(303);
    july.clock.ms += 1000;
    const late = await createSession(july.stripe);
    expect((await payWith(late, { number: '4242424242424242', expiry: '07/31' })).status).toBe(422);
    await july.close();
  });

  test('refuses a possible real card and repeats it nowhere', async () => {
    const session = await createSession(gavel.stripe);
    const answer = await payWith(session, { number: '4539578763621486', cvc: '987' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('That is not a test card, so it was not used and not kept.');
    expect(answer.body).not.toContain('4539');
    expect(answer.body).not.toContain('987');
  });

  test('escapes what the merchant and the payer wrote', async () => {
    const session = await createSession(gavel.stripe, {
      line_items: [
        {
          ...violin,
          price_data: { ...violin.price_data, product_data: { name: '<script>alert("lot")</script>' } },
        },
      ],
    });
    const answer = await payWith(session, { number: '1', name: '"><img src=x>' });
    expect(answer.body).toContain('&lt;script&gt;alert(&quot;lot&quot;)&lt;/script&gt;');
    expect(answer.body).toContain('value="&quot;&gt;&lt;img src=x&gt;"');
  });

  test('cannot be framed, scripted, or sent from another site', async () => {
    const session = await createSession(gavel.stripe);
    const page = await openPage(addressOf(session));
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; " +
        "form-action 'self' https://gavel.example",
    );
    expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!gavel\.example)/);
    const forged = await sendForm(
      addressOf(session),
      { number: '4242424242424242' },
      { origin: 'https://evil.example' },
    );
    const hidden = await sendForm(addressOf(session), { number: '4242424242424242' }, { origin: 'null' });
    expect([forged.status, hidden.status]).toEqual([403, 403]);
    expect((await gavel.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    const own = await sendForm(addressOf(session), { number: '4242424242424242' }, { origin: gavel.origin });
    expect(own.status).toBe(422);
  });

  test('says on every page that this is a test service', async () => {
    const session = await createSession(gavel.stripe);
    const challenge = await payWith(session, { number: '4000002760003184' });
    const pages = [
      addressOf(session),
      new URL(challenge.location ?? '', gavel.origin).href,
      `${gavel.origin}/stripe-test/pay/cs_test_none`,
    ];
    for (const url of pages) expect((await openPage(url)).body).toContain('This is a test service.');
  });
});

describe('the end of a session', () => {
  test('comes when the merchant asks: the page says so and a begun payment is cancelled', async () => {
    const session = await createSession(gavel.stripe);
    await payWith(session, { number: '4000000000000002' });
    const expired = await gavel.stripe.checkout.sessions.expire(session.id, { expand: ['payment_intent'] });
    expect(expired).toMatchObject({ status: 'expired', url: null, payment_intent: { status: 'canceled' } });
    const page = await openPage(addressOf(session));
    expect(page.status).toBe(410);
    expect(page.body).toContain('This page has expired');
    expect((await payWith(session, { number: '4242424242424242' })).status).toBe(410);
    await expect(gavel.stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({
      statusCode: 400,
      message: /status of expired/,
    });
  });

  test('comes by itself at expires_at, and is announced', async () => {
    const timed = await startStripe();
    const session = await createSession(timed.stripe, {
      expires_at: Math.floor(timed.clock.ms / 1000) + thirtyMinutes,
    });
    timed.clock.ms += thirtyMinutes * 1000;
    expect((await payWith(session, { number: '4242424242424242' })).status).toBe(410);
    const event = await timed.inbox.waitFor(({ type }) => type === 'checkout.session.expired');
    expect(event.data.object).toMatchObject({ id: session.id, status: 'expired', payment_status: 'unpaid' });
    await timed.close();
  });

  test('sessions are listed by status and by payment', async () => {
    const session = await createSession(gavel.stripe);
    await payWith(session, { number: '4242424242424242' });
    const { payment_intent: payment } = await gavel.stripe.checkout.sessions.retrieve(session.id);
    const byPayment = await gavel.stripe.checkout.sessions.list({ payment_intent: idOf(payment) });
    expect(byPayment.data.map(({ id }) => id)).toEqual([session.id]);
    const open = await gavel.stripe.checkout.sessions.list({ status: 'open', limit: 100 });
    expect(open.data.map(({ id }) => id)).not.toContain(session.id);
  });
});

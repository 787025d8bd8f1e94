import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { payWith } from '#tests/conformance/stripe/support/hosted-page';
import { createSession, typesInOrder } from '#tests/conformance/stripe/support/samples';
import {
  startStripe,
  type TestStripe,
  type TestStripeOptions,
  webhookSecret,
} from '#tests/conformance/stripe/support/start-stripe';

const running: TestStripe[] = [];
const start = async (options: TestStripeOptions = {}): Promise<TestStripe> => {
  const started = await startStripe(options);
  running.push(started);
  return started;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((entry) => entry.close()));
});

test('a paid session is announced step by step, in events that the library verifies', async () => {
  const gavel = await start();
  const session = await createSession(gavel.stripe);
  await payWith(session, { number: '4242424242424242' });
  const event = await gavel.inbox.waitFor(({ type }) => type === 'checkout.session.completed');
  expect(event).toMatchObject({
    object: 'event',
    api_version: '2026-10-28.endive',
    livemode: false,
    pending_webhooks: 1,
    data: { object: { id: session.id, payment_status: 'paid', metadata: { order: '7' } } },
  });
  const steps = [
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ];
  expect(await typesInOrder(gavel.stripe)).toEqual(steps);
  await gavel.inbox.waitForAttempts(steps.length);
  expect(new Set(gavel.inbox.types())).toEqual(new Set(steps));
  expect(gavel.inbox.received[0]?.signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
});

test('a declined card is announced as a failed charge and a failed payment', async () => {
  const gavel = await start();
  await payWith(await createSession(gavel.stripe), { number: '4000000000000002' });
  await gavel.inbox.waitFor(({ type }) => type === 'payment_intent.payment_failed');
  expect(await typesInOrder(gavel.stripe)).toEqual([
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
  ]);
});

test('an event shows how many endpoints are still to receive it, and is listed by type', async () => {
  const gavel = await start({ webhookRetry: { initialDelayMs: 1000 } });
  gavel.inbox.answerWith(500);
  await gavel.stripe.customers.create({ name: 'Alice' });
  await gavel.inbox.waitForAttempts(1);
  const [owed] = (await gavel.stripe.events.list({ type: 'customer.created' })).data;
  expect(owed?.pending_webhooks).toBe(1);
  gavel.inbox.answerWith(200);
  gavel.clock.ms += 1000;
  await gavel.inbox.waitFor(({ id }) => id === owed?.id);
  await expect
    .poll(async () => (await gavel.stripe.events.retrieve(owed?.id ?? '')).pending_webhooks)
    .toBe(0);
  expect((await gavel.stripe.events.list({ type: 'customer.*' })).data.map(({ id }) => id)).toEqual([
    owed?.id,
  ]);
  expect((await gavel.stripe.events.list({ types: ['charge.failed', 'refund.created'] })).data).toEqual([]);
});

test('an endpoint that fails is tried again after ever longer pauses', async () => {
  const gavel = await start({ webhookRetry: { initialDelayMs: 10_000, factor: 2, maximumDelayMs: 30_000 } });
  gavel.inbox.answerWith(503);
  await gavel.stripe.customers.create();
  await gavel.inbox.waitForAttempts(1);
  await gavel.settled();
  // 10, 20, then 30 seconds instead of 40: nothing is sent a moment early.
  for (const [index, pauseMs] of [10_000, 20_000, 30_000, 30_000].entries()) {
    gavel.clock.ms += pauseMs - 1;
    await gavel.stripe.customers.list();
    await gavel.stripe.customers.list();
    expect(gavel.inbox.attempts).toBe(index + 1);
    gavel.clock.ms += 1;
    await gavel.inbox.waitForAttempts(index + 2);
    await gavel.settled();
  }
});

test('a delivery is signed at the time of sending, so a late one is accepted and a replayed one is not', async () => {
  const gavel = await start({ webhookRetry: { initialDelayMs: 60 * 60 * 1000 } });
  gavel.inbox.answerWith(500);
  await gavel.stripe.customers.create();
  await gavel.inbox.waitForAttempts(1);
  await gavel.settled();
  gavel.inbox.answerWith(200);
  gavel.clock.ms += 60 * 60 * 1000;
  await gavel.inbox.waitFor(({ type }) => type === 'customer.created');
  const [received] = gavel.inbox.received;
  const verifyAt = (ms: number) =>
    gavel.stripe.webhooks.constructEvent(
      received?.payload ?? '',
      received?.signature ?? '',
      webhookSecret,
      undefined,
      undefined,
      ms,
    );
  expect(verifyAt(gavel.clock.ms).type).toBe('customer.created');
  expect(() => verifyAt(gavel.clock.ms + 302_000)).toThrow('Timestamp outside the tolerance zone');
});

test('an event is given up when the endpoint has failed for as long as the policy allows', async () => {
  const gavel = await start({ webhookRetry: { initialDelayMs: 1000, factor: 1, giveUpAfterMs: 2500 } });
  gavel.inbox.answerWith(500);
  await gavel.stripe.customers.create();
  for (const attempt of [1, 2, 3]) {
    await gavel.inbox.waitForAttempts(attempt);
    await gavel.settled();
    gavel.clock.ms += 1000;
  }
  const [event] = (await gavel.stripe.events.list()).data;
  expect(event?.pending_webhooks).toBe(0);
  expect(gavel.logged('webhook_given_up')).toHaveLength(1);
});

test('events that were not received before a stop are delivered after the next start', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'stripe-webhooks-'));
  const databaseFile = path.join(directory, 'stripe.sqlite');
  const before = await start({ databaseFile });
  before.inbox.answerWith(500);
  const customer = await before.stripe.customers.create({ name: 'Alice' });
  await before.inbox.waitForAttempts(1);
  await before.close();
  running.splice(0);

  const after = await start({ databaseFile, startsAtMs: before.clock.ms + 60_000 });
  const event = await after.inbox.waitFor(({ type }) => type === 'customer.created');
  expect(event.data.object).toMatchObject({ id: customer.id });
  expect(await after.stripe.customers.retrieve(customer.id)).toMatchObject({ name: 'Alice' });
  rmSync(directory, { recursive: true });
});

import { request as openRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretKey, startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

const countOf = async (email: string): Promise<number> =>
  (await gavel.stripe.customers.list({ email })).data.length;

test('the same key and parameters do the work once and give the same answer', async () => {
  const first = await gavel.stripe.customers.create(
    { email: 'once@example.com' },
    { idempotencyKey: 'once' },
  );
  const again = await gavel.stripe.customers.create(
    { email: 'once@example.com' },
    { idempotencyKey: 'once' },
  );
  expect(again).toEqual(first);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
  expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(await countOf('once@example.com')).toBe(1);
});

test('the same key with other parameters is refused as an idempotency error', async () => {
  await gavel.stripe.customers.create({ name: 'Alice' }, { idempotencyKey: 'mismatch' });
  await expect(
    gavel.stripe.customers.create({ name: 'Bob' }, { idempotencyKey: 'mismatch' }),
  ).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});

test('a refusal of the parameters is not kept, so a corrected request may use the key', async () => {
  const options = { idempotencyKey: 'corrected' };
  await expect(gavel.stripe.customers.create({ email: 'nonsense' }, options)).rejects.toMatchObject({
    code: 'email_invalid',
  });
  await expect(gavel.stripe.customers.create({ email: 'right@example.com' }, options)).resolves.toMatchObject(
    {
      email: 'right@example.com',
    },
  );
});

test('a key is forgotten after a day', async () => {
  const old = await startStripe();
  const first = await old.stripe.customers.create({ name: 'Alice' }, { idempotencyKey: 'old' });
  old.clock.ms += 24 * 60 * 60 * 1000;
  expect((await old.stripe.customers.create({ name: 'Alice' }, { idempotencyKey: 'old' })).id).toBe(first.id);
  old.clock.ms += 1000;
  let next = first;
  await expect
    .poll(async () => {
      next = await old.stripe.customers.create({ name: 'Alice' }, { idempotencyKey: 'old' });
      return next.id;
    })
    .not.toBe(first.id);
  await old.close();
});

test('a key longer than 255 characters is refused', async () => {
  await expect(gavel.stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) })).rejects.toMatchObject({
    statusCode: 400,
  });
});

/** Sends the headers and the first half of a form, and hands out how to send the rest. */
async function beginRequest(
  key: string,
): Promise<{ finish(rest: string): Promise<IncomingMessage>; abandon(): void }> {
  const body = 'email=slow@example.com';
  const request = openRequest(`${gavel.origin}/v1/customers`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      'idempotency-key': key,
      expect: '100-continue',
    },
  });
  request.on('error', () => undefined);
  const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
  // The server invites the body only once it has seen the headers, so from here the key is held.
  const invited = new Promise((resolve) => request.once('continue', resolve));
  request.flushHeaders();
  await invited;
  return {
    finish: (rest) => {
      request.end(rest);
      return answered;
    },
    abandon: () => request.destroy(),
  };
}

test('a second request is told to wait while the first is under way, and then gets its answer', async () => {
  const first = await beginRequest('in-flight');
  const twin = gavel.stripe.customers.create({ email: 'slow@example.com' }, { idempotencyKey: 'in-flight' });
  await expect(twin).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  const answer = await first.finish('email=slow@example.com');
  expect(answer.statusCode).toBe(200);
  answer.resume();
  const later = await gavel.stripe.customers.create(
    { email: 'slow@example.com' },
    { idempotencyKey: 'in-flight' },
  );
  expect(later.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(await countOf('slow@example.com')).toBe(1);
});

test('a request that is abandoned gives its key back', async () => {
  const first = await beginRequest('abandoned');
  first.abandon();
  await expect
    .poll(async () => {
      const next = await gavel.stripe.customers
        .create({ email: 'abandoned@example.com' }, { idempotencyKey: 'abandoned' })
        .catch(() => null);
      return next?.email;
    })
    .toBe('abandoned@example.com');
  expect(await countOf('abandoned@example.com')).toBe(1);
});

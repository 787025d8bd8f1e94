import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tokenSchema } from '#lib/api/schemas/accounts';
import { useTestDatabase } from '#tests/support/database';
import { call, makeClient, newLot } from '#tests/integration/api/client';

useTestDatabase();

let made = 0;
const newcomer = (change: Readonly<Record<string, unknown>> = {}) => {
  made += 1;
  return {
    username: `newcomer-${made}`,
    email: `newcomer-${made}@example.test`,
    password: 'a long enough password',
    ...change,
  };
};

const registerUnder = (body: object, key: string) =>
  call('POST', '/api/v1/bidders', { body, headers: { 'idempotency-key': key } });

describe('POST /bidders', () => {
  it('opens an account that can get a token, by name or by address, in any case', async () => {
    const person = newcomer();
    expect(await call('POST', '/api/v1/bidders', { body: person })).toMatchObject({
      status: 201,
      body: { id: expect.any(Number), username: person.username },
    });
    for (const username of [person.username, person.username.toUpperCase(), person.email.toUpperCase()])
      expect(
        await call('POST', '/api/v1/tokens', { body: { username, password: person.password } }),
      ).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^gvl_[\w-]{43}$/) } });
  });

  it('says which of the two is taken, whatever the case', async () => {
    const person = newcomer();
    await call('POST', '/api/v1/bidders', { body: person });
    const again = (change: object) => call('POST', '/api/v1/bidders', { body: newcomer({ ...change }) });
    expect(await again({ username: person.username.toUpperCase() })).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    });
    expect(await again({ email: person.email.toUpperCase() })).toMatchObject({
      status: 409,
      body: { code: 'email_taken' },
    });
  });

  it('lets one of two have a name that both ask for at once', async () => {
    const { username } = newcomer();
    const replies = await Promise.all(
      [newcomer({ username }), newcomer({ username })].map((body) =>
        call('POST', '/api/v1/bidders', { body }),
      ),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });

  it('gives one answer for one Idempotency-Key, and tells nobody else', async () => {
    const person = newcomer();
    const first = await registerUnder(person, 'sign-up');
    expect(first.status).toBe(201);
    expect(await registerUnder(person, 'sign-up')).toMatchObject({ status: 201, body: first.body });
    expect(await registerUnder(person, 'another')).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    });
    expect(await registerUnder({ ...person, password: 'another password' }, 'sign-up')).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    });
  });

  it('never answers with an address or a password', async () => {
    const person = newcomer();
    const { body } = await call('POST', '/api/v1/bidders', { body: person });
    expect(body).toEqual({ id: expect.any(Number), username: person.username });
  });
});

const askForToken = (body: object) => call('POST', '/api/v1/tokens', { body });

describe('POST /tokens', () => {
  it('gives the same answer to a wrong name and a wrong password', async () => {
    const person = newcomer();
    await call('POST', '/api/v1/bidders', { body: person });
    const wrongPassword = await askForToken({ username: person.username, password: 'not this password' });
    const wrongName = await askForToken({ username: 'nobody-here', password: person.password });
    expect(wrongPassword).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect(wrongName.body).toEqual(wrongPassword.body);
  });

  it('makes tokens that end when they were asked to', async () => {
    const person = newcomer();
    await call('POST', '/api/v1/bidders', { body: person });
    const before = Date.now();
    const { body } = await call('POST', '/api/v1/tokens', {
      body: { username: person.username, password: person.password, expires_in: 60 },
    });
    const lifeMs = Date.parse(tokenSchema.parse(body).expires_at) - before;
    expect(lifeMs).toBeGreaterThanOrEqual(60_000);
    expect(lifeMs).toBeLessThan(70_000);
  });

  it.each([0, -1, 1.5, '60', 31_536_001])('refuses to make one for %s seconds', async (expiresIn) => {
    const body = { username: 'anybody', password: 'anything', expires_in: expiresIn };
    expect(await call('POST', '/api/v1/tokens', { body })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'expires_in' }] },
    });
  });
});

describe('DELETE /tokens/current', () => {
  it('kills the token at once, and no other', async () => {
    const [one, other] = [await makeClient(), await makeClient()];
    expect((await call('DELETE', '/api/v1/tokens/current', { token: one.token })).status).toBe(204);
    expect((await call('DELETE', '/api/v1/tokens/current', { token: one.token })).status).toBe(401);
    expect((await call('POST', '/api/v1/auctions', { token: other.token, body: newLot() })).status).toBe(201);
  });
});

describe('PUT /delivery-address', () => {
  const address = {
    name: 'Ada',
    line1: '1 Main Street',
    city: 'Springfield',
    postal_code: '62701',
    country: 'US',
  };
  const path = '/api/v1/delivery-address';

  it('keeps where lots are sent, names what is wrong, and gives nothing back', async () => {
    const { token } = await makeClient();
    expect(await call('PUT', path, { token, body: address })).toMatchObject({ status: 204, body: null });
    expect(await call('PUT', path, { token, body: { ...address, postal_code: '627' } })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: 'postal_code' }] },
    });
    expect((await call('GET', path, { token })).status).toBe(405);
    expect((await call('PUT', path, { body: address })).status).toBe(401);
  });

  it('is asked for before a lot that is shipped is paid for', async () => {
    const [seller, buyer] = [await makeClient(), await makeClient()];
    const { body } = await call('POST', '/api/v1/auctions', {
      token: seller.token,
      body: newLot({ reserve_price: null, buy_now_price: 90_000, shipping_price: 1200 }),
    });
    const at = `/api/v1/auctions/${z.object({ id: z.int() }).parse(body).id}`;
    expect((await call('POST', `${at}/buy-now`, { token: buyer.token })).status).toBe(200);
    expect(await call('POST', `${at}/checkout`, { token: buyer.token })).toMatchObject({
      status: 409,
      body: { code: 'address_required' },
    });
  });
});

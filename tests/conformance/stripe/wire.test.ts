import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Stripe } from 'stripe';
import { createSession, violin } from '#tests/conformance/stripe/support/samples';
import { secretKey, startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

interface Request {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const call = (path: string, request: Request = {}): Promise<Response> =>
  fetch(`${gavel.origin}${path}`, {
    ...request,
    headers: { authorization: `Bearer ${secretKey}`, ...request.headers },
  });

const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  call(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

describe('authentication', () => {
  test('takes the key as bearer token and as user name', async () => {
    const basic = Buffer.from(`${secretKey}:`).toString('base64');
    const answers = await Promise.all([
      call('/v1/customers'),
      call('/v1/customers', { headers: { authorization: `Basic ${basic}` } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('refuses a request without a key', async () => {
    const answer = await fetch(`${gavel.origin}/v1/customers`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      error: {
        type: 'invalid_request_error',
        message: expect.stringContaining('did not provide an API key'),
      },
    });
  });

  test('refuses another key and does not repeat it whole', async () => {
    const other = new Stripe('sk_test_somebody_elses_key', {
      host: '127.0.0.1',
      port: new URL(gavel.origin).port,
      protocol: 'http',
    });
    const refusal = await other.customers.list().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
    expect(String(refusal)).not.toContain('somebody_elses');
  });
});

describe('headers', () => {
  test('every answer has a request id of its own, errors included', async () => {
    const [one, two] = await Promise.all([call('/v1/customers'), call('/v1/customers/cus_none')]);
    expect(one.headers.get('request-id')).toMatch(/^req_\w{14}$/);
    expect(two.headers.get('request-id')).toMatch(/^req_\w{14}$/);
    expect(one.headers.get('request-id')).not.toBe(two.headers.get('request-id'));
    const customer = await gavel.stripe.customers.create();
    expect(customer.lastResponse.requestId).toMatch(/^req_/);
  });

  test('the API version is echoed, and is the one that the library pins when none is asked for', async () => {
    const asked = await call('/v1/customers', { headers: { 'stripe-version': '2026-10-28.endive' } });
    expect(asked.headers.get('stripe-version')).toBe('2026-10-28.endive');
    expect((await call('/v1/customers')).headers.get('stripe-version')).toBe(Stripe.API_VERSION);
  });
});

describe('errors', () => {
  test('an unknown id in the path is 404 resource_missing', async () => {
    await expect(gavel.stripe.customers.retrieve('cus_none')).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
      message: "No such customer: 'cus_none'",
    });
  });

  test('an unknown URL is 404 and names the method and the path', async () => {
    const answer = await call('/v1/unicorns', { method: 'DELETE' });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining('Unrecognized request URL (DELETE: /v1/unicorns)') },
    });
  });

  test.each([
    ['a missing parameter', 'success_url=https://a.example', { code: 'parameter_missing', param: 'mode' }],
    [
      'an unknown parameter',
      'mode=payment&success_url=https://a.example&colour=red',
      { code: 'parameter_unknown', param: 'colour' },
    ],
    [
      'an unknown nested parameter',
      'mode=payment&success_url=https://a.example&line_items[0][quantity]=1&line_items[0][price_data][colour]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=100&line_items[0][price_data][product_data][name]=a',
      { code: 'parameter_unknown', param: 'line_items[0][price_data][colour]' },
    ],
    [
      'a number that is none',
      'mode=payment&success_url=https://a.example&expires_at=soon',
      { code: 'parameter_invalid_integer', param: 'expires_at', message: 'Invalid integer: soon' },
    ],
    ['a value that is not offered', 'mode=barter&success_url=https://a.example', { param: 'mode' }],
    [
      'a currency that does not exist',
      'mode=setup&success_url=https://a.example&currency=qqq',
      { param: 'currency' },
    ],
    [
      'an empty value',
      'mode=payment&success_url=',
      { code: 'parameter_invalid_empty', param: 'success_url' },
    ],
    ['a group where a value belongs', 'mode=payment&success_url[a]=b', { param: 'success_url' }],
    ['one name as value and as group', 'metadata=1&metadata[a]=b', { type: 'invalid_request_error' }],
    ['a malformed name', 'a[=1', { message: 'Invalid parameter name: a[' }],
  ])('%s is 400', async (_, body, error) => {
    const answer = await post('/v1/checkout/sessions', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error', ...error } });
  });

  test('a body that is not a form is 400', async () => {
    const answer = await post('/v1/customers', '{"name":"Alice"}', { 'content-type': 'application/json' });
    expect(answer.status).toBe(400);
  });

  test('a body beyond 256 KiB is 413', async () => {
    const answer = await post('/v1/customers', `name=${'a'.repeat(256 * 1024)}`);
    expect(answer.status).toBe(413);
  });

  test('requests elsewhere are left alone', async () => {
    const answers = await Promise.all(
      ['/', '/v1', '/api/v1/auctions', '/stripe-tests'].map((path) => call(path)),
    );
    for (const answer of answers) expect(await answer.text()).toBe('not ours');
  });
});

describe('parameters', () => {
  test('lists may be numbered or bare, and names of metadata may be numbers', async () => {
    const numbered = await post(
      '/v1/customers',
      'preferred_locales[1]=de&preferred_locales[0]=en&metadata[0]=zero&metadata[__proto__]=x',
    );
    expect(await numbered.json()).toMatchObject({ preferred_locales: ['en', 'de'] });
    const bare = await post(
      '/v1/customers',
      'preferred_locales[]=en&preferred_locales[]=de&metadata[0]=zero',
    );
    expect(await bare.json()).toMatchObject({ preferred_locales: ['en', 'de'], metadata: { '0': 'zero' } });
  });

  test('deep groups arrive as the library sends them', async () => {
    const session = await createSession(gavel.stripe, {
      line_items: [
        {
          ...violin,
          price_data: {
            ...violin.price_data,
            product_data: { name: 'Müller & Söhne [1920]', metadata: { 'a=b': 'c&d' } },
          },
        },
      ],
      expand: ['line_items.data.price.product'],
    });
    expect(session.line_items?.data[0]?.price?.product).toMatchObject({
      name: 'Müller & Söhne [1920]',
      metadata: { 'a=b': 'c&d' },
    });
  });
});

describe('expansion', () => {
  test('reaches into lists', async () => {
    const customer = await gavel.stripe.customers.create({ name: 'Alice' });
    await createSession(gavel.stripe, { customer: customer.id });
    const sessions = await gavel.stripe.checkout.sessions.list({
      customer: customer.id,
      expand: ['data.customer'],
    });
    expect(sessions.data[0]?.customer).toMatchObject({ object: 'customer', name: 'Alice' });
  });

  test.each(['status', 'nothing_like_it'])('of %s, which holds no id, is refused', async (field) => {
    await expect(createSession(gavel.stripe, { expand: [field] })).rejects.toMatchObject({
      statusCode: 400,
      message: `This property cannot be expanded (${field}).`,
    });
  });

  test('goes no deeper than four levels', async () => {
    await expect(createSession(gavel.stripe, { expand: ['a.b.c.d.e'] })).rejects.toMatchObject({
      statusCode: 400,
      message: /more than 4 levels/,
    });
  });

  test('that fails undoes the request', async () => {
    const before = await gavel.stripe.customers.list({ limit: 1 });
    await expect(gavel.stripe.customers.create({ expand: ['nothing'] })).rejects.toMatchObject({
      statusCode: 400,
    });
    const after = await gavel.stripe.customers.list({ limit: 1 });
    expect(after.data).toEqual(before.data);
  });
});

/** What is true of every call, over a real connection through the node adapter and through the web adapter alike. */
import { createServer, request as httpRequest, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveApi } from '#lib/api/node-adapter';
import { problemSchema } from '#lib/api/schemas/problem';
import { stopLifecycle } from '#lib/lifecycle/index';
import { serveWebRequest } from '#lib/api/web-adapter';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { makeClient, newLot } from '#tests/integration/api/client';

useTestDatabase();

let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!serveApi(request, response)) response.writeHead(418).end('for Next');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has a port');
  origin = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  // Asking for readiness looks at the worker, which comes to life with the first look.
  await stopLifecycle();
  await new Promise((resolve) => server.close(resolve));
});

const ways = [
  { name: 'node:http', send: (path: string, init?: RequestInit) => fetch(origin + path, init) },
  {
    name: 'a web Request',
    send: (path: string, init?: RequestInit) => serveWebRequest(new Request(origin + path, init)),
  },
];

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return problemSchema.parse(await response.json());
}

/** A listing whose JSON is so many bytes long. */
function bodyOf(bytes: number): string {
  const empty = JSON.stringify({ ...newLot(), padding: '' }).length;
  return JSON.stringify({ ...newLot(), padding: 'x'.repeat(bytes - empty) });
}

describe.each(ways)('over $name', ({ send }) => {
  it('an unknown address is a problem document', async () => {
    const response = await send('/api/v1/lots');
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({ code: 'not_found', status: 404 });
  });

  it('a wrong method names the right ones', async () => {
    const response = await send('/api/v1/auctions', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(await problemOf(response)).toMatchObject({ code: 'method_not_allowed' });
  });

  it.each(['{', '', '[]', '"text"', 'null', 'title=violin'])('the body %s is refused', async (body) => {
    const { token } = await makeClient();
    const response = await send('/api/v1/auctions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'invalid_request' });
  });

  it('a body that is not UTF-8 is refused rather than guessed at', async () => {
    const { token } = await makeClient();
    const response = await send('/api/v1/auctions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: Buffer.from(JSON.stringify(newLot({ title: 'Café' })), 'latin1'),
    });
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ errors: [{ message: 'The body is not UTF-8.' }] });
  });

  it('a body of 64 KiB is read, and one byte more is refused', async () => {
    const { token } = await makeClient();
    const post = (body: string) =>
      send('/api/v1/auctions', { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
    expect((await post(bodyOf(65_536))).status).toBe(201);
    const refused = await post(bodyOf(65_537));
    expect(refused.status).toBe(413);
    expect(await problemOf(refused)).toMatchObject({ code: 'body_too_large' });
  });

  it('HEAD answers as GET does, without the body', async () => {
    const id = await makeAuction();
    const response = await send(`/api/v1/auctions/${id}`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(await response.text()).toBe('');
  });

  it('no other site’s page is let in by CORS', async () => {
    const response = await send('/api/v1/auctions', { headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the node adapter', () => {
  it('leaves sign-in and pages to Next', async () => {
    expect((await fetch(`${origin}/api/auth/session`)).status).toBe(418);
    expect((await fetch(`${origin}/api/auth/signout`, { method: 'POST' })).status).toBe(418);
    expect((await fetch(`${origin}/auctions/1`)).status).toBe(418);
  });

  it('answers itself for what next-auth would answer with a page of its own, or not at all', async () => {
    const page = await fetch(`${origin}/api/auth/signout`);
    expect(page.status).toBe(405);
    expect(page.headers.get('allow')).toBe('POST');
    expect(await problemOf(page)).toMatchObject({ code: 'method_not_allowed' });
    for (const address of [
      '/api/auth/verify-request',
      '/api/auth/callback/github',
      '/api/auth/_log',
      '/api/auth/',
    ]) {
      const response = await fetch(origin + address);
      expect(response.status).toBe(404);
      expect(await problemOf(response)).toMatchObject({ code: 'not_found' });
    }
  });

  it('refuses a body that turns out too long while it is being sent', async () => {
    const { token } = await makeClient();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${origin}/api/v1/auctions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' },
      });
      request.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
        request.destroy();
      });
      request.once('error', reject);
      request.write('x'.repeat(70_000));
    });
    expect(status).toBe(413);
  });

  it('lets a client that sends far too much hear the answer', async () => {
    const { token } = await makeClient();
    const response = await fetch(`${origin}/api/v1/auctions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: bodyOf(8_000_000),
    });
    expect(response.status).toBe(413);
  });

  it('answers for what is not there itself', async () => {
    for (const address of ['/api', '/api?x', '/api/', '/api/authors']) {
      const response = await fetch(origin + address);
      expect(response.status).toBe(404);
      expect(await problemOf(response)).toMatchObject({ code: 'not_found' });
    }
  });

  it('keeps a connection for the next call', async () => {
    const first = await fetch(`${origin}/api/health`);
    expect(first.headers.get('connection')).toBe('keep-alive');
    expect(await first.json()).toMatchObject({ status: 'up' });
  });
});

describe('operations', () => {
  it('metrics are for this machine, not for whoever claims to be it', async () => {
    const local = await fetch(`${origin}/api/metrics`);
    expect(local.status).toBe(200);
    expect(await local.text()).toContain('gavel_api_requests_total{');
    const claimed = await serveWebRequest(
      new Request(`${origin}/api/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } }),
    );
    expect(claimed.status).toBe(401);
    const proxied = await fetch(`${origin}/api/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(proxied.status).toBe(401);
  });

  it('readiness tells what is ready and what is not', async () => {
    const response = await fetch(`${origin}/api/ready`);
    expect(await response.json()).toMatchObject({
      checks: { database: 'ok', migrations: 'ok', worker: expect.stringMatching(/^(ok|stalled)$/) },
    });
  });

  it('tells pusher-js to connect to the address that the request was sent to', async () => {
    const body: unknown = await (await fetch(`${origin}/api/v1/realtime`)).json();
    expect(body).toEqual({
      key: expect.any(String),
      cluster: null,
      host: '127.0.0.1',
      port: Number(new URL(origin).port),
      tls: false,
      auth_endpoint: '/api/pusher/auth',
      channels: { auction: 'auction-{id}', bidder: 'private-bidder-{id}', admin: 'private-admin' },
    });
  });

  it('an unsigned webhook is refused', async () => {
    const response = await fetch(`${origin}/api/stripe/webhook`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'invalid_request' });
  });
});

const askToListen = (token: string, channel: string) =>
  fetch(`${origin}/api/pusher/auth`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ socket_id: '12.34', channel_name: channel }),
  });

describe('private channels', () => {
  it('are authorised for their bidder alone', async () => {
    const [alice, bob] = [await makeClient(), await makeClient()];
    const own = await askToListen(alice.token, `private-bidder-${alice.id}`);
    expect(own.status).toBe(200);
    expect(await own.json()).toEqual({ auth: expect.stringMatching(/^\w+:[0-9a-f]{64}$/) });
    expect((await askToListen(bob.token, `private-bidder-${alice.id}`)).status).toBe(403);
    expect((await askToListen(bob.token, 'private-admin')).status).toBe(403);
    expect((await askToListen('gvl_wrong', `private-bidder-${alice.id}`)).status).toBe(401);
  });
});

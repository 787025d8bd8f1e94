import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { hmac } from './raw-client.ts';
import { callApi, md5, type SignedRequest } from './signed-request.ts';
import { startTestServer } from './test-server.ts';

const TRIGGER = {
  method: 'POST',
  path: '/events',
  body: JSON.stringify({ name: 'foo', channels: ['project-3'], data: '{"some":"data"}' }),
} as const satisfies SignedRequest;

const now = (): number => Math.floor(Date.now() / 1000);

describe('authentication of the HTTP API', () => {
  it('computes the documented worked example', () => {
    expect(md5(TRIGGER.body)).toBe('ec365a775a4cd0599faeb73354201b6f');
    expect(
      hmac(
        'POST\n/apps/3/events\nauth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f',
      ),
    ).toBe('da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c');
  });

  it('accepts a signed request', async () => {
    expect(await callApi(await startTestServer(), TRIGGER)).toMatchObject({ status: 200, text: '{}' });
  });

  it('accepts parameters that are percent-encoded, signed as their plain text', async () => {
    const answer = await callApi(await startTestServer(), {
      method: 'GET',
      path: '/channels',
      query: { filter_by_prefix: 'presence-a=b,c;d@e', info: 'user_count' },
    });
    expect(answer).toMatchObject({ status: 200, text: '{"channels":{}}' });
  });

  it.each([
    ['a wrong signature', { signature: 'f'.repeat(64) }],
    ['a signature of another length', { signature: 'f' }],
    ['no signature', { signature: '' }],
    ['a signature outside ASCII', { signature: encodeURIComponent('é'.repeat(32)) }],
  ])('401: refuses %s and says what should have been signed', async (_title, change) => {
    const answer = await callApi(await startTestServer(), { ...TRIGGER, ...change });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain(
      String.raw`Invalid signature: you should have sent HmacSHA256Hex("POST\n/apps/3/events\n`,
    );
  });

  it('401: refuses a body other than the one that was signed', async () => {
    const answer = await callApi(await startTestServer(), {
      ...TRIGGER,
      overrides: { body_md5: createHash('md5').update('another').digest('hex') },
    });
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('body_md5') });
  });

  it('401: refuses a body without body_md5', async () => {
    const answer = await callApi(await startTestServer(), { ...TRIGGER, overrides: { body_md5: null } });
    expect(answer).toMatchObject({ status: 401, text: expect.stringContaining('body_md5 is missing') });
  });

  it.each([-590, 590])('accepts a timestamp %i seconds off', async (seconds) => {
    const overrides = { auth_timestamp: String(now() + seconds) };
    expect((await callApi(await startTestServer(), { ...TRIGGER, overrides })).status).toBe(200);
  });

  it.each([-610, 610])('401: refuses a timestamp %i seconds off', async (seconds) => {
    const overrides = { auth_timestamp: String(now() + seconds) };
    expect(await callApi(await startTestServer(), { ...TRIGGER, overrides })).toMatchObject({
      status: 401,
      text: expect.stringContaining('not within 600s of server time'),
    });
  });

  it.each([
    ['auth_timestamp', null],
    ['auth_timestamp', 'soon'],
    ['auth_version', null],
    ['auth_version', '2.0'],
    ['auth_key', null],
    ['auth_key', 'somebody-else'],
  ])('401: refuses %s = %s', async (name, value) => {
    const answer = await callApi(await startTestServer(), { ...TRIGGER, overrides: { [name]: value } });
    expect(answer).toMatchObject({ status: 401, text: expect.stringMatching(new RegExp(name, 'i')) });
  });

  it('403: refuses everything when the application is disabled', async () => {
    const server = await startTestServer({ settings: { enabled: false } });
    expect((await callApi(server, TRIGGER)).status).toBe(403);
  });

  it('404: refuses an unknown app id and an unknown call', async () => {
    const server = await startTestServer();
    expect((await callApi(server, { ...TRIGGER, appId: '4' })).status).toBe(404);
    expect((await callApi(server, { method: 'GET', path: '/secrets' })).status).toBe(404);
    expect((await callApi(server, { method: 'GET', path: '' })).status).toBe(404);
  });

  it('405: names the method that a call takes', async () => {
    const answer = await callApi(await startTestServer(), { method: 'GET', path: '/events' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('400: refuses an address that cannot be decoded', async () => {
    const answer = await callApi(await startTestServer(), { method: 'GET', path: '/channels/%E0%A4%A' });
    expect(answer.status).toBe(400);
  });

  it('413: refuses a request larger than the limit', async () => {
    const server = await startTestServer({ limits: { requestBodyBytes: 1000 } });
    const body = JSON.stringify({ name: 'a', channel: 'news', data: 'x'.repeat(1000) });
    expect((await callApi(server, { ...TRIGGER, body })).status).toBe(413);
  });

  it('logs what it refuses, without the secret', async () => {
    const server = await startTestServer();
    await callApi(server, { ...TRIGGER, signature: 'wrong' });
    expect(server.log).toContainEqual(
      expect.objectContaining({ type: 'request_refused', status: 401, path: '/apps/3/events' }),
    );
    expect(JSON.stringify(server.log)).not.toContain('7ad3773142a6692b25b8');
  });
});

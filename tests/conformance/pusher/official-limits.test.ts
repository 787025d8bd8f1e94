import Backend from 'pusher';
import { describe, expect, it } from 'vitest';

import { backendFor, connected, frontendFor, nextEvent } from './official-clients.ts';
import { APP_ID, KEY, SECRET, startTestServer, type TestServer } from './test-server.ts';

const SUCCEEDED = 'pusher:subscription_succeeded';

/** A backend whose master key for encrypted channels is another than the usual one. */
function backendWithKey(server: TestServer, filling: string): Backend {
  const encryptionMasterKeyBase64 = Buffer.alloc(32, filling).toString('base64');
  const address = { host: '127.0.0.1', port: String(server.port) };
  return new Backend({ appId: APP_ID, key: KEY, secret: SECRET, encryptionMasterKeyBase64, ...address });
}

describe('what pusher and pusher-js learn of limits', () => {
  it('4301: too many client events are an error of the connection, which stays open', async () => {
    const server = await startTestServer();
    const frontend = frontendFor(server);
    const channel = frontend.subscribe('private-desk');
    await nextEvent(channel, SUCCEEDED);
    const error = nextEvent(frontend.connection, 'error');
    for (let count = 0; count < 11; count += 1) channel.trigger('client-tick', { count });
    expect(await error).toMatchObject({ data: { code: 4301 } });
    expect(frontend.connection.state).toBe('connected');
  });

  it('4302: a watchlist over 100 users is an error beside a sign-in that succeeds', async () => {
    const server = await startTestServer();
    const watchlist = Array.from({ length: 101 }, (_, index) => `user-${index}`);
    const frontend = frontendFor(server, { user: { id: 'ann', watchlist } });
    await connected(frontend);
    const error = nextEvent(frontend.connection, 'error');
    frontend.signin();
    await frontend.user.signinDonePromise;
    expect(await error).toMatchObject({ data: { code: 4302 } });
    expect(frontend.user.user_data).toMatchObject({ id: 'ann' });
  });

  it('413 and 400: an event too large and a batch too long are rejected by the server', async () => {
    const server = await startTestServer();
    const backend = backendFor(server);
    await expect(backend.trigger('news', 'big', 'x'.repeat(10_241))).rejects.toMatchObject({ status: 413 });
    const batch = Array.from({ length: 11 }, () => ({ channel: 'news', name: 'tick', data: '1' }));
    await expect(backend.triggerBatch(batch)).rejects.toMatchObject({ status: 400 });
  });
});

describe('encrypted channels', () => {
  it('carry batches that only subscribers can read', async () => {
    const server = await startTestServer();
    const channel = frontendFor(server).subscribe('private-encrypted-desk');
    await nextEvent(channel, SUCCEEDED);
    const decrypted = nextEvent(channel, 'secret');
    const event = { channel: 'private-encrypted-desk', name: 'secret', data: { reserve: 12_500 } };
    await backendFor(server).triggerBatch([event]);
    expect(await decrypted).toEqual({ reserve: 12_500 });
  });

  it('go on when the master key is changed: subscribers ask for the new one and read on', async () => {
    const server = await startTestServer();
    const keys = { current: backendWithKey(server, 'first') };
    const frontend = frontendFor(server, {
      overrides: {
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            callback(null, keys.current.authorizeChannel(socketId, channelName));
          },
        },
      },
    });
    const channel = frontend.subscribe('private-encrypted-desk');
    await nextEvent(channel, SUCCEEDED);
    keys.current = backendWithKey(server, 'second');
    const decrypted = nextEvent(channel, 'secret');
    await keys.current.trigger('private-encrypted-desk', 'secret', { reserve: 13_000 });
    expect(await decrypted).toEqual({ reserve: 13_000 });
  });

  it('stay closed to who holds another key', async () => {
    const server = await startTestServer();
    const stranger = frontendFor(server, { backend: backendWithKey(server, 'other') });
    const channel = stranger.subscribe('private-encrypted-desk');
    await nextEvent(channel, SUCCEEDED);
    const heard: unknown[] = [];
    channel.bind('secret', (data: unknown) => heard.push(data));
    const onTheWire = new Promise<void>((resolve) => {
      stranger.connection.bind('message', ({ event }: { event: string }) => {
        if (event === 'after') resolve();
      });
    });
    await backendFor(server).trigger('private-encrypted-desk', 'secret', { reserve: 12_500 });
    await backendFor(server).trigger('private-encrypted-desk', 'after', {});
    await onTheWire;
    expect(heard).toEqual([]);
  });
});

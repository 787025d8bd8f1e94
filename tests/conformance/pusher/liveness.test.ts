import { describe, expect, it } from 'vitest';

import { appPath, connect } from './raw-client.ts';
import { startTestServer } from './test-server.ts';

describe('ping and pong', () => {
  it('answers pusher:ping with pusher:pong', async () => {
    const client = await connect(await startTestServer());
    client.send('pusher:ping', {});
    expect(await client.next('pusher:pong')).toEqual({ event: 'pusher:pong', data: '{}' });
  });

  it('answers a WebSocket ping with a WebSocket pong', async () => {
    const client = await connect(await startTestServer());
    const pong = new Promise<string>((resolve) => {
      client.webSocket.once('pong', (data) => {
        resolve(data.toString());
      });
    });
    client.webSocket.ping('are you there?');
    expect(await pong).toBe('are you there?');
  });

  it('pings a client that has been silent for the activity timeout, and keeps it when it answers', async () => {
    const server = await startTestServer({
      limits: { activityTimeoutSeconds: 0.04, pongTimeoutSeconds: 10 },
    });
    const client = await connect(server);
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => {
        client.webSocket.once('ping', resolve);
      });
    }
    await client.settle();
    expect(server.pusher.stats().connections).toBe(1);
  });

  it('4201: closes a client that does not answer the ping in time', async () => {
    const server = await startTestServer({
      limits: { activityTimeoutSeconds: 0.04, pongTimeoutSeconds: 0.04 },
    });
    const client = await connect(server, appPath(), { autoPong: false });
    expect(await client.closed).toEqual({ code: 4201, reason: 'Pong reply not received in time' });
  });

  it('takes any message as the answer to a ping, also pusher:pong', async () => {
    const server = await startTestServer({
      limits: { activityTimeoutSeconds: 0.04, pongTimeoutSeconds: 10 },
    });
    const client = await connect(server, appPath(), { autoPong: false });
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => {
        client.webSocket.once('ping', resolve);
      });
      client.send('pusher:pong', {});
    }
    await client.settle();
    expect(server.pusher.stats().connections).toBe(1);
  });

  it('4202: closes a client too old to be pinged after long inactivity, without a ping', async () => {
    const server = await startTestServer({
      limits: { activityTimeoutSeconds: 0.02, inactivityTimeoutSeconds: 0.08 },
    });
    const client = await connect(server, appPath('protocol=4'));
    let pings = 0;
    client.webSocket.on('ping', () => {
      pings += 1;
    });
    expect(await client.next('pusher:error')).toMatchObject({ data: { code: 4202 } });
    expect((await client.closed).code).toBe(4202);
    expect(pings).toBe(0);
  });
});

describe('authorized connections', () => {
  const options = {
    settings: { authorizedConnections: true },
    limits: { authorizationTimeoutSeconds: 0.05 },
  };
  /** Enough to join and to sign in, also on a busy machine. */
  const patient = { ...options, limits: { authorizationTimeoutSeconds: 1 } };

  it('4009: closes a connection that neither signs in nor joins a protected channel in time', async () => {
    const client = await connect(await startTestServer(options));
    await client.subscribe('news');
    expect(await client.closed).toEqual({ code: 4009, reason: 'Connection not authorized within timeout' });
  });

  it('keeps a connection that joined a private channel, and one that signed in', async () => {
    const server = await startTestServer(patient);
    const [subscriber, user] = await Promise.all([connect(server), connect(server)]);
    await Promise.all([subscriber.subscribe('private-desk'), user.signIn({ id: 'ann' })]);
    const stranger = await connect(server);
    expect((await stranger.closed).code).toBe(4009);
    await Promise.all([subscriber.settle(), user.settle()]);
    expect(server.pusher.stats().connections).toBe(2);
  });
});

import { connect as openSocket } from 'node:net';

import { describe, expect, it } from 'vitest';

import { appPath, connect, open } from './raw-client.ts';
import { KEY, startTestServer } from './test-server.ts';

describe('opening a connection', () => {
  it('greets with pusher:connection_established, a socket id and the activity timeout in seconds', async () => {
    const client = open(await startTestServer());
    expect(await client.nextData('pusher:connection_established')).toEqual({
      socket_id: expect.stringMatching(/^\d+\.\d+$/),
      activity_timeout: 120,
    });
  });

  it('gives every connection a socket id of its own', async () => {
    const server = await startTestServer();
    const clients = await Promise.all(Array.from({ length: 20 }, () => connect(server)));
    expect(new Set(clients.map((client) => client.socketId)).size).toBe(20);
    expect(server.pusher.stats().connections).toBe(20);
  });

  it.each([4, 5, 6, 7])('accepts protocol %i', async (protocol) => {
    const client = await connect(await startTestServer(), appPath(`protocol=${protocol}`));
    expect(client.socketId).not.toBe('');
  });

  it('does not negotiate compression, even when the client offers it', async () => {
    const client = await connect(await startTestServer(), appPath(), { perMessageDeflate: true });
    expect(client.webSocket.extensions).toBe('');
  });

  it('forgets a connection that the client closes', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    await client.subscribe('news');
    client.webSocket.close(1000);
    await client.closed;
    await expect.poll(() => server.pusher.stats()).toMatchObject({ connections: 0, channels: 0 });
  });
});

describe('refusing a connection', () => {
  it('4000: the application only accepts TLS', async () => {
    const server = await startTestServer({ settings: { tlsOnly: true } });
    expect((await open(server).closed).code).toBe(4000);
  });

  it('does not send 4000 to a client behind a proxy that terminated TLS', async () => {
    const server = await startTestServer({ settings: { tlsOnly: true } });
    const client = await connect(server, appPath(), { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(client.socketId).not.toBe('');
  });

  it('4001: the application does not exist', async () => {
    const client = open(await startTestServer(), appPath('protocol=7', 'nobody'));
    expect(await client.closed).toEqual({ code: 4001, reason: expect.stringContaining('does not exist') });
  });

  it('4003: the application is disabled', async () => {
    const server = await startTestServer({ settings: { enabled: false } });
    expect((await open(server).closed).code).toBe(4003);
  });

  it('4004: the application is over its connection quota', async () => {
    const server = await startTestServer({ limits: { connections: 1 } });
    const first = await connect(server);
    expect((await open(server).closed).code).toBe(4004);
    await first.settle();
    expect(server.pusher.stats().connections).toBe(1);
  });

  it('4005: the path below the key is not known', async () => {
    const client = open(await startTestServer(), `/app/${KEY}/elsewhere?protocol=7`);
    expect((await client.closed).code).toBe(4005);
  });

  it.each(['protocol=seven', 'protocol=7.1', 'protocol=-7', 'protocol=7&version=latest'])(
    '4006: the version string is malformed (%s)',
    async (parameters) => {
      const client = open(await startTestServer(), appPath(parameters));
      expect((await client.closed).code).toBe(4006);
    },
  );

  it.each(['protocol=3', 'protocol=8'])('4007: the protocol is not supported (%s)', async (parameters) => {
    const client = open(await startTestServer(), appPath(parameters));
    expect((await client.closed).code).toBe(4007);
  });

  it('4008: no protocol version is supplied', async () => {
    const client = open(await startTestServer(), `/app/${KEY}`);
    expect((await client.closed).code).toBe(4008);
  });

  it('4100: more newcomers in a second than the server takes in', async () => {
    const server = await startTestServer({ limits: { newConnectionsPerSecond: 1 } });
    await connect(server);
    expect((await open(server).closed).code).toBe(4100);
  });

  it('tells clients older than protocol 6 in a pusher:error event as well', async () => {
    const client = open(await startTestServer(), appPath('protocol=5', 'nobody'));
    expect(await client.next('pusher:error')).toMatchObject({ data: { code: 4001 } });
    expect((await client.closed).code).toBe(4001);
  });

  it('tells clients of protocol 6 and newer with the close code alone', async () => {
    const client = open(await startTestServer(), appPath('protocol=6', 'nobody'));
    await client.closed;
    expect(client.unread).toEqual([]);
  });
});

describe('sharing the site’s port', () => {
  it.each(['/', '/app', '/app/', '/application/x', '/_next/webpack-hmr'])(
    'leaves an upgrade of %s to the site',
    async (path) => {
      const { port } = await startTestServer();
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = openSocket(port, '127.0.0.1', () => {
          socket.write(
            `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
          );
        });
        socket.once('data', (data) => {
          resolve(data.toString());
          socket.destroy();
        });
        socket.once('error', reject);
      });
      expect(answer).toContain('426 Upgrade Required');
    },
  );

  it.each(['/', '/apps', '/app/x', '/appsettings'])('leaves a request for %s to the site', async (path) => {
    const { port } = await startTestServer();
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(await response.text()).toBe('the site');
  });
});

describe('closing the server', () => {
  it.each([
    [4100, 'in_a_moment'],
    [4200, 'at_once'],
  ] as const)(
    '%i: tells every client to come back %s, and waits until they are gone',
    async (code, comeBack) => {
      const server = await startTestServer();
      const clients = await Promise.all([connect(server), connect(server), connect(server)]);
      await server.pusher.close({ comeBack });
      expect(server.pusher.stats().connections).toBe(0);
      const closings = await Promise.all(clients.map((client) => client.closed));
      expect(closings.map((closing) => closing.code)).toEqual([code, code, code]);
    },
  );

  it('does not wait for a client that ignores the closing handshake', async () => {
    const server = await startTestServer({ limits: { closeTimeoutSeconds: 0.05 } });
    const client = await connect(server);
    client.webSocket.pause();
    await server.pusher.close();
    expect(server.pusher.stats().connections).toBe(0);
  });

  it('4100: sends newcomers away afterwards, while the site still listens', async () => {
    const server = await startTestServer();
    await server.pusher.close();
    expect((await open(server).closed).code).toBe(4100);
  });
});

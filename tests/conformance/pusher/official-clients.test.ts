import { describe, expect, it } from 'vitest';

import { backendFor, connected, frontendFor, joinPresence, nextEvent } from './official-clients.ts';
import { startTestServer } from './test-server.ts';

const SUCCEEDED = 'pusher:subscription_succeeded';

describe('pusher and pusher-js against this server', () => {
  it('connect, subscribe to a public channel and receive what trigger sends', async () => {
    const server = await startTestServer();
    const channel = frontendFor(server).subscribe('news');
    await nextEvent(channel, SUCCEEDED);
    const headline = nextEvent(channel, 'headline');
    const response = await backendFor(server).trigger('news', 'headline', { text: 'Gavel opens' });
    expect(response.status).toBe(200);
    expect(await headline).toEqual({ text: 'Gavel opens' });
  });

  it('bind to all events of a connection', async () => {
    const server = await startTestServer();
    const frontend = frontendFor(server);
    await nextEvent(frontend.subscribe('news'), SUCCEEDED);
    const seen = new Promise((resolve) => {
      frontend.bind_global((event: string, data: unknown) => {
        if (event === 'headline') resolve(data);
      });
    });
    await backendFor(server).trigger(['news', 'weather'], 'headline', [1, 2]);
    expect(await seen).toEqual([1, 2]);
  });

  it('exclude the sender by socket id', async () => {
    const server = await startTestServer();
    const [sender, receiver] = [frontendFor(server), frontendFor(server)];
    const channels = [sender.subscribe('news'), receiver.subscribe('news')];
    await Promise.all(channels.map((channel) => nextEvent(channel, SUCCEEDED)));
    const seenBySender: unknown[] = [];
    channels[0]?.bind('tick', (data: unknown) => seenBySender.push(data));
    const backend = backendFor(server);
    await backend.trigger('news', 'tick', 1, { socket_id: sender.connection.socket_id });
    await backend.trigger('news', 'tick', 2);
    await expect.poll(() => seenBySender).toEqual([2]);
  });

  it('send batches', async () => {
    const server = await startTestServer();
    const frontend = frontendFor(server);
    const [news, weather] = [frontend.subscribe('news'), frontend.subscribe('weather')];
    await Promise.all([nextEvent(news, SUCCEEDED), nextEvent(weather, SUCCEEDED)]);
    const received = Promise.all([nextEvent(news, 'tick'), nextEvent(weather, 'tock')]);
    await backendFor(server).triggerBatch([
      { channel: 'news', name: 'tick', data: { n: 1 } },
      { channel: 'weather', name: 'tock', data: 'plain text' },
    ]);
    expect(await received).toEqual([{ n: 1 }, 'plain text']);
  });

  it('join private channels and exchange client events', async () => {
    const server = await startTestServer();
    const [ann, bob] = [
      frontendFor(server).subscribe('private-desk'),
      frontendFor(server).subscribe('private-desk'),
    ];
    await Promise.all([nextEvent(ann, SUCCEEDED), nextEvent(bob, SUCCEEDED)]);
    const typing = nextEvent(bob, 'client-typing');
    expect(ann.trigger('client-typing', { who: 'ann' })).toBe(true);
    expect(await typing).toEqual({ who: 'ann' });
  });

  it('report a wrongly signed subscription as an error of the connection', async () => {
    const server = await startTestServer();
    const frontend = frontendFor(server, { backend: backendFor(server, 'another secret') });
    const error = nextEvent(frontend.connection, 'error');
    frontend.subscribe('private-desk');
    expect(await error).toMatchObject({
      type: 'PusherError',
      data: { code: null, message: expect.stringContaining('Invalid signature') },
    });
    expect(frontend.connection.state).toBe('connected');
  });

  it('see each other come and go in presence channels', async () => {
    const server = await startTestServer();
    const ann = frontendFor(server, { user: { id: 'ann', user_info: { name: 'Ann' } } });
    const room = joinPresence(ann, 'presence-room');
    await nextEvent(room, SUCCEEDED);
    expect(room.members).toMatchObject({ count: 1, me: { id: 'ann', info: { name: 'Ann' } } });

    const added = nextEvent(room, 'pusher:member_added');
    const bob = frontendFor(server, { user: { id: 'bob', user_info: { name: 'Bob' } } });
    bob.subscribe('presence-room');
    expect(await added).toEqual({ id: 'bob', info: { name: 'Bob' } });
    expect(room.members.count).toBe(2);

    const removed = nextEvent(room, 'pusher:member_removed');
    bob.disconnect();
    expect(await removed).toEqual({ id: 'bob', info: { name: 'Bob' } });
    expect(room.members.count).toBe(1);
  });

  it('know who sent a client event in a presence channel', async () => {
    const server = await startTestServer();
    const [ann, bob] = [
      frontendFor(server, { user: { id: 'ann' } }).subscribe('presence-room'),
      frontendFor(server, { user: { id: 'bob' } }).subscribe('presence-room'),
    ];
    await Promise.all([nextEvent(ann, SUCCEEDED), nextEvent(bob, SUCCEEDED)]);
    const metadata = new Promise((resolve) => {
      ann.bind('client-wave', (_data: unknown, details: unknown) => {
        resolve(details);
      });
    });
    bob.trigger('client-wave', {});
    expect(await metadata).toEqual({ user_id: 'bob' });
  });

  it('encrypt end to end: the server relays what only subscribers can read', async () => {
    const server = await startTestServer();
    const channel = frontendFor(server).subscribe('private-encrypted-desk');
    await nextEvent(channel, SUCCEEDED);
    const onTheWire = new Promise<string>((resolve) => {
      channel.pusher.connection.bind('message', (message: { event: string; data: unknown }) => {
        if (message.event === 'secret') resolve(JSON.stringify(message.data));
      });
    });
    const decrypted = nextEvent(channel, 'secret');
    await backendFor(server).trigger('private-encrypted-desk', 'secret', { reserve: 12_500 });
    expect(await decrypted).toEqual({ reserve: 12_500 });
    expect(JSON.parse(await onTheWire)).toEqual({
      nonce: expect.any(String),
      ciphertext: expect.any(String),
    });
  });

  it.each(['cache-lot', 'private-cache-lot', 'private-encrypted-cache-lot', 'presence-cache-lot'])(
    'replay the last event of %s, or report a cache miss',
    async (name) => {
      const server = await startTestServer();
      await nextEvent(frontendFor(server).subscribe(name), 'pusher:cache_miss');
      await backendFor(server).trigger(name, 'state', { version: 3 });
      expect(await nextEvent(frontendFor(server).subscribe(name), 'state')).toEqual({ version: 3 });
    },
  );

  it('count subscriptions', async () => {
    const server = await startTestServer();
    const news = frontendFor(server).subscribe('news');
    expect(await nextEvent(news, 'pusher:subscription_count')).toEqual({ subscription_count: 1 });
    const second = nextEvent(news, 'pusher:subscription_count');
    frontendFor(server).subscribe('news');
    await second;
    expect(news.subscriptionCount).toBe(2);
  });

  it('sign in, receive events sent to the user, and watch others come and go', async () => {
    const server = await startTestServer();
    const ann = frontendFor(server, { user: { id: 'ann', watchlist: ['bob'] } });
    const offline = nextEvent(ann.user.watchlist, 'offline');
    ann.signin();
    await ann.user.signinDonePromise;
    expect(ann.user.user_data).toMatchObject({ id: 'ann' });
    expect(await offline).toEqual({ name: 'offline', user_ids: ['bob'] });

    const online = nextEvent(ann.user.watchlist, 'online');
    const bob = frontendFor(server, { user: { id: 'bob' } });
    bob.signin();
    expect(await online).toEqual({ name: 'online', user_ids: ['bob'] });

    await expect.poll(() => ann.user.serverToUserChannel.subscribed).toBe(true);
    const outbid = nextEvent(ann.user, 'outbid');
    await backendFor(server).sendToUser('ann', 'outbid', { auction: 7 });
    expect(await outbid).toEqual({ auction: 7 });
  });

  it('join a presence channel as the signed-in user', async () => {
    const server = await startTestServer();
    const backend = backendFor(server);
    const ann = frontendFor(server, {
      user: { id: 'ann', user_info: { name: 'Ann' } },
      overrides: {
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            callback(null, backend.authorizeChannel(socketId, channelName));
          },
        },
      },
    });
    ann.signin();
    const room = joinPresence(ann, 'presence-room');
    await nextEvent(room, SUCCEEDED);
    expect(room.members.me).toEqual({ id: 'ann', info: { name: 'Ann' } });
  });

  it('terminate a user’s connections, which do not come back', async () => {
    const server = await startTestServer();
    // The library signs the path as it is, and its HTTP client escapes the space afterwards.
    const ann = frontendFor(server, { user: { id: 'ann lee' } });
    ann.signin();
    await expect.poll(() => server.pusher.stats().users).toBe(1);
    const disconnected = nextEvent(ann.connection, 'disconnected');
    await backendFor(server).terminateUserConnections('ann lee');
    await disconnected;
    await expect.poll(() => server.pusher.stats()).toMatchObject({ connections: 0, users: 0 });
  });

  it('query channels and users', async () => {
    const server = await startTestServer();
    const room = frontendFor(server, { user: { id: 'ann' } }).subscribe('presence-room');
    await nextEvent(room, SUCCEEDED);
    const backend = backendFor(server);
    const channels = await backend.get({
      path: '/channels',
      params: { filter_by_prefix: 'presence-', info: 'user_count' },
    });
    expect(await channels.json()).toEqual({ channels: { 'presence-room': { user_count: 1 } } });
    const users = await backend.get({ path: '/channels/presence-room/users' });
    expect(await users.json()).toEqual({ users: [{ id: 'ann' }] });
    const info = await backend.trigger('presence-room', 'tick', {}, { info: 'user_count' });
    expect(await info.json()).toEqual({ channels: { 'presence-room': { user_count: 1 } } });
  });

  it('reject with the status and the server’s words when the secret is wrong', async () => {
    const backend = backendFor(await startTestServer(), 'another secret');
    await expect(backend.trigger('news', 'tick', {})).rejects.toMatchObject({
      status: 401,
      body: expect.stringContaining('Invalid signature'),
    });
  });

  it('give up on an app key that does not exist', async () => {
    const server = await startTestServer();
    const frontend = frontendFor(server);
    await connected(frontend);
    const error = nextEvent(frontend.connection, 'error');
    frontend.switchCluster({ appKey: 'nobody', cluster: 'local' });
    expect(await error).toMatchObject({ error: { data: { code: 4001 } } });
    expect(frontend.connection.state).toBe('disconnected');
  });

  it('stay connected through pings while nothing happens', async () => {
    const server = await startTestServer({
      limits: { activityTimeoutSeconds: 0.05, pongTimeoutSeconds: 0.5 },
    });
    const frontend = frontendFor(server);
    await connected(frontend);
    const { socket_id: socketId } = frontend.connection;
    let pongs = 0;
    frontend.connection.bind('message', ({ event }: { event: string }) => {
      if (event === 'pusher:pong') pongs += 1;
    });
    await expect.poll(() => pongs).toBeGreaterThan(3);
    expect(frontend.connection.socket_id).toBe(socketId);
  });
});

describe('a restart of the server', () => {
  it('brings pusher-js back by itself, with its subscriptions and its sign-in', async () => {
    const first = await startTestServer();
    const frontend = frontendFor(first, { user: { id: 'ann', user_info: { name: 'Ann' } } });
    frontend.signin();
    const news = frontend.subscribe('news');
    const room = joinPresence(frontend, 'presence-room');
    await Promise.all([nextEvent(news, SUCCEEDED), nextEvent(room, SUCCEEDED)]);
    const { socket_id: socketId } = frontend.connection;

    const again = Promise.all([nextEvent(news, SUCCEEDED), nextEvent(room, SUCCEEDED)]);
    await first.close();
    const second = await startTestServer({ port: first.port });
    await again;

    expect(frontend.connection.socket_id).not.toBe(socketId);
    expect(room.members.me).toEqual({ id: 'ann', info: { name: 'Ann' } });
    await expect.poll(() => second.pusher.stats().users).toBe(1);
    const tick = nextEvent(news, 'tick');
    await backendFor(second).trigger('news', 'tick', { after: 'restart' });
    expect(await tick).toEqual({ after: 'restart' });
  });
});

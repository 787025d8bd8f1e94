import { describe, expect, it } from 'vitest';

import { connect, decode, hmac } from './raw-client.ts';
import { callApi, postEvent } from './signed-request.ts';
import { KEY, startTestServer } from './test-server.ts';

const WATCHLIST = 'pusher_internal:watchlist_events';

describe('signing in', () => {
  it('answers pusher:signin with pusher:signin_success and the user data as it was signed', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    expect(await client.signIn({ id: 'ann', user_info: { name: 'Ann' } })).toEqual({
      event: 'pusher:signin_success',
      data: { user_data: '{"id":"ann","user_info":{"name":"Ann"}}' },
    });
    expect(server.pusher.stats().users).toBe(1);
  });

  it('refuses a wrong signature and keeps the connection', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    client.send('pusher:signin', { auth: `${KEY}:${hmac('forged')}`, user_data: '{"id":"admin"}' });
    expect(decode(await client.next('pusher:error'))).toMatchObject({
      message: expect.stringContaining(`${client.socketId}::user::{"id":"admin"}`),
    });
    await client.settle();
    expect(server.pusher.stats().users).toBe(0);
  });

  it('refuses a wrong key', async () => {
    const client = await connect(await startTestServer());
    const signature = hmac(`${client.socketId}::user::{"id":"ann"}`);
    client.send('pusher:signin', { auth: `other:${signature}`, user_data: '{"id":"ann"}' });
    expect(decode(await client.next('pusher:error'))).toMatchObject({
      message: expect.stringContaining('Invalid key in signin auth data'),
    });
  });

  it.each([{}, { id: '' }, { id: 7 }, { id: 'u'.repeat(129) }])(
    'refuses the user data %j',
    async (userData) => {
      const client = await connect(await startTestServer());
      client.requestSignIn(userData);
      expect(decode(await client.next('pusher:error'))).toMatchObject({
        message: expect.stringContaining('Invalid user_data'),
      });
    },
  );

  it('refuses to sign a connection in as a second user, and accepts the first one again', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    await client.signIn({ id: 'ann' });
    client.requestSignIn({ id: 'bob' });
    expect(decode(await client.next('pusher:error'))).toMatchObject({
      message: 'Already signed in as the user ann',
    });
    await client.signIn({ id: 'ann' });
    client.webSocket.close();
    await expect.poll(() => server.pusher.stats().users).toBe(0);
  });
});

describe('server-to-user channels', () => {
  it('deliver events to every connection of the user', async () => {
    const server = await startTestServer();
    const tabs = [await connect(server), await connect(server)];
    for (const tab of tabs) {
      await tab.signIn({ id: 'ann@example.org' });
      await tab.subscribe('#server-to-user-ann@example.org');
    }
    const channel = '#server-to-user-ann@example.org';
    await postEvent(server, { name: 'outbid', channel, data: '{}' });
    for (const tab of tabs) expect(await tab.next('outbid')).toMatchObject({ channel });
  });

  it('refuse everybody who is not signed in as that user', async () => {
    const server = await startTestServer();
    const [stranger, bob] = [await connect(server), await connect(server)];
    await bob.signIn({ id: 'bob' });
    for (const client of [stranger, bob]) {
      client.requestSubscription('#server-to-user-ann');
      expect(decode(await client.next('pusher:error'))).toMatchObject({
        message: expect.stringContaining('Sign in as the user'),
      });
    }
  });

  it('refuse client events', async () => {
    const client = await connect(await startTestServer());
    await client.signIn({ id: 'ann' });
    await client.subscribe('#server-to-user-ann');
    client.send('client-forged', {}, '#server-to-user-ann');
    expect(await client.next('pusher:error')).toMatchObject({ data: { code: null } });
  });

  it('are left out of the list of channels', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    await client.signIn({ id: 'ann' });
    await client.subscribe('#server-to-user-ann');
    expect((await callApi(server, { method: 'GET', path: '/channels' })).text).toBe('{"channels":{}}');
  });
});

describe('terminating a user’s connections', () => {
  it('4009: closes those signed in as the user, and no others', async () => {
    const server = await startTestServer();
    const [ann, annToo, bob, guest] = [
      await connect(server),
      await connect(server),
      await connect(server),
      await connect(server),
    ];
    await Promise.all([
      ann.signIn({ id: 'a b/c' }),
      annToo.signIn({ id: 'a b/c' }),
      bob.signIn({ id: 'bob' }),
    ]);
    await guest.subscribe('presence-room', { user_id: 'a b/c' });
    const path = `/users/${encodeURIComponent('a b/c')}/terminate_connections`;
    const answer = await callApi(server, { method: 'POST', path, body: '{}' });
    expect(answer).toMatchObject({ status: 200, text: '{}' });
    expect((await ann.closed).code).toBe(4009);
    expect((await annToo.closed).code).toBe(4009);
    await Promise.all([bob.settle(), guest.settle()]);
    expect(server.pusher.stats()).toMatchObject({ connections: 2, users: 1 });
  });

  it('answers 200 when the user has no connection', async () => {
    const path = '/users/nobody/terminate_connections';
    const answer = await callApi(await startTestServer(), { method: 'POST', path, body: '{}' });
    expect(answer).toMatchObject({ status: 200, text: '{}' });
  });
});

describe('watchlist events', () => {
  it('tell a user at sign-in who of the watchlist is online and who is not', async () => {
    const server = await startTestServer();
    const [bob, ann] = [await connect(server), await connect(server)];
    await bob.signIn({ id: 'bob' });
    await ann.signIn({ id: 'ann', watchlist: ['bob', 'cem'] });
    expect(await ann.nextData(WATCHLIST)).toEqual({
      events: [
        { name: 'online', user_ids: ['bob'] },
        { name: 'offline', user_ids: ['cem'] },
      ],
    });
  });

  it('tell when a watched user comes with the first connection and goes with the last', async () => {
    const server = await startTestServer();
    const [ann, firstTab, secondTab] = [await connect(server), await connect(server), await connect(server)];
    await ann.signIn({ id: 'ann', watchlist: ['bob'] });
    expect(await ann.nextData(WATCHLIST)).toEqual({ events: [{ name: 'offline', user_ids: ['bob'] }] });

    await firstTab.signIn({ id: 'bob' });
    expect(await ann.nextData(WATCHLIST)).toEqual({ events: [{ name: 'online', user_ids: ['bob'] }] });
    await secondTab.signIn({ id: 'bob' });
    firstTab.webSocket.close();
    await firstTab.closed;
    await secondTab.settle();
    await ann.settle();
    expect(ann.unread).toEqual([]);

    secondTab.webSocket.close();
    expect(await ann.nextData(WATCHLIST)).toEqual({ events: [{ name: 'offline', user_ids: ['bob'] }] });
  });

  it('follow the watchlist of the latest sign-in, each user once', async () => {
    const server = await startTestServer();
    const [ann, bob] = [await connect(server), await connect(server)];
    await ann.signIn({ id: 'ann', watchlist: ['bob'] });
    await ann.signIn({ id: 'ann', watchlist: ['cem', 'cem'] });
    await ann.next(WATCHLIST);
    expect(await ann.nextData(WATCHLIST)).toEqual({ events: [{ name: 'offline', user_ids: ['cem'] }] });
    await bob.signIn({ id: 'bob' });
    await ann.settle();
    expect(ann.unread).toEqual([]);
  });

  it('4302: accepts the first 100 user ids of a longer watchlist and names them', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    const watchlist = Array.from({ length: 101 }, (_, index) => `user-${index}`);
    await client.signIn({ id: 'ann', watchlist });
    const error = decode(await client.next('pusher:error'));
    expect(error).toMatchObject({ code: 4302, message: expect.stringContaining('user-99') });
    expect(error).not.toMatchObject({ message: expect.stringContaining('user-100') });
    expect(await client.nextData(WATCHLIST)).toMatchObject({
      events: [{ name: 'offline', user_ids: watchlist.slice(0, 100) }],
    });
  });

  it('are not sent when the feature is off', async () => {
    const client = await connect(await startTestServer({ settings: { watchlistEvents: false } }));
    await client.signIn({ id: 'ann', watchlist: ['bob'] });
    await client.settle();
    expect(client.unread).toEqual([]);
  });
});

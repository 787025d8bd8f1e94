import { describe, expect, it } from 'vitest';

import { connect, type RawClient } from './raw-client.ts';
import { type ApiAnswer, callApi, postEvent } from './signed-request.ts';
import { startTestServer, type TestServer } from './test-server.ts';

function get(server: TestServer, path: string, query: Record<string, string> = {}): Promise<ApiAnswer> {
  return callApi(server, { method: 'GET', path, query });
}

function postBatch(server: TestServer, batch: unknown): Promise<ApiAnswer> {
  return callApi(server, { method: 'POST', path: '/batch_events', body: JSON.stringify({ batch }) });
}

/** Two connections on `news`; ann twice and bob once in `presence-room`. */
async function populate(server: TestServer): Promise<RawClient[]> {
  const clients = [await connect(server), await connect(server), await connect(server)];
  for (const [index, client] of clients.entries()) {
    await client.subscribe('presence-room', { user_id: index < 2 ? 'ann' : 'bob' });
    if (index < 2) await client.subscribe('news');
  }
  return clients;
}

describe('POST /events', () => {
  it('goes to several channels, once each even if one is named twice', async () => {
    const server = await startTestServer({ settings: { subscriptionCounts: false } });
    const client = await connect(server);
    for (const channel of ['a', 'b', 'c']) await client.subscribe(channel);
    await postEvent(server, { name: 'tick', channels: ['a', 'b', 'a'], data: '1' });
    await client.settle();
    expect(client.unread.map(({ channel }) => channel)).toEqual(['a', 'b']);
  });

  it('leaves out the connection named by socket_id', async () => {
    const server = await startTestServer({ settings: { subscriptionCounts: false } });
    const [sender, receiver] = [await connect(server), await connect(server)];
    await Promise.all([sender.subscribe('news'), receiver.subscribe('news')]);
    await postEvent(server, { name: 'tick', channel: 'news', data: '1', socket_id: sender.socketId });
    await receiver.next('tick');
    await sender.settle();
    expect(sender.unread).toEqual([]);
  });

  it('answers with the attributes that info asks for', async () => {
    const server = await startTestServer();
    await populate(server);
    const channels = ['presence-room', 'news', 'empty'];
    const info = 'user_count,subscription_count';
    const answer = await postEvent(server, { name: 'tick', channels, data: '1', info });
    expect(JSON.parse(answer.text)).toEqual({
      channels: {
        'presence-room': { user_count: 2, subscription_count: 3 },
        news: { subscription_count: 2 },
        empty: { subscription_count: 0 },
      },
    });
  });

  it('takes its parameters from the query when there is no body', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    await client.subscribe('news');
    const query = { name: 'tick', data: '{"a":"b c&d"}', 'channels[]': 'news' };
    const answer = await callApi(server, { method: 'POST', path: '/events', query });
    expect(answer).toMatchObject({ status: 200, text: '{}' });
    expect(await client.next('tick')).toMatchObject({ data: '{"a":"b c&d"}' });
  });

  it('goes to 100 channels, and 400: not to more', async () => {
    const server = await startTestServer();
    const channels = Array.from({ length: 101 }, (_, index) => `channel-${index}`);
    const event = { name: 'tick', data: '1' };
    expect((await postEvent(server, { ...event, channels: channels.slice(0, 100) })).status).toBe(200);
    expect(await postEvent(server, { ...event, channels })).toMatchObject({
      status: 400,
      text: expect.stringContaining('at most 100 channels'),
    });
  });

  it('carries 10 kB of data, counted in UTF-8 bytes, and 413: not more', async () => {
    const server = await startTestServer();
    const event = { name: 'tick', channel: 'news' };
    expect((await postEvent(server, { ...event, data: 'é'.repeat(5120) })).status).toBe(200);
    expect(await postEvent(server, { ...event, data: 'é'.repeat(5121) })).toMatchObject({
      status: 413,
      text: expect.stringContaining('10240 bytes'),
    });
  });

  it.each([
    ['no name', { channel: 'news', data: '' }],
    ['no data', { name: 'tick', channel: 'news' }],
    ['data that is not a string', { name: 'tick', channel: 'news', data: { a: 1 } }],
    ['no channel', { name: 'tick', data: '' }],
    ['an empty list of channels', { name: 'tick', channels: [], data: '' }],
    ['a name over 200 characters', { name: 'n'.repeat(201), channel: 'news', data: '' }],
    ['an invalid channel name', { name: 'tick', channel: 'two words', data: '' }],
    ['an invalid socket id', { name: 'tick', channel: 'news', data: '', socket_id: 'x' }],
    ['an unknown info attribute', { name: 'tick', channel: 'news', data: '', info: 'secrets' }],
  ])('400: refuses %s, in words', async (_title, event) => {
    const answer = await postEvent(await startTestServer(), event);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.text.length).toBeGreaterThan(20);
  });

  it('400: refuses a body that is not JSON', async () => {
    const server = await startTestServer();
    expect((await callApi(server, { method: 'POST', path: '/events', body: '{' })).status).toBe(400);
  });
});

describe('POST /batch_events', () => {
  it('sends each event to its channel, in order', async () => {
    const server = await startTestServer({ settings: { subscriptionCounts: false } });
    const client = await connect(server);
    for (const channel of ['a', 'b']) await client.subscribe(channel);
    const answer = await postBatch(server, [
      { name: 'one', channel: 'a', data: '1' },
      { name: 'two', channel: 'b', data: '2' },
      { name: 'three', channel: 'a', data: '3' },
      { name: 'four', channel: 'a', data: '4', socket_id: client.socketId },
    ]);
    expect(answer).toMatchObject({ status: 200, text: '{}' });
    await client.settle();
    expect(client.unread.map(({ event }) => event)).toEqual(['one', 'two', 'three']);
  });

  it('answers info per event, by position', async () => {
    const server = await startTestServer();
    await populate(server);
    const answer = await postBatch(server, [
      { name: 'tick', channel: 'presence-room', data: '', info: 'user_count' },
      { name: 'tick', channel: 'news', data: '' },
      { name: 'tick', channel: 'news', data: '', info: 'subscription_count' },
    ]);
    expect(JSON.parse(answer.text)).toEqual({
      batch: [{ user_count: 2 }, {}, { subscription_count: 2 }],
    });
  });

  it('takes 10 events, and 400: not more', async () => {
    const server = await startTestServer();
    const batch = Array.from({ length: 11 }, () => ({ name: 'tick', channel: 'news', data: '' }));
    expect((await postBatch(server, batch.slice(0, 10))).status).toBe(200);
    expect(await postBatch(server, batch)).toMatchObject({
      status: 400,
      text: expect.stringContaining('at most 10 events'),
    });
  });

  it('sends nothing when one of the events is refused (413)', async () => {
    const server = await startTestServer({ settings: { subscriptionCounts: false } });
    const client = await connect(server);
    await client.subscribe('news');
    const answer = await postBatch(server, [
      { name: 'small', channel: 'news', data: '' },
      { name: 'large', channel: 'news', data: 'x'.repeat(10_241) },
    ]);
    expect(answer.status).toBe(413);
    await client.settle();
    expect(client.unread).toEqual([]);
  });

  it('400: refuses a batch without events', async () => {
    const server = await startTestServer();
    expect((await postBatch(server, [])).status).toBe(400);
    expect((await postBatch(server, 'all of them')).status).toBe(400);
  });
});

describe('GET /channels', () => {
  it('lists the occupied channels', async () => {
    const server = await startTestServer();
    await populate(server);
    const answer = await get(server, '/channels');
    expect(JSON.parse(answer.text)).toEqual({ channels: { 'presence-room': {}, news: {} } });
  });

  it('filters by prefix and adds user_count', async () => {
    const server = await startTestServer();
    await populate(server);
    const answer = await get(server, '/channels', { filter_by_prefix: 'presence-', info: 'user_count' });
    expect(JSON.parse(answer.text)).toEqual({ channels: { 'presence-room': { user_count: 2 } } });
  });

  it.each([
    { info: 'user_count' },
    { info: 'user_count', filter_by_prefix: 'private-' },
    { info: 'cache' },
    { info: 'secrets' },
  ])('400: refuses %j', async (query) => {
    expect((await get(await startTestServer(), '/channels', query)).status).toBe(400);
  });
});

describe('GET /channels/{name}', () => {
  it('tells whether a channel is occupied', async () => {
    const server = await startTestServer();
    await populate(server);
    expect(JSON.parse((await get(server, '/channels/news')).text)).toEqual({ occupied: true });
    expect(JSON.parse((await get(server, '/channels/empty')).text)).toEqual({ occupied: false });
  });

  it('adds user_count and subscription_count', async () => {
    const server = await startTestServer();
    await populate(server);
    const answer = await get(server, '/channels/presence-room', { info: 'user_count,subscription_count' });
    expect(JSON.parse(answer.text)).toEqual({ occupied: true, user_count: 2, subscription_count: 3 });
  });

  it('adds the cached event and its remaining seconds, or null', async () => {
    const server = await startTestServer();
    const path = '/channels/cache-lot';
    expect(JSON.parse((await get(server, path, { info: 'cache' })).text)).toEqual({
      occupied: false,
      cache: null,
    });
    await postEvent(server, { name: 'state', channel: 'cache-lot', data: '{"version":1}' });
    expect(JSON.parse((await get(server, path, { info: 'cache' })).text)).toEqual({
      occupied: false,
      cache: { data: '{"version":1}', ttl: 1800 },
    });
  });

  it.each([
    ['/channels/news', 'user_count'],
    ['/channels/news', 'cache'],
    ['/channels/news', 'secrets'],
    ['/channels/two%20words', ''],
  ])('400: refuses %s with info=%s', async (path, info) => {
    expect((await get(await startTestServer(), path, { info })).status).toBe(400);
  });

  it('400: refuses subscription_count when the feature is off', async () => {
    const server = await startTestServer({ settings: { subscriptionCounts: false } });
    expect((await get(server, '/channels/news', { info: 'subscription_count' })).status).toBe(400);
  });
});

describe('GET /channels/{name}/users', () => {
  it('lists the users of a presence channel, each once', async () => {
    const server = await startTestServer();
    await populate(server);
    const answer = await get(server, '/channels/presence-room/users');
    expect(JSON.parse(answer.text)).toEqual({ users: [{ id: 'ann' }, { id: 'bob' }] });
  });

  it('lists nobody in an empty presence channel', async () => {
    const answer = await get(await startTestServer(), '/channels/presence-empty/users');
    expect(JSON.parse(answer.text)).toEqual({ users: [] });
  });

  it('400: refuses any other channel', async () => {
    expect((await get(await startTestServer(), '/channels/news/users')).status).toBe(400);
  });
});

import { describe, expect, it } from 'vitest';

import { connect, decode, hmac } from './raw-client.ts';
import { postEvent } from './signed-request.ts';
import { KEY, startTestServer } from './test-server.ts';

const LONGEST_NAME = 'n'.repeat(164);

describe('public channels', () => {
  it('confirms a subscription with pusher_internal:subscription_succeeded', async () => {
    const client = await connect(await startTestServer());
    client.send('pusher:subscribe', { channel: 'news' });
    expect(await client.next('pusher_internal:subscription_succeeded')).toEqual({
      event: 'pusher_internal:subscription_succeeded',
      channel: 'news',
      data: '{}',
    });
  });

  it('accepts a subscription whose data is JSON in a string', async () => {
    const client = await connect(await startTestServer());
    client.send('pusher:subscribe', JSON.stringify({ channel: 'news' }));
    expect(await client.next('pusher_internal:subscription_succeeded')).toMatchObject({ channel: 'news' });
  });

  it('delivers an event to every subscriber, with the data as the string that was triggered', async () => {
    const server = await startTestServer();
    const [ann, bob] = [await connect(server), await connect(server)];
    await Promise.all([ann.subscribe('news'), bob.subscribe('news')]);
    await postEvent(server, { name: 'headline', channel: 'news', data: '{"text":"é ✓"}' });
    const expected = { event: 'headline', channel: 'news', data: '{"text":"é ✓"}' };
    expect(await ann.next('headline')).toEqual(expected);
    expect(await bob.next('headline')).toEqual(expected);
    expect(server.pusher.stats().deliveries).toBeGreaterThanOrEqual(2);
  });

  it('delivers nothing after pusher:unsubscribe, and nothing of other channels', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    await client.subscribe('news');
    client.send('pusher:unsubscribe', { channel: 'news' });
    await client.settle();
    client.unread.length = 0;
    await postEvent(server, { name: 'headline', channels: ['news', 'weather'], data: '' });
    await client.settle();
    expect(client.unread).toEqual([]);
  });

  it('knows whether an event would reach anybody', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    await client.subscribe('news');
    expect(server.pusher.mayBeHeard('news')).toBe(true);
    expect(server.pusher.mayBeHeard('weather')).toBe(false);
    client.send('pusher:unsubscribe', { channel: 'news' });
    await client.settle();
    expect(server.pusher.mayBeHeard('news')).toBe(false);
    // What is triggered on a cache channel reaches whoever joins it later.
    expect(server.pusher.mayBeHeard('private-cache-weather')).toBe(true);
  });

  it('allows to subscribe again after unsubscribing', async () => {
    const client = await connect(await startTestServer());
    await client.subscribe('news');
    client.send('pusher:unsubscribe', { channel: 'news' });
    expect(await client.subscribe('news')).toMatchObject({ channel: 'news' });
  });

  it('ignores an unsubscription from a channel that the client is not in', async () => {
    const client = await connect(await startTestServer());
    client.send('pusher:unsubscribe', { channel: 'news' });
    await client.settle();
    expect(client.unread).toEqual([]);
  });
});

describe('channel names and limits', () => {
  it.each(['foo-bar_1234@=,.;', LONGEST_NAME])('accepts the name %s', async (name) => {
    const client = await connect(await startTestServer());
    expect(await client.subscribe(name)).toMatchObject({ channel: name });
  });

  it.each(['', 'two words', 'naïve', 'a/b', 'a:b', '#internal', '#server-to-user-', `${LONGEST_NAME}n`])(
    'refuses the name %j with pusher:error and keeps the connection',
    async (name) => {
      const client = await connect(await startTestServer());
      client.requestSubscription(name);
      expect(await client.next('pusher:error')).toMatchObject({
        data: { code: null, message: expect.stringMatching(/channel name/i) },
      });
      await client.settle();
    },
  );

  it('refuses a second subscription to the same channel', async () => {
    const client = await connect(await startTestServer());
    await client.subscribe('news');
    client.requestSubscription('news');
    expect(await client.next('pusher:error')).toMatchObject({
      data: { message: 'Existing subscription to channel news' },
    });
  });

  it('refuses more channels than one connection may have', async () => {
    const client = await connect(await startTestServer({ limits: { channelsPerConnection: 1 } }));
    await client.subscribe('news');
    client.requestSubscription('weather');
    expect(await client.next('pusher:error')).toMatchObject({
      data: { message: expect.stringContaining('Too many channels') },
    });
  });
});

describe.each(['private-desk', 'private-encrypted-desk'])('protected channel %s', (channel) => {
  it('accepts a subscription signed with the app’s secret', async () => {
    const client = await connect(await startTestServer());
    expect(await client.subscribe(channel)).toMatchObject({ channel, data: '{}' });
  });

  it('refuses a wrong signature, and names what should have been signed', async () => {
    const client = await connect(await startTestServer());
    client.send('pusher:subscribe', { channel, auth: `${KEY}:${hmac('something else')}` });
    expect(await client.next('pusher:error')).toMatchObject({
      data: {
        code: null,
        message: expect.stringContaining(`HMAC SHA256 hex digest of ${client.socketId}:${channel}`),
      },
    });
  });

  it('refuses a signature made for another socket', async () => {
    const client = await connect(await startTestServer());
    client.send('pusher:subscribe', { channel, auth: `${KEY}:${hmac(`1.2:${channel}`)}` });
    expect(await client.next('pusher:error')).toMatchObject({
      data: { message: expect.stringContaining('Invalid signature') },
    });
  });

  it.each([undefined, '', 'nonsense', KEY, `${KEY}:`, `other:${hmac('x')}`])(
    'refuses the auth string %j',
    async (auth) => {
      const server = await startTestServer();
      const client = await connect(server);
      client.send('pusher:subscribe', { channel, auth });
      expect(await client.next('pusher:error')).toMatchObject({ data: { code: null } });
      expect(server.pusher.stats().channels).toBe(0);
    },
  );
});

describe('cache channels', () => {
  it.each(['cache-lot', 'private-cache-lot', 'private-encrypted-cache-lot'])(
    '%s: sends pusher:cache_miss to a subscriber when nothing was triggered yet',
    async (channel) => {
      const client = await connect(await startTestServer());
      await client.subscribe(channel);
      expect(await client.next('pusher:cache_miss')).toMatchObject({ channel });
    },
  );

  it('presence-cache-lot: confirms with the roster, then reports the miss', async () => {
    const client = await connect(await startTestServer());
    await client.subscribe('presence-cache-lot', { user_id: 'ann' });
    expect(await client.next('pusher:cache_miss')).toMatchObject({ channel: 'presence-cache-lot' });
  });

  it('replays the last triggered event as the first event, also when nobody listened to it', async () => {
    const server = await startTestServer();
    await postEvent(server, { name: 'state', channel: 'cache-lot', data: '{"version":1}' });
    await postEvent(server, { name: 'state', channel: 'cache-lot', data: '{"version":2}' });
    const client = await connect(server);
    await client.subscribe('cache-lot');
    expect(await client.next('state')).toEqual({
      event: 'state',
      channel: 'cache-lot',
      data: '{"version":2}',
    });
    await client.settle();
    expect(client.unread.map((message) => message.event)).not.toContain('pusher:cache_miss');
  });

  it('does not remember client events', async () => {
    const server = await startTestServer();
    const [ann, bob] = [await connect(server), await connect(server)];
    await ann.subscribe('private-cache-lot');
    ann.send('client-wave', {}, 'private-cache-lot');
    await ann.settle();
    await bob.subscribe('private-cache-lot');
    expect(await bob.next('pusher:cache_miss')).toMatchObject({ channel: 'private-cache-lot' });
  });

  it('forgets an event whose time to live is over', async () => {
    const server = await startTestServer({ limits: { cacheSeconds: 0 } });
    await postEvent(server, { name: 'state', channel: 'cache-lot', data: '1' });
    const client = await connect(server);
    await client.subscribe('cache-lot');
    expect(await client.next('pusher:cache_miss')).toMatchObject({ channel: 'cache-lot' });
  });

  it('forgets the longest quiet channel when it remembers too many', async () => {
    const server = await startTestServer({ limits: { cachedChannels: 2 } });
    for (const channel of ['cache-a', 'cache-b', 'cache-a', 'cache-c']) {
      await postEvent(server, { name: 'state', channel, data: '1' });
    }
    const client = await connect(server);
    for (const channel of ['cache-a', 'cache-b', 'cache-c']) await client.subscribe(channel);
    await client.settle();
    const replies = client.unread.filter(({ event }) => event !== 'pusher_internal:subscription_count');
    expect(replies.map(({ event, channel }) => `${event} ${channel}`)).toEqual([
      'state cache-a',
      'pusher:cache_miss cache-b',
      'state cache-c',
    ]);
  });
});

describe('subscription counts', () => {
  const COUNT = 'pusher_internal:subscription_count';

  it('announces each change at once, to everybody on the channel', async () => {
    const server = await startTestServer();
    const [ann, bob] = [await connect(server), await connect(server)];
    await ann.subscribe('news');
    expect(await ann.nextData(COUNT)).toEqual({ subscription_count: 1 });
    await bob.subscribe('news');
    expect(await ann.nextData(COUNT)).toEqual({ subscription_count: 2 });
    expect(await bob.nextData(COUNT)).toEqual({ subscription_count: 2 });
    bob.webSocket.close();
    expect(await ann.nextData(COUNT)).toEqual({ subscription_count: 1 });
  });

  it('announces a crowded channel only at intervals', async () => {
    const server = await startTestServer({
      limits: { subscriptionCountImmediateUpTo: 1, subscriptionCountIntervalSeconds: 0.2 },
    });
    const clients = [await connect(server), await connect(server), await connect(server)];
    for (const client of clients) await client.subscribe('news');
    const [first] = clients;
    expect(await first?.nextData(COUNT)).toEqual({ subscription_count: 1 });
    expect(await first?.nextData(COUNT)).toEqual({ subscription_count: 3 });
  });

  it('announces nothing on presence channels', async () => {
    const client = await connect(await startTestServer());
    await client.subscribe('presence-room', { user_id: 'ann' });
    await client.settle();
    expect(client.unread).toEqual([]);
  });

  it('announces nothing when the feature is off', async () => {
    const client = await connect(await startTestServer({ settings: { subscriptionCounts: false } }));
    await client.subscribe('news');
    await client.settle();
    expect(client.unread).toEqual([]);
  });
});

describe('messages that make no sense', () => {
  it.each(['not json', '[]', '7', '{"data":{}}', '{"event":7}', '{"event":"pusher:subscribe"}'])(
    'answers %s with pusher:error and keeps the connection',
    async (text) => {
      const client = await connect(await startTestServer());
      client.webSocket.send(text);
      expect(await client.next('pusher:error')).toMatchObject({ data: { code: null } });
      await client.settle();
    },
  );

  it('answers a binary frame with pusher:error', async () => {
    const client = await connect(await startTestServer());
    client.webSocket.send(Buffer.from('{"event":"pusher:ping"}'));
    expect(decode(await client.next('pusher:error'))).toMatchObject({
      message: expect.stringContaining('Binary'),
    });
  });

  it('survives JSON nested deeper than the stack', async () => {
    const client = await connect(await startTestServer());
    await client.subscribe('private-desk');
    const nested = '['.repeat(25_000) + ']'.repeat(25_000);
    client.webSocket.send(`{"event":"client-x","channel":"private-desk","data":${nested}}`);
    expect(await client.next('pusher:error')).toMatchObject({ data: { code: null } });
    await client.settle();
  });
});

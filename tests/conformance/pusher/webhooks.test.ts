import type { Limits, WebhookEventName } from '#lib/embedded/pusher/index';
import { describe, expect, it } from 'vitest';

import { backendFor } from './official-clients.ts';
import { connect } from './raw-client.ts';
import { postEvent } from './signed-request.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const QUICK: Partial<Limits> = {
  webhookBatchWindowSeconds: 0.01,
  webhookSettleSeconds: 0.05,
  webhookRetrySeconds: 0.01,
};

async function start(
  options: { readonly events?: WebhookEventName[]; readonly limits?: Partial<Limits> } = {},
): Promise<{ server: TestServer; receiver: WebhookReceiver }> {
  const receiver = await startWebhookReceiver();
  const server = await startTestServer({
    webhooks: { url: receiver.url, ...(options.events ? { events: options.events } : {}) },
    limits: { ...QUICK, ...options.limits },
  });
  return { server, receiver };
}

describe('webhook events', () => {
  it('channel_occupied and channel_vacated follow the first and the last subscriber', async () => {
    const { server, receiver } = await start({ events: ['channel_occupied', 'channel_vacated'] });
    const [ann, bob] = [await connect(server), await connect(server)];
    await ann.subscribe('news');
    await bob.subscribe('news');
    expect(await receiver.event('channel_occupied')).toEqual({ name: 'channel_occupied', channel: 'news' });
    ann.send('pusher:unsubscribe', { channel: 'news' });
    bob.webSocket.close();
    expect(await receiver.event('channel_vacated')).toEqual({ name: 'channel_vacated', channel: 'news' });
    expect(receiver.events()).toHaveLength(2);
  });

  it('member_added and member_removed follow a user’s first and last connection', async () => {
    const { server, receiver } = await start({ events: ['member_added', 'member_removed'] });
    const tabs = [await connect(server), await connect(server)];
    for (const tab of tabs) await tab.subscribe('presence-room', { user_id: 'ann' });
    expect(await receiver.event('member_added')).toEqual({
      name: 'member_added',
      channel: 'presence-room',
      user_id: 'ann',
    });
    for (const tab of tabs) tab.webSocket.close();
    expect(await receiver.event('member_removed')).toEqual({
      name: 'member_removed',
      channel: 'presence-room',
      user_id: 'ann',
    });
    expect(receiver.events()).toHaveLength(2);
  });

  it('client_event carries the event, its data, the sender’s socket and, in presence channels, user', async () => {
    const { server, receiver } = await start({ events: ['client_event'] });
    const client = await connect(server);
    await client.subscribe('presence-room', { user_id: 'ann' });
    client.send('client-wave', { to: 'bob' }, 'presence-room');
    expect(await receiver.event('client_event')).toEqual({
      name: 'client_event',
      channel: 'presence-room',
      event: 'client-wave',
      data: '{"to":"bob"}',
      socket_id: client.socketId,
      user_id: 'ann',
    });
  });

  it('cache_miss is reported once per empty channel, and again after the channel was vacated', async () => {
    const { server, receiver } = await start({ events: ['cache_miss'] });
    const clients = [await connect(server), await connect(server)];
    for (const client of clients) await client.subscribe('cache-lot');
    expect(await receiver.event('cache_miss')).toEqual({ name: 'cache_miss', channel: 'cache-lot' });
    for (const client of clients) client.send('pusher:unsubscribe', { channel: 'cache-lot' });
    for (const client of clients) await client.settle();
    await clients[0]?.subscribe('cache-lot');
    await clients[0]?.subscribe('cache-last');
    await expect.poll(() => receiver.events().at(-1)?.channel).toBe('cache-last');
    expect(receiver.events().map(({ channel }) => channel)).toEqual(['cache-lot', 'cache-lot', 'cache-last']);
  });

  it('cache_miss is reported again when the remembered event has expired', async () => {
    const { server, receiver } = await start({ events: ['cache_miss'], limits: { cacheSeconds: 0 } });
    const clients = [await connect(server), await connect(server)];
    await clients[0]?.subscribe('cache-lot');
    await postEvent(server, { name: 'state', channel: 'cache-lot', data: '1' });
    await clients[1]?.subscribe('cache-lot');
    await expect.poll(() => receiver.events()).toHaveLength(2);
  });

  it('cache_miss is not reported for a channel that remembers an event', async () => {
    const { server, receiver } = await start({ events: ['cache_miss', 'channel_occupied'] });
    await postEvent(server, { name: 'state', channel: 'cache-lot', data: '1' });
    const client = await connect(server);
    await client.subscribe('cache-lot');
    await client.subscribe('afterwards');
    await expect.poll(() => receiver.events()).toHaveLength(2);
    expect(receiver.events().map(({ name }) => name)).toEqual(['channel_occupied', 'channel_occupied']);
  });

  it('subscription_count follows every change', async () => {
    const { server, receiver } = await start({ events: ['subscription_count'] });
    const client = await connect(server);
    await client.subscribe('news');
    client.webSocket.close();
    await expect
      .poll(() => receiver.events())
      .toEqual([
        { name: 'subscription_count', channel: 'news', subscription_count: 1 },
        { name: 'subscription_count', channel: 'news', subscription_count: 0 },
      ]);
  });

  it('say nothing of a departure when the same user is back within the grace period', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied', 'channel_vacated', 'member_added', 'member_removed'],
      limits: { webhookSettleSeconds: 60 },
    });
    const before = await connect(server);
    await before.subscribe('presence-room', { user_id: 'ann' });
    before.webSocket.close();
    await expect.poll(() => server.pusher.stats().connections).toBe(0);
    const after = await connect(server);
    await after.subscribe('presence-room', { user_id: 'ann' });
    await after.subscribe('afterwards');
    await expect.poll(() => receiver.events()).toHaveLength(3);
    expect(receiver.events()).toEqual([
      { name: 'channel_occupied', channel: 'presence-room' },
      { name: 'member_added', channel: 'presence-room', user_id: 'ann' },
      { name: 'channel_occupied', channel: 'afterwards' },
    ]);
  });

  it('say nothing of the departures that closing the server causes', async () => {
    const receiver = await startWebhookReceiver();
    const webhooks = { url: receiver.url, events: ['channel_vacated'] } as const;
    const first = await startTestServer({ webhooks, limits: QUICK });
    await (await connect(first)).subscribe('before');
    await first.close();
    const second = await startTestServer({ webhooks, limits: QUICK });
    const client = await connect(second);
    await client.subscribe('after');
    client.send('pusher:unsubscribe', { channel: 'after' });
    expect(await receiver.event('channel_vacated')).toMatchObject({ channel: 'after' });
  });

  it('say nothing about server-to-user channels', async () => {
    const { server, receiver } = await start();
    const client = await connect(server);
    await client.signIn({ id: 'ann' });
    await client.subscribe('#server-to-user-ann');
    await client.subscribe('news');
    await receiver.event('subscription_count');
    expect(receiver.events().every((event) => event.channel === 'news')).toBe(true);
  });
});

describe('webhook requests', () => {
  it('are signed so that the official library accepts them, and not with another secret', async () => {
    const { server, receiver } = await start({ events: ['channel_occupied'] });
    const client = await connect(server);
    await client.subscribe('news');
    await receiver.event('channel_occupied');
    const [webhook] = receiver.received;
    const request = { headers: { ...webhook?.headers }, rawBody: webhook?.rawBody ?? '' };
    const checked = backendFor(server).webhook(request);
    expect(checked.isValid()).toBe(true);
    expect(checked.getEvents()).toEqual([{ name: 'channel_occupied', channel: 'news' }]);
    expect(Math.abs(Date.now() - checked.getTime().getTime())).toBeLessThan(60_000);
    expect(backendFor(server, 'another secret').webhook(request).isValid()).toBe(false);
  });

  it('carry several events that happen close together', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied'],
      limits: { webhookBatchEvents: 3, webhookBatchWindowSeconds: 60 },
    });
    const client = await connect(server);
    for (const channel of ['a', 'b', 'c']) await client.subscribe(channel);
    await receiver.event('channel_occupied');
    expect(receiver.received.map(({ body }) => body.events.length)).toEqual([3]);
  });

  it('carry one event each when batching is off', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied'],
      limits: { webhookBatchEvents: 1 },
    });
    const client = await connect(server);
    for (const channel of ['a', 'b', 'c']) await client.subscribe(channel);
    await expect.poll(() => receiver.received.map(({ body }) => body.events.length)).toEqual([1, 1, 1]);
  });

  it('are repeated, unchanged and in order, until the endpoint takes them', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied'],
      limits: { webhookBatchEvents: 1 },
    });
    receiver.answers.push(500, 302, 503);
    const client = await connect(server);
    await client.subscribe('a');
    await client.subscribe('b');
    await expect.poll(() => receiver.received).toHaveLength(5);
    const bodies = receiver.received.map(({ rawBody }) => rawBody);
    expect(new Set(bodies.slice(0, 4)).size).toBe(1);
    expect(bodies[4]).toContain('"b"');
    // A redirect counts as a failure: following it would drop the body and with it the signature.
    expect(new Set(receiver.received.map(({ method }) => method))).toEqual(new Set(['POST']));
    await expect.poll(() => server.pusher.stats().webhooks).toEqual({ queued: 0, delivered: 2, dropped: 0 });
  });

  it('are given up when the endpoint fails for too long', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied'],
      limits: { webhookGiveUpSeconds: 0.02 },
    });
    receiver.answers.push(...Array.from({ length: 20 }, () => 500));
    const client = await connect(server);
    await client.subscribe('news');
    await expect.poll(() => server.pusher.stats().webhooks.dropped).toBe(1);
    expect(server.log).toContainEqual(
      expect.objectContaining({ type: 'webhook_dropped', events: 1, reason: expect.stringContaining('500') }),
    );
  });

  it('wait in a queue of bounded length while the endpoint is down; the oldest are dropped', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied'],
      limits: { webhookBatchEvents: 1, webhookQueueEvents: 2, webhookRetrySeconds: 60 },
    });
    receiver.answers.push(500);
    const client = await connect(server);
    await client.subscribe('in-flight');
    await expect.poll(() => receiver.received).toHaveLength(1);
    for (const channel of ['a', 'b', 'c']) await client.subscribe(channel);
    expect(server.pusher.stats().webhooks).toEqual({ queued: 2, delivered: 0, dropped: 1 });
    await server.close();
    expect(receiver.events().map(({ channel }) => channel)).toEqual(['in-flight', 'in-flight', 'b', 'c']);
  });

  it('are tried once more when the server closes, which does not wait for the retries', async () => {
    const { server, receiver } = await start({
      events: ['channel_occupied'],
      limits: { webhookRetrySeconds: 60 },
    });
    receiver.answers.push(500, 500);
    const client = await connect(server);
    await client.subscribe('news');
    await expect.poll(() => receiver.received).toHaveLength(1);
    await server.close();
    expect(receiver.received).toHaveLength(2);
    expect(server.pusher.stats().webhooks).toEqual({ queued: 0, delivered: 0, dropped: 1 });
  });

  it('survive an endpoint that cannot be reached', async () => {
    const server = await startTestServer({
      webhooks: { url: 'http://127.0.0.1:1/hooks' },
      limits: { ...QUICK, webhookGiveUpSeconds: 0 },
    });
    const client = await connect(server);
    await client.subscribe('news');
    await expect.poll(() => server.pusher.stats().webhooks.dropped).toBeGreaterThan(0);
    await client.settle();
    expect(server.log).toContainEqual(expect.objectContaining({ type: 'webhook_failed' }));
  });
});

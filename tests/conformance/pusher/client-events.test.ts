import { describe, expect, it } from 'vitest';

import { connect, type RawClient } from './raw-client.ts';
import { startTestServer } from './test-server.ts';

async function pair(
  channel: string,
  options: Parameters<typeof startTestServer>[0] = {},
): Promise<RawClient[]> {
  const server = await startTestServer({
    ...options,
    settings: { subscriptionCounts: false, ...options.settings },
  });
  const clients = [await connect(server), await connect(server)];
  for (const client of clients) await client.subscribe(channel);
  return clients;
}

async function refusal(client: RawClient | undefined): Promise<unknown> {
  const message = await client?.next('pusher:error');
  return message?.data;
}

describe('client events', () => {
  it.each(['private-desk', 'private-cache-desk', 'private-encrypted-desk'])(
    'go to the other subscribers of %s, not to the sender',
    async (channel) => {
      const [sender, receiver] = await pair(channel);
      sender?.send('client-typing', { who: 'ann' }, channel);
      expect(await receiver?.next('client-typing')).toEqual({
        event: 'client-typing',
        channel,
        data: '{"who":"ann"}',
      });
      await sender?.settle();
      expect(sender?.unread.map(({ event }) => event)).not.toContain('client-typing');
    },
  );

  it('pass on data that is already a string as it is', async () => {
    const [sender, receiver] = await pair('private-desk');
    sender?.send('client-typing', 'just text', 'private-desk');
    expect(await receiver?.next('client-typing')).toMatchObject({ data: 'just text' });
  });

  it('carry the sender’s user id on a presence channel', async () => {
    const server = await startTestServer();
    const [ann, bob] = [await connect(server), await connect(server)];
    await ann.subscribe('presence-room', { user_id: 'ann' });
    await bob.subscribe('presence-room', { user_id: 'bob' });
    bob.send('client-wave', {}, 'presence-room');
    expect(await ann.next('client-wave')).toMatchObject({ user_id: 'bob' });
  });

  it('are refused on public channels', async () => {
    const [sender, receiver] = await pair('news');
    sender?.send('client-typing', {}, 'news');
    expect(await refusal(sender)).toMatchObject({
      message: expect.stringContaining('only supported on private and presence channels'),
    });
    await receiver?.settle();
    expect(receiver?.unread).toEqual([]);
  });

  it('are refused on a channel that the sender is not subscribed to', async () => {
    const server = await startTestServer({ settings: { subscriptionCounts: false } });
    const [receiver, stranger] = [await connect(server), await connect(server)];
    await receiver.subscribe('private-desk');
    stranger.send('client-typing', {}, 'private-desk');
    expect(await refusal(stranger)).toMatchObject({ message: expect.stringContaining('subscribe') });
    await receiver.settle();
    expect(receiver.unread).toEqual([]);
  });

  it.each(['typing', 'pusher:subscription_succeeded', 'pusher_internal:member_added'])(
    'are refused under the name %s, which lacks the prefix client-',
    async (name) => {
      const [sender, receiver] = await pair('private-desk');
      sender?.send(name, {}, 'private-desk');
      expect(await refusal(sender)).toMatchObject({ message: expect.stringContaining("'client-'") });
      await receiver?.settle();
      expect(receiver?.unread).toEqual([]);
    },
  );

  it('are refused when the feature is off', async () => {
    const [sender] = await pair('private-desk', { settings: { clientEvents: false } });
    sender?.send('client-typing', {}, 'private-desk');
    expect(await refusal(sender)).toMatchObject({ message: expect.stringContaining('enable') });
  });

  it('are refused over 10 kB of data, and accepted at 10 kB', async () => {
    const [sender, receiver] = await pair('private-desk');
    sender?.send('client-big', 'x'.repeat(10_241), 'private-desk');
    expect(await refusal(sender)).toMatchObject({ message: expect.stringContaining('10240 bytes') });
    sender?.send('client-big', 'x'.repeat(10_240), 'private-desk');
    expect(await receiver?.next('client-big')).toMatchObject({ data: 'x'.repeat(10_240) });
  });

  it('are refused under a name over 200 characters', async () => {
    const [sender] = await pair('private-desk');
    sender?.send(`client-${'n'.repeat(194)}`, {}, 'private-desk');
    expect(await refusal(sender)).toMatchObject({ message: expect.stringContaining('name too long') });
  });

  it('4301: are refused over 10 a second of one connection, which stays open', async () => {
    const [sender, receiver] = await pair('private-desk');
    for (let count = 1; count <= 11; count += 1) sender?.send('client-tick', count, 'private-desk');
    expect(await refusal(sender)).toMatchObject({ code: 4301 });
    await sender?.settle();
    await receiver?.settle();
    expect(receiver?.unread.map(({ data }) => data)).toEqual('1 2 3 4 5 6 7 8 9 10'.split(' '));
    receiver?.send('client-tick', 'another connection has its own allowance', 'private-desk');
    expect(await sender?.next('client-tick')).toMatchObject({ event: 'client-tick' });
  });
});

import { describe, expect, it } from 'vitest';

import { connect, decode, hmac, type RawClient } from './raw-client.ts';
import { KEY, startTestServer, type TestServer } from './test-server.ts';

const ROOM = 'presence-room';

async function join(server: TestServer, member: object): Promise<{ client: RawClient; roster: unknown }> {
  const client = await connect(server);
  const confirmation = await client.subscribe(ROOM, member);
  return { client, roster: decode(confirmation) };
}

async function refusalOf(client: RawClient, member: object): Promise<unknown> {
  client.requestSubscription(ROOM, member);
  return decode(await client.next('pusher:error'));
}

describe('presence channels', () => {
  it('confirms a subscription with the members’ ids, a hash of their info, and their count', async () => {
    const server = await startTestServer();
    await join(server, { user_id: 'ann', user_info: { name: 'Ann' } });
    const { roster } = await join(server, { user_id: 'bob' });
    expect(roster).toEqual({
      presence: { ids: ['ann', 'bob'], hash: { ann: { name: 'Ann' }, bob: {} }, count: 2 },
    });
  });

  it('turns a numeric user id into a string', async () => {
    const { roster } = await join(await startTestServer(), { user_id: 10 });
    expect(roster).toMatchObject({ presence: { ids: ['10'] } });
  });

  it('announces a new member to the others with member_added, not to the member', async () => {
    const server = await startTestServer();
    const { client: ann } = await join(server, { user_id: 'ann' });
    const { client: bob } = await join(server, { user_id: 'bob', user_info: { name: 'Bob' } });
    expect(await ann.next('pusher_internal:member_added')).toEqual({
      event: 'pusher_internal:member_added',
      channel: ROOM,
      data: '{"user_id":"bob","user_info":{"name":"Bob"}}',
    });
    await bob.settle();
    expect(bob.unread).toEqual([]);
  });

  it('counts a user with several connections once: added with the first, removed with the last', async () => {
    const server = await startTestServer();
    const { client: ann } = await join(server, { user_id: 'ann' });
    const { client: firstTab } = await join(server, { user_id: 'bob' });
    const { client: secondTab, roster } = await join(server, { user_id: 'bob' });
    expect(roster).toMatchObject({ presence: { count: 2 } });
    expect(await ann.nextData('pusher_internal:member_added')).toMatchObject({ user_id: 'bob' });

    firstTab.webSocket.close();
    await firstTab.closed;
    await secondTab.settle();
    await ann.settle();
    expect(ann.unread).toEqual([]);

    secondTab.webSocket.close();
    expect(await ann.nextData('pusher_internal:member_removed')).toEqual({ user_id: 'bob' });
    await ann.settle();
    expect(ann.unread).toEqual([]);
  });

  it('announces a member who unsubscribes with member_removed', async () => {
    const server = await startTestServer();
    const { client: ann } = await join(server, { user_id: 'ann' });
    const { client: bob } = await join(server, { user_id: 'bob' });
    bob.send('pusher:unsubscribe', { channel: ROOM });
    expect(await ann.nextData('pusher_internal:member_removed')).toEqual({ user_id: 'bob' });
  });

  it('holds up to 100 members, whose roster needs a 64-bit frame length', async () => {
    const server = await startTestServer();
    const clients = await Promise.all(Array.from({ length: 100 }, () => connect(server)));
    const user_info = { about: 'x'.repeat(1000) };
    let last: unknown;
    for (const [index, client] of clients.entries()) {
      const confirmation = await client.subscribe(ROOM, { user_id: `user-${index}`, user_info });
      last = decode(confirmation);
    }
    expect(JSON.stringify(last).length).toBeGreaterThan(65_536);
    expect(last).toMatchObject({ presence: { count: 100, hash: { 'user-99': user_info } } });

    const late = await connect(server);
    expect(await refusalOf(late, { user_id: 'late' })).toMatchObject({
      message: expect.stringContaining('is full'),
    });
    // Another connection of somebody who is in adds no member.
    expect(await late.subscribe(ROOM, { user_id: 'user-7' })).toMatchObject({ channel: ROOM });
  });

  it('keeps a member called __proto__ like any other', async () => {
    const { roster } = await join(await startTestServer(), { user_id: '__proto__', user_info: { a: 1 } });
    expect(JSON.stringify(roster)).toContain('"__proto__":{"a":1}');
  });

  it('refuses a user id over 128 characters', async () => {
    const client = await connect(await startTestServer());
    expect(await refusalOf(client, { user_id: 'u'.repeat(129) })).toMatchObject({
      message: expect.stringContaining('user_id is too long'),
    });
  });

  it('refuses user info over 1 kB', async () => {
    const client = await connect(await startTestServer());
    const user_info = { about: 'x'.repeat(1024) };
    expect(await refusalOf(client, { user_id: 'ann', user_info })).toMatchObject({
      message: expect.stringContaining('user_info is too large'),
    });
  });

  it('refuses channel data without a user id', async () => {
    const client = await connect(await startTestServer());
    expect(await refusalOf(client, { name: 'Ann' })).toMatchObject({
      message: expect.stringContaining('Invalid channel_data'),
    });
  });

  it('refuses channel data that was changed after it was signed', async () => {
    const client = await connect(await startTestServer());
    const signature = hmac(`${client.socketId}:${ROOM}:{"user_id":"ann"}`);
    client.send('pusher:subscribe', {
      channel: ROOM,
      auth: `${KEY}:${signature}`,
      channel_data: '{"user_id":"admin"}',
    });
    expect(decode(await client.next('pusher:error'))).toMatchObject({
      message: expect.stringContaining('Invalid signature'),
    });
  });

  it('takes the member from the sign-in when the subscription brings no channel data', async () => {
    const client = await connect(await startTestServer());
    await client.signIn({ id: 'ann', user_info: { name: 'Ann' } });
    expect(decode(await client.subscribe(ROOM))).toEqual({
      presence: { ids: ['ann'], hash: { ann: { name: 'Ann' } }, count: 1 },
    });
  });

  it('refuses a subscription with neither channel data nor a signed-in user', async () => {
    const client = await connect(await startTestServer());
    client.requestSubscription(ROOM);
    expect(decode(await client.next('pusher:error'))).toMatchObject({
      message: expect.stringContaining('channel_data'),
    });
  });
});

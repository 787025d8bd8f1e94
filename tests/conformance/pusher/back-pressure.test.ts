import { describe, expect, it } from 'vitest';

import { connect, type RawClient } from './raw-client.ts';
import { postEvent } from './signed-request.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const EVENT = { name: 'state', channel: 'news', data: 'x'.repeat(10_000) };

/** Publishes until the server has cut somebody off; bounded, so that a server that never does fails. */
async function publishUntilCutOff(server: TestServer, witness: RawClient): Promise<void> {
  for (let count = 0; count < 5_000 && server.pusher.stats().slowConsumersClosed === 0; count += 1) {
    await postEvent(server, EVENT);
    await witness.next('state');
  }
}

describe('back-pressure', () => {
  it('cuts off a slow consumer at its limit of unsent bytes, and serves the others on', async () => {
    const server = await startTestServer({ limits: { bufferedBytesPerConnection: 64 * 1024 } });
    const [slow, quick] = [await connect(server), await connect(server)];
    await Promise.all([slow.subscribe('news'), quick.subscribe('news')]);
    slow.webSocket.pause();
    await publishUntilCutOff(server, quick);

    expect(server.pusher.stats().slowConsumersClosed).toBe(1);
    await expect.poll(() => server.pusher.stats().connections).toBe(1);
    const report = server.log.find((event) => event.type === 'slow_consumer_closed');
    expect(report).toMatchObject({ socketId: slow.socketId });
    // What was queued when it was noticed is over the limit by one message at most.
    const bufferedBytes = report?.type === 'slow_consumer_closed' ? report.bufferedBytes : 0;
    expect(bufferedBytes).toBeGreaterThan(64 * 1024);
    expect(bufferedBytes).toBeLessThan(64 * 1024 + 11_000);

    slow.webSocket.resume();
    expect((await slow.closed).code).toBe(1006);
    await postEvent(server, EVENT);
    expect(await quick.next('state')).toMatchObject({ data: EVENT.data });
  });

  it('tells the members of a presence channel that a slow consumer is gone', async () => {
    const server = await startTestServer({ limits: { bufferedBytesPerConnection: 16 * 1024 } });
    const [slow, quick] = [await connect(server), await connect(server)];
    await quick.subscribe('presence-room', { user_id: 'quick' });
    await slow.subscribe('presence-room', { user_id: 'slow' });
    await Promise.all([slow.subscribe('news'), quick.subscribe('news')]);
    slow.webSocket.pause();
    await publishUntilCutOff(server, quick);
    expect(await quick.nextData('pusher_internal:member_removed')).toEqual({ user_id: 'slow' });
  });

  it('closes a client that sends a frame over the limit (1009)', async () => {
    const server = await startTestServer();
    const client = await connect(server);
    client.webSocket.send('x'.repeat(64 * 1024 + 1));
    expect((await client.closed).code).toBe(1009);
    await expect.poll(() => server.pusher.stats().connections).toBe(0);
  });
});

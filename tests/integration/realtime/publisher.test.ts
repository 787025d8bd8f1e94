import { describe, expect, test, vi } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { bidderChannel } from '#lib/auction/wire';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { lockAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { createMarks } from '#lib/realtime/server/mark-published';
import { createPublisher } from '#lib/realtime/server/publisher';
import type { PushEvent, PushService, SharedEvent } from '#lib/realtime/server/push';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';

useTestDatabase();

/** Takes everything, and remembers it. */
function attentiveService() {
  const sent: PushEvent[] = [];
  const shared: (SharedEvent & { readonly at: number })[] = [];
  const service: PushService = {
    send: (events) => Promise.resolve(void sent.push(...events)),
    sendToAll: (event) => Promise.resolve(void shared.push({ ...event, at: performance.now() })),
    mayBeHeard: () => true,
  };
  return { service, sent, shared };
}

const patience = { timeout: 10_000, interval: 10 };

async function publishedVersion(id: AuctionId): Promise<number> {
  const { publishedVersion } = await database().auction.findUniqueOrThrow({ where: { id } });
  return publishedVersion;
}

describe('what was sent is marked as published', () => {
  test('soon, so that nobody sends it again', async () => {
    const { service, sent } = attentiveService();
    const publisher = createPublisher(service);
    const id = await makeAuction();
    publisher.publish([id]);
    await vi.waitFor(async () => expect(await publishedVersion(id)).toBe(1), patience);
    const before = sent.length;
    await publisher.sweep();
    await publisher.flush(patience.timeout);
    expect(sent.length).toBe(before);
  });

  test('and nothing newer, of which another process may not have told', async () => {
    const id = await makeAuction();
    const marks = createMarks();
    marks.add(id, 1);
    await database().auction.update({ where: { id }, data: { version: 2 } });
    await marks.write();
    expect(await publishedVersion(id)).toBe(1);
    marks.add(id, 2);
    await marks.write();
    expect(await publishedVersion(id)).toBe(2);
  });

  test('without waiting for a bid that holds the auction, and once it is free', async () => {
    const { service, sent } = attentiveService();
    const publisher = createPublisher(service);
    const [held, free] = [await makeAuction(), await makeAuction()];
    await inTransaction(async (tx) => {
      await lockAuctions(tx, [held]);
      publisher.publish([held, free]);
      await vi.waitFor(async () => expect(await publishedVersion(free)).toBe(1), patience);
      expect(sent.some(({ channel }) => channel === `auction-${held}`)).toBe(true);
      expect(await publishedVersion(held)).toBe(0);
    });
    await vi.waitFor(async () => expect(await publishedVersion(held)).toBe(1), patience);
  });
});

describe('bidders with new notices', () => {
  test('are told in one call for a hundred of them', async () => {
    const { service, shared } = attentiveService();
    const publisher = createPublisher(service);
    const crowd = Array.from({ length: 250 }, (_, index) => bidderId(index + 1));
    publisher.notify(crowd);
    await publisher.flush(patience.timeout);
    expect(shared.map(({ channels }) => channels.length)).toEqual([100, 100, 50]);
    expect(shared.flatMap(({ channels }) => channels)).toEqual(crowd.map(bidderChannel));
  });

  test('are told at once, and of all that follows within a second together', async () => {
    const { service, shared } = attentiveService();
    const publisher = createPublisher(service);
    const [alice, bob] = [bidderId(1), bidderId(2)];
    const callsTo = (id: BidderId): number[] =>
      shared.flatMap(({ channels }, call) => (channels.includes(bidderChannel(id)) ? [call] : []));
    publisher.notify([alice]);
    await vi.waitFor(() => expect(callsTo(alice)).toHaveLength(1), patience);
    for (let time = 0; time < 5; time += 1) publisher.notify([alice]);
    publisher.notify([bob]);
    await vi.waitFor(() => expect(callsTo(bob)).toHaveLength(1), patience);
    await publisher.flush(patience.timeout);
    expect(callsTo(alice)).toEqual([0, shared.length - 1]);
    expect(callsTo(bob)).toHaveLength(1);
    const [first, last] = [shared[0], shared.at(-1)];
    expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
  });

  test('whom the service could not tell are told later', async () => {
    const { service, shared } = attentiveService();
    let isDown = true;
    const publisher = createPublisher({
      ...service,
      sendToAll: (event) => (isDown ? Promise.reject(new Error('down')) : service.sendToAll(event)),
    });
    publisher.notify([bidderId(1)]);
    isDown = false;
    await vi.waitFor(() => expect(shared.length).toBe(1), patience);
  });
});

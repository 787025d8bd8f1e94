import { describe, expect, test, vi } from 'vitest';
import { placeBid } from '#lib/bidding/index';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import {
  activityEvent,
  adminChannel,
  auctionChannel,
  bidderChannel,
  decodeState,
  stateEvent,
} from '#lib/auction/wire';
import { database } from '#lib/db/client';
import { createPublisher, type Publisher } from '#lib/realtime/server/publisher';
import type { PushEvent } from '#lib/realtime/server/push';
import { tell } from '#tests/integration/notifications/told';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

const patience = { timeout: 10_000, interval: 10 };

interface Sent extends Omit<PushEvent, 'data'> {
  readonly data: unknown;
  readonly at: number;
}

/** A publisher whose push service the test sees, and can take down. */
function setUp() {
  const sent: Sent[] = [];
  const unheard = new Set<string>();
  const service = { isUp: true, calls: 0 };
  const send = async (events: readonly PushEvent[]): Promise<void> => {
    service.calls += 1;
    if (!service.isUp) throw new Error('down');
    const at = performance.now();
    sent.push(...events.map((event) => ({ ...event, data: JSON.parse(event.data) as unknown, at })));
  };
  const publisher = createPublisher({
    send,
    sendToAll: ({ channels, name, data }) => send(channels.map((channel) => ({ channel, name, data }))),
    mayBeHeard: (channel) => !unheard.has(channel),
  });
  const statesOf = (id: AuctionId) =>
    sent.filter(({ channel, name }) => channel === auctionChannel(id) && name === stateEvent);
  return { publisher, sent, service, statesOf, unheard };
}

const versions = (id: AuctionId) =>
  database().auction.findUniqueOrThrow({ where: { id }, select: { version: true, publishedVersion: true } });

const isPublished = async (id: AuctionId): Promise<boolean> => {
  const { version, publishedVersion } = await versions(id);
  return version === publishedVersion;
};

/** Bids in turns, telling the publisher after each. */
async function bidInTurns(publisher: Publisher, id: AuctionId, count: number): Promise<void> {
  const bidders = [await makeBidder(), await makeBidder()];
  for (let turn = 0; turn < count; turn += 1) {
    const bidder = bidders[turn % bidders.length];
    if (!bidder) throw new Error('there are two bidders');
    await placeBid({ auctionId: id, bidderId: bidder.id, amount: cents(20_000 + turn * 10_000) });
    publisher.publish([id]);
  }
}

describe('after a commit', () => {
  test('a burst of bids is told in few messages, at most twenty a second, the last of them the newest state', async () => {
    const id = await makeAuction();
    const { publisher, statesOf } = setUp();
    await bidInTurns(publisher, id, 120);
    await vi.waitUntil(() => isPublished(id), patience);
    const messages = statesOf(id);
    const [first, last] = [messages[0], messages.at(-1)];
    const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
    expect(messages.length).toBeLessThanOrEqual(Math.ceil(seconds * 20) + 1);
    expect(messages.length).toBeLessThan(120);
    const state = decodeState(last?.data)?.state;
    expect(state).toMatchObject({ currentPrice: 20_000 + 119 * 10_000, bidCount: 120 });
    expect(state?.latestBids[0]?.price).toBe(20_000 + 119 * 10_000);
  });

  test('a version is told once, though the bid behind it calls after it was read', async () => {
    const id = await makeAuction();
    const { publisher, statesOf } = setUp();
    publisher.publish([id]);
    await vi.waitUntil(() => isPublished(id), patience);
    const bidder = await makeBidder();
    await placeBid({ auctionId: id, bidderId: bidder.id, amount: cents(20_000) });
    for (const _ of ['an earlier bid of the same moment', 'the bid itself']) {
      publisher.publish([id]);
      await publisher.flush(patience.timeout);
      expect(statesOf(id)).toHaveLength(2);
    }
    expect(await isPublished(id)).toBe(true);
  });

  test('every message is within 10 kB, with the newest bids', async () => {
    const id = await makeAuction();
    const { publisher, sent } = setUp();
    await bidInTurns(publisher, id, 40);
    await vi.waitUntil(() => isPublished(id), patience);
    for (const { data } of sent) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(10_000);
  });

  test('the desk is told which auctions moved', async () => {
    const id = await makeAuction();
    const { publisher, sent } = setUp();
    publisher.publish([id]);
    await vi.waitUntil(() => sent.some(({ name }) => name === activityEvent), patience);
    expect(sent.find(({ name }) => name === activityEvent)).toMatchObject({
      channel: 'private-admin',
      data: { auction_ids: [id] },
    });
  });
});

describe('a channel that nobody listens to', () => {
  test('is sent nothing, and counts as published', async () => {
    const [id, other] = [await makeAuction(), await makeAuction()];
    const { publisher, sent, unheard, statesOf } = setUp();
    unheard.add(auctionChannel(id));
    await bidInTurns(publisher, id, 3);
    publisher.publish([other]);
    await vi.waitUntil(async () => (await isPublished(id)) && (await isPublished(other)), patience);
    expect(statesOf(id)).toEqual([]);
    expect(statesOf(other)).toHaveLength(1);
    expect(sent.some(({ name }) => name === activityEvent)).toBe(true);
  });

  test('of a bidder or of the desk is sent nothing either', async () => {
    const [id, bidder] = [await makeAuction(), await makeBidder()];
    const { publisher, sent, unheard } = setUp();
    unheard.add(adminChannel).add(bidderChannel(bidder.id));
    publisher.notify([bidder.id]);
    publisher.publish([id]);
    await publisher.flush(patience.timeout);
    expect(sent.map(({ channel }) => channel)).toEqual([auctionChannel(id)]);
  });
});

describe('an outage of the push service', () => {
  test('fails no bid, and what was missed is told when it is over', async () => {
    const id = await makeAuction();
    const { publisher, service, statesOf } = setUp();
    service.isUp = false;
    await bidInTurns(publisher, id, 3);
    await vi.waitUntil(() => service.calls > 0, patience);
    expect(await versions(id)).toMatchObject({ version: 4, publishedVersion: 0 });
    service.isUp = true;
    await vi.waitUntil(() => isPublished(id), patience);
    expect(statesOf(id)).toHaveLength(1);
  });
});

describe('a process that died between commit and publish', () => {
  test('left auctions that the next one publishes, once', async () => {
    const id = await makeAuction();
    await database().auction.update({ where: { id }, data: { version: 7, publishedVersion: 5 } });
    const { publisher, statesOf } = setUp();
    expect(await publisher.sweep()).toBeGreaterThan(0);
    await vi.waitUntil(() => isPublished(id), patience);
    expect(statesOf(id)).toHaveLength(1);
    await vi.waitUntil(async () => (await publisher.sweep()) === 0, patience);
    expect(statesOf(id)).toHaveLength(1);
  });

  test('left bidders with notices that the next one tells, as it starts', async () => {
    const [lately, longAgo] = [await makeBidder(), await makeBidder()];
    const auctionId = await makeAuction();
    await tell([lately, longAgo].map(({ id }) => ({ bidderId: id, auctionId, notice: { kind: 'lost' } })));
    await database().$executeRaw`
      UPDATE notices SET created_at = now() - interval '1 hour' WHERE bidder_id = ${longAgo.id}`;
    const { publisher, sent } = setUp();
    await publisher.sweep();
    await publisher.flush(5000);
    const told = sent.map(({ channel }) => channel);
    expect(told).toContain(bidderChannel(lately.id));
    expect(told).not.toContain(bidderChannel(longAgo.id));
    await publisher.sweep();
    await publisher.flush(5000);
    expect(sent.filter(({ channel }) => channel === bidderChannel(lately.id))).toHaveLength(1);
  });
});

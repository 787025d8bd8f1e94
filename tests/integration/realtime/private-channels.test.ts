import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { placeBid } from '#lib/bidding/index';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { activityEvent, adminChannel, auctionChannel, bidderChannel, decodeState } from '#lib/auction/wire';
import { database } from '#lib/db/client';
import { closeDue } from '#lib/lifecycle/close-due';
import { listNotices } from '#lib/notifications/index';
import { markOrderPaid, remindBuyers } from '#lib/payments/index';
import { flushPublisher } from '#lib/realtime/server/index';
import { call, makeClient, type TestClient } from '#tests/integration/api/client';
import { usePushHouse, type Listening } from '#tests/integration/realtime/push-house';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';

useTestDatabase();
const house = usePushHouse();
const patience = { timeout: 10_000, interval: 10 };

const bid = (auctionId: AuctionId, bidder: TestClient, amount: number) =>
  placeBid({ auctionId, bidderId: bidder.id, amount: cents(amount) });

/** Hears of nothing that happened before. */
async function listenAs(bidder: TestClient): Promise<Listening> {
  await flushPublisher();
  return house.listen(bidderChannel(bidder.id), bidder.token);
}

/** Waits for an event that says that there is a notice, and returns what kind the bell then shows first. */
async function nextNotice(listening: Listening, bidder: TestClient): Promise<string | undefined> {
  await vi.waitUntil(() => listening.heard.length > 0, patience);
  expect(listening.heard[0]).toEqual({ name: 'notice', data: {} });
  return (await listNotices(bidder.id, 1))[0]?.notice.kind;
}

const activity = z.strictObject({
  name: z.literal(activityEvent),
  data: z.strictObject({ auction_ids: z.array(z.number()).nonempty() }),
});

/** Which lots a desk has heard of, whether in one event or in several; and it hears of nothing else. */
const toldOf = (desk: Listening): Set<number> =>
  new Set(desk.heard.flatMap((event) => activity.parse(event).data.auction_ids));

async function endNow(id: AuctionId): Promise<void> {
  await database().$executeRaw`
    UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 second',
      original_ends_at = now() - interval '1 second' WHERE id = ${id}`;
  while ((await closeDue()) > 0);
}

/** A lot that the second has taken from the first. */
async function contested(): Promise<{ lot: AuctionId; first: TestClient; second: TestClient }> {
  const [lot, first, second] = await Promise.all([makeAuction(), makeClient(), makeClient()]);
  await bid(lot, first, 10_000);
  await bid(lot, second, 12_000);
  return { lot, first, second };
}

describe('a bidder’s own channel tells, as it happens,', () => {
  test('that they were outbid', async () => {
    const [lot, first, second] = await Promise.all([makeAuction(), makeClient(), makeClient()]);
    await bid(lot, first, 10_000);
    const listening = await listenAs(first);
    await bid(lot, second, 12_000);
    expect(await nextNotice(listening, first)).toBe('outbid');
  });

  test('that they won, and that they lost', async () => {
    const { lot, first, second } = await contested();
    const [loser, winner] = await Promise.all([listenAs(first), listenAs(second)]);
    await endNow(lot);
    expect(await nextNotice(winner, second)).toBe('won');
    expect(await nextNotice(loser, first)).toBe('lost');
  });

  test('that their payment is due', async () => {
    const { lot, second } = await contested();
    await endNow(lot);
    await database().$executeRaw`
      UPDATE orders SET created_at = now() - interval '25 hours', due_at = now() + interval '5 hours'
      WHERE auction_id = ${lot}`;
    const listening = await listenAs(second);
    await remindBuyers();
    expect(await nextNotice(listening, second)).toBe('payment_due');
  });

  test('that their payment has arrived', async () => {
    const { lot, second } = await contested();
    await endNow(lot);
    const listening = await listenAs(second);
    await markOrderPaid({ auctionId: lot, alongside: async () => undefined });
    expect(await nextNotice(listening, second)).toBe('paid');
  });
});

describe('who may listen', () => {
  test('to the desk: administrators, who hear of every change', async () => {
    const [administrator, member, bidder] = await Promise.all([
      makeClient({ role: 'administrator' }),
      makeClient(),
      makeClient(),
    ]);
    await expect(house.listen(adminChannel, member.token)).rejects.toThrow('403');
    await expect(house.listen(adminChannel)).rejects.toThrow('401');
    const desk = await house.listen(adminChannel, administrator.token);
    const lots = await Promise.all([makeAuction(), makeAuction()]);
    for (const lot of lots) await bid(lot, bidder, 10_000);
    await vi.waitUntil(() => lots.every((lot) => toldOf(desk).has(lot)), patience);
  });

  test('to a bidder’s channel: that bidder, not even an administrator', async () => {
    const [bidder, other, administrator] = await Promise.all([
      makeClient(),
      makeClient(),
      makeClient({ role: 'administrator' }),
    ]);
    const channel = bidderChannel(bidder.id);
    await expect(house.listen(channel, other.token)).rejects.toThrow('403');
    await expect(house.listen(channel, administrator.token)).rejects.toThrow('403');
    await expect(house.listen(channel, bidder.token)).resolves.toBeDefined();
  });

  test('to nothing private with a session that was revoked', async () => {
    const [bidder, administrator] = await Promise.all([makeClient(), makeClient({ role: 'administrator' })]);
    for (const { token } of [bidder, administrator])
      expect((await call('DELETE', '/api/v1/tokens/current', { token })).status).toBe(204);
    await expect(listenAs(bidder)).rejects.toThrow('401');
    await expect(house.listen(adminChannel, administrator.token)).rejects.toThrow('401');
  });

  test('to an auction: anybody', async () => {
    const [lot, bidder] = await Promise.all([makeAuction(), makeClient()]);
    const listening = await house.listen(auctionChannel(lot));
    await bid(lot, bidder, 10_000);
    await vi.waitUntil(() => listening.heard.length > 0, patience);
    expect(decodeState(listening.heard[0]?.data)?.state).toMatchObject({
      id: lot,
      currentPrice: 10_000,
      leaderUsername: bidder.username,
    });
  });
});

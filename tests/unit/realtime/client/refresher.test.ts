import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import type { AuctionId } from '#lib/auction/types';
import { createRefresher } from '#lib/realtime/client/refresher';
import type { StatesAnswer } from '#lib/realtime/client/read-states';

const nothing: StatesAnswer = { states: [], reading: { sentAt: 0, receivedAt: 0, serverNow: epochMs(0) } };
const ids = (...numbers: number[]) => numbers.map(auctionId);

/** A refresher whose server is reachable or not, and what was asked of it. */
function setUp(polled: readonly AuctionId[] = [], isPulseDue = false) {
  const asked: (readonly AuctionId[])[] = [];
  const server = { isUp: true };
  const reached: boolean[] = [];
  const refresher = createRefresher({
    dueForPolling: () => polled,
    isPulseDue: () => isPulseDue,
    onAnswer: () => undefined,
    onReachable: (reachable) => reached.push(reachable),
    read: (wanted) => {
      asked.push(wanted);
      return server.isUp ? Promise.resolve(nothing) : Promise.reject(new Error('down'));
    },
  });
  return { refresher, asked, server, reached };
}

const tab = { hidden: false };

beforeEach(() => {
  vi.useFakeTimers();
  tab.hidden = false;
  vi.stubGlobal('document', tab);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('fetching whole states', () => {
  test('what is wanted together travels together, once each', async () => {
    const { refresher, asked } = setUp();
    refresher.refresh(ids(1, 2));
    refresher.refresh(ids(2, 3));
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toEqual([ids(1, 2, 3)]);
  });

  test('more than fit one request go in several, one after the other', async () => {
    const { refresher, asked } = setUp();
    refresher.refresh(Array.from({ length: 90 }, (_, index) => auctionId(index + 1)));
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.map((batch) => batch.length)).toEqual([40, 40, 10]);
  });

  test('what failed is asked again, ever less often, and as usual once it works', async () => {
    const { refresher, asked, server, reached } = setUp(ids(1));
    server.isUp = false;
    const stop = refresher.start();
    await vi.advanceTimersByTimeAsync(60_000);
    const failures = asked.length;
    expect(failures).toBeGreaterThan(2);
    expect(failures).toBeLessThan(8);
    server.isUp = true;
    // The longest wait, with its jitter, until the server is found to be back.
    await vi.advanceTimersByTimeAsync(35_000);
    const recovered = asked.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.length - recovered).toBeGreaterThanOrEqual(8);
    expect(reached.at(0)).toBe(false);
    expect(reached.at(-1)).toBe(true);
    stop();
  });

  test('a hidden tab asks for nothing, and asks when it is seen again', async () => {
    const { refresher, asked } = setUp(ids(1));
    tab.hidden = true;
    const stop = refresher.start();
    refresher.refresh(ids(7));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual([]);
    tab.hidden = false;
    refresher.refresh([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked[0]).toContain(auctionId(7));
    stop();
  });

  test('a page without auctions asks for nothing, unless something on it relies on the answer', async () => {
    const idle = setUp();
    const relying = setUp([], true);
    const stops = [idle.refresher.start(), relying.refresher.start()];
    await vi.advanceTimersByTimeAsync(10_000);
    expect(idle.asked).toEqual([]);
    expect(relying.asked.length).toBeGreaterThanOrEqual(2);
    expect(relying.reached.at(-1)).toBe(true);
    for (const stop of stops) stop();
  });

  test('nothing more is asked after it has been stopped', async () => {
    const { refresher, asked } = setUp(ids(1));
    refresher.start()();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual([]);
  });
});

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
  const server = { is: 'up' as 'up' | 'down' | 'silent', roundTripMs: 20 };
  const drops = { count: 0 };
  const questions: { readonly at: number; readonly isApart: boolean }[] = [];
  const reached: boolean[] = [];
  const refresher = createRefresher({
    dueForPolling: () => polled,
    isPulseDue: () => isPulseDue,
    onAnswer: () => undefined,
    onReachable: (reachable) => reached.push(reachable),
    roundTripMs: () => server.roundTripMs,
    dropDead: () => {
      drops.count += 1;
      return Promise.resolve();
    },
    read: ({ ids: wanted, timeoutMs, isApart }) => {
      asked.push(wanted);
      questions.push({ at: performance.now(), isApart });
      if (server.is === 'up') return Promise.resolve(nothing);
      if (server.is === 'down') return Promise.reject(new Error('down'));
      return new Promise((_, reject) =>
        setTimeout(() => reject(new DOMException('no answer in time', 'TimeoutError')), timeoutMs),
      );
    },
  });
  return { refresher, asked, questions, drops, server, reached };
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
    server.is = 'down';
    const stop = refresher.start();
    await vi.advanceTimersByTimeAsync(60_000);
    const failures = asked.length;
    expect(failures).toBeGreaterThan(2);
    expect(failures).toBeLessThan(8);
    server.is = 'up';
    // The longest wait, with its jitter, until the server is found to be back.
    await vi.advanceTimersByTimeAsync(35_000);
    const recovered = asked.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked.length - recovered).toBeGreaterThanOrEqual(8);
    expect(reached.at(0)).toBe(false);
    expect(reached.at(-1)).toBe(true);
    stop();
  });

  test('what got no answer is asked again at once, apart from the page, and then ever less often', async () => {
    const { refresher, questions, server } = setUp();
    server.is = 'silent';
    const stop = refresher.start();
    refresher.refresh(ids(1));
    await vi.advanceTimersByTimeAsync(14_100);
    // Two, four and eight seconds are waited for answers.
    expect(questions.map(({ at }) => at - (questions[0]?.at ?? 0))).toEqual([0, 2000, 6000]);
    expect(questions.map(({ isApart }) => isApart)).toEqual([false, true, true]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(questions.length).toBeLessThan(9);
    stop();
  });

  test('where the page’s connections are dead, one kept apart brings the answer, and they are dropped', async () => {
    const { refresher, questions, drops, server } = setUp();
    server.is = 'silent';
    refresher.refresh(ids(1));
    await vi.advanceTimersByTimeAsync(1000);
    server.is = 'up';
    expect(drops.count).toBe(0);
    await vi.advanceTimersByTimeAsync(1100);
    refresher.refresh(ids(2));
    await vi.advanceTimersByTimeAsync(100);
    expect(questions.map(({ isApart }) => isApart)).toEqual([false, true, false]);
    expect(drops.count).toBe(1);
  });

  test('a house that takes seconds is waited for', async () => {
    const { refresher, asked, server } = setUp();
    server.roundTripMs = 1500;
    server.is = 'silent';
    refresher.refresh(ids(1));
    await vi.advanceTimersByTimeAsync(5900);
    expect(asked).toHaveLength(1);
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

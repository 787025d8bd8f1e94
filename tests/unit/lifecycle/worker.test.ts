import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTasks } from '#lib/lifecycle/worker';
import { log } from '#lib/platform/log';

const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a worker that goes through a long backlog', () => {
  it('has had its last turn with the last set, not before the first', async () => {
    let sets = 0;
    const worker = startTasks([
      { name: 'mail', run: () => nextTurn().then(() => (sets += 1)), restMs: 1_000_000 },
    ]);
    await vi.waitUntil(() => sets > 3);
    const before = performance.now();
    await vi.waitFor(() => expect(worker.lastTurnMs()).toBeGreaterThan(before));
    await worker.stop();
  });
});

describe('a worker that fails', () => {
  it('has had no turn, and tries again', async () => {
    const began = performance.now();
    let tries = 0;
    const worker = startTasks([
      {
        name: 'close',
        run: () => {
          tries += 1;
          return Promise.reject(new Error('the database is out of reach'));
        },
        restMs: 0,
      },
    ]);
    await vi.waitUntil(() => tries === 2, { timeout: 5000 });
    expect(worker.lastTurnMs()).toBeLessThan(began + 500);
    await worker.stop();
  });
});

describe('a failure that lasts', () => {
  it('is told once when it begins, and once when it is over', async () => {
    const failed = vi.spyOn(log(), 'error');
    const recovered = vi.spyOn(log(), 'info');
    let tries = 0;
    const run = () => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('the database is out of reach')) : Promise.resolve(0);
    };
    const worker = startTasks([{ name: 'close', run, restMs: 0 }]);
    await vi.waitUntil(() => tries > 3, { timeout: 10_000 });
    await worker.stop();
    expect(failed).toHaveBeenCalledTimes(1);
    expect(recovered).toHaveBeenCalledExactlyOnceWith({ task: 'close', failures: 2 }, expect.any(String));
  });
});

describe('a worker that is told to stop', () => {
  it('does not rest first', async () => {
    let looks = 0;
    const worker = startTasks([
      { name: 'close', run: () => Promise.resolve((looks += 1) * 0), restMs: 1_000_000 },
    ]);
    await vi.waitUntil(() => looks === 1);
    await worker.stop();
    expect(looks).toBe(1);
  });
});

describe('a task of which several sets may be under way', () => {
  it('has them while there is a backlog, and one look at a time while there is none', async () => {
    let left = 20;
    let underWay = 0;
    const seen = { before: 0, after: 0 };
    const run = async () => {
      const when = left > 0 ? 'before' : 'after';
      underWay += 1;
      seen[when] = Math.max(seen[when], underWay);
      const handled = Math.min(left, 1);
      left -= handled;
      await nextTurn();
      underWay -= 1;
      return handled;
    };
    const worker = startTasks([{ name: 'close', run, restMs: 0, setsAtOnce: 2 }]);
    await vi.waitUntil(() => left === 0 && underWay === 0);
    seen.after = 0;
    await vi.waitUntil(() => seen.after > 0);
    await worker.stop();
    expect(seen).toEqual({ before: 2, after: 1 });
  });

  it('waits for all of them when one fails', async () => {
    let looks = 0;
    let underWay = 0;
    const run = async () => {
      looks += 1;
      underWay += 1;
      try {
        if (looks === 2) throw new Error('the database is out of reach');
        for (let pause = 0; pause < 5; pause += 1) await nextTurn();
        return looks < 4 ? 1 : 0;
      } finally {
        underWay -= 1;
      }
    };
    const worker = startTasks([{ name: 'close', run, restMs: 0, setsAtOnce: 2 }]);
    await vi.waitUntil(() => looks >= 3);
    await worker.stop();
    expect(underWay).toBe(0);
  });
});

describe('a task that gives way to another', () => {
  it('does nothing while that one has a backlog, also in the middle of its own, and counts as alive', async () => {
    let backlog = 0;
    let mails = 0;
    const worker = startTasks([
      {
        name: 'close',
        run: () => nextTurn().then(() => (backlog > 0 ? (backlog -= 1) + 1 : 0)),
        restMs: 0,
      },
      { name: 'mail', run: () => nextTurn().then(() => (mails += 1)), restMs: 0, yieldsTo: 'close' },
    ]);
    await vi.waitUntil(() => mails > 3);
    backlog = Number.POSITIVE_INFINITY;
    let sent = -1;
    await vi.waitUntil(() => sent === (sent = mails));
    const before = performance.now();
    await vi.waitFor(() => expect(worker.lastTurnMs()).toBeGreaterThan(before));
    expect(mails).toBe(sent);
    backlog = 0;
    await vi.waitUntil(() => mails > sent);
    await worker.stop();
  });
});

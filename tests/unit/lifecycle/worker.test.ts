import { describe, expect, it, vi } from 'vitest';
import { startTasks } from '#lib/lifecycle/worker';

const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));

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

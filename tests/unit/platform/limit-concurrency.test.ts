import { describe, expect, it } from 'vitest';
import { limitConcurrency } from '#lib/platform/limit-concurrency';

/** A task that is over when told so. */
function heldTask(name: string, started: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = (): Promise<string> => {
    started.push(name);
    return promise;
  };
  return { run, finish: () => resolve(name), fail: () => reject(new Error(name)) };
}

describe('limitConcurrency', () => {
  it('runs no more tasks at once than there are places, and the rest in order', async () => {
    const started: string[] = [];
    const [a, b, c, d] = [
      heldTask('a', started),
      heldTask('b', started),
      heldTask('c', started),
      heldTask('d', started),
    ];
    const limit = limitConcurrency(2);
    const all = Promise.all([limit(a.run), limit(b.run), limit(c.run), limit(d.run)]);
    await expect.poll(() => started).toEqual(['a', 'b']);

    b.finish();
    await expect.poll(() => started).toEqual(['a', 'b', 'c']);
    a.finish();
    await expect.poll(() => started).toEqual(['a', 'b', 'c', 'd']);
    c.finish();
    d.finish();
    expect(await all).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the place of a failed task to the next, and the failure to its caller alone', async () => {
    const started: string[] = [];
    const [a, b] = [heldTask('a', started), heldTask('b', started)];
    const limit = limitConcurrency(1);
    const first = limit(a.run);
    const second = limit(b.run);
    a.fail();
    await expect(first).rejects.toThrow('a');
    b.finish();
    await expect(second).resolves.toBe('b');
  });

  it('lets a task that throws before its first await free its place', async () => {
    const limit = limitConcurrency(1);
    await expect(
      limit(() => {
        throw new Error('at once');
      }),
    ).rejects.toThrow('at once');
    await expect(limit(async () => 'next')).resolves.toBe('next');
  });
});

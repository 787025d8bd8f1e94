import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerWithin, NoAnswer } from '#components/site/deadline';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer that is waited for', () => {
  test('is given when it comes in time, and leaves no timer behind', async () => {
    await expect(answerWithin(Promise.resolve('yes'), 4000)).resolves.toBe('yes');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is given up on when it does not come', async () => {
    const failure = answerWithin(new Promise(() => undefined), 4000).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await failure).toBeInstanceOf(NoAnswer);
  });

  test('fails as it fails', async () => {
    await expect(answerWithin(Promise.reject(new TypeError('offline')), 4000)).rejects.toThrow('offline');
  });
});

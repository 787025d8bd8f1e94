import { availableParallelism } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowPasswordWork, inTurn, mostWaiting } from '#lib/accounts/password-work';
import { forgetProcessWide } from '#lib/platform/singleton';

beforeEach(() => forgetProcessWide('password-work'));
afterEach(() => forgetProcessWide('password-work'));

describe('work on passwords', () => {
  it('leaves a processor to everything else, and has everybody served in the end', async () => {
    let underWay = 0;
    let most = 0;
    const hashes = Array.from({ length: 20 }, (_, index) =>
      inTurn(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        return index;
      }),
    );
    expect(await Promise.all(hashes)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(most).toBe(Math.max(1, availableParallelism() - 1));
  });

  it('lets nobody in line who would wait for longer than a person does, and then again', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const line = Array.from({ length: mostWaiting }, () => inTurn(() => held));
    expect(allowPasswordWork()).toEqual({ allowed: false, retryAfterSeconds: 3 });
    release();
    await Promise.all(line);
    expect(allowPasswordWork()).toEqual({ allowed: true });
  });

  it('that fails leaves its place to the next', async () => {
    await expect(inTurn(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
    expect(await inTurn(() => Promise.resolve('next'))).toBe('next');
    expect(allowPasswordWork()).toEqual({ allowed: true });
  });
});

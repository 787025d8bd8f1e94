import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allow, forgive } from '#lib/accounts/rate-limits';
import { forgetProcessWide } from '#lib/platform/singleton';

function turn(setting: 'on' | 'off'): void {
  vi.stubEnv('RATE_LIMIT', setting);
  forgetProcessWide('environment');
}

beforeEach(() => turn('on'));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  forgetProcessWide('environment');
});

const wrongPasswords = 10;

async function exhaust(key: string): Promise<void> {
  for (let attempt = 0; attempt < wrongPasswords; attempt += 1)
    expect(await allow('sign_in', key)).toEqual({ allowed: true });
}

describe('a rate limit', () => {
  it('allows so many and says when to come back', async () => {
    await exhaust('alice');
    const refusal = await allow('sign_in', 'alice');
    if (refusal.allowed) throw new Error('the eleventh was allowed');
    expect(refusal.retryAfterSeconds).toBeGreaterThan(0);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(300);
  });

  it('counts each key, and each limit, by itself', async () => {
    await exhaust('bob');
    expect((await allow('sign_in', 'bob')).allowed).toBe(false);
    expect((await allow('sign_in', 'carol')).allowed).toBe(true);
    expect((await allow('bid', 'bob')).allowed).toBe(true);
  });

  it('begins anew once forgiven', async () => {
    await exhaust('dave');
    await forgive('sign_in', 'dave');
    expect((await allow('sign_in', 'dave')).allowed).toBe(true);
  });

  it('begins anew when its window is over', async () => {
    vi.useFakeTimers();
    await exhaust('erin');
    expect((await allow('sign_in', 'erin')).allowed).toBe(false);
    vi.advanceTimersByTime(301_000);
    expect((await allow('sign_in', 'erin')).allowed).toBe(true);
  });

  it('counts nothing while switched off', async () => {
    turn('off');
    for (let attempt = 0; attempt < 2 * wrongPasswords; attempt += 1)
      expect((await allow('sign_in', 'frank')).allowed).toBe(true);
  });
});

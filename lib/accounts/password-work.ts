/**
 * Hashing a password is meant to be dear: 19 MiB and a dozen milliseconds of a processor. However many people sign in or register
 * at once, a few hashes are under way and the others wait their turn, so that bids and pages keep a processor and the threads on
 * which files are read; and beyond what a person would wait for, nobody is let in line.
 */
import { availableParallelism } from 'node:os';
import type { Allowance } from '#lib/accounts/types';
import { limitConcurrency, type ConcurrencyLimit } from '#lib/platform/limit-concurrency';
import { processWide } from '#lib/platform/singleton';

/** About three seconds' worth on one processor. */
export const mostWaiting = 200;

/** Within how many seconds whoever is in line now has had their turn. */
export const lineSeconds = 3;

interface PasswordWork {
  readonly limit: ConcurrencyLimit;
  /** Under way or waiting. */
  count: number;
}

const passwordWork = (): PasswordWork =>
  processWide('password-work', () => ({
    limit: limitConcurrency(Math.max(1, availableParallelism() - 1)),
    count: 0,
  }));

/** Whether there is room in line. */
export const allowPasswordWork = (): Allowance =>
  passwordWork().count < mostWaiting ? { allowed: true } : { allowed: false, retryAfterSeconds: lineSeconds };

/** Runs `hash` when its turn comes. */
export async function inTurn<T>(hash: () => Promise<T>): Promise<T> {
  const work = passwordWork();
  work.count += 1;
  try {
    return await work.limit(hash);
  } finally {
    work.count -= 1;
  }
}

/**
 * How often one person or one address may do what costs something. Counted in this process's memory: several processes
 * each allow as much, which still bounds the whole. `RATE_LIMIT=off` turns all of it off.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { allowPasswordWork } from '#lib/accounts/password-work';
import type { Allowance } from '#lib/accounts/types';
import { networkOf } from '#lib/platform/client-address';
import { environment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';

interface Limit {
  readonly points: number;
  readonly windowSeconds: number;
}

const limits = {
  /** Wrong passwords for one account from one address. */
  sign_in: { points: 10, windowSeconds: 300 },
  /** Passwords tried from one address, whatever the account and whether right or wrong. */
  sign_in_address: { points: 600, windowSeconds: 300 },
  /** Sign-ups from one address; each costs a password hash. */
  sign_up: { points: 300, windowSeconds: 300 },
  /** Tokens made by one account. */
  token: { points: 60, windowSeconds: 300 },
  /** Bids of one bidder: a burst of 100, 20 a second in the long run. */
  bid: { points: 100, windowSeconds: 5 },
  /** New listings of one seller. */
  listing: { points: 120, windowSeconds: 60 },
  /** New delivery addresses of one bidder. */
  address: { points: 30, windowSeconds: 60 },
  /** Pictures of one seller; each is decoded and drawn anew. */
  picture: { points: 120, windowSeconds: 60 },
  /** Saving and removing cards of one bidder; each asks Stripe. */
  card: { points: 20, windowSeconds: 60 },
} as const satisfies Readonly<Record<string, Limit>>;

export type RateLimitName = keyof typeof limits;

const limiter = (name: RateLimitName): RateLimiterMemory =>
  processWide(`rate-limit-${name}`, () => {
    const { points, windowSeconds } = limits[name];
    return new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds });
  });

const msPerSecond = 1000;

/** Counts one use of `limit` by `key` (a bidder's id, an address) and says whether it is still within it. */
export async function allow(limit: RateLimitName, key: string): Promise<Allowance> {
  if (!environment().rateLimited) return { allowed: true };
  try {
    await limiter(limit).consume(key);
    return { allowed: true };
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    return {
      allowed: false,
      retryAfterSeconds: Math.max(1, Math.ceil(rejection.msBeforeNext / msPerSecond)),
    };
  }
}

/** Whether one more account may be opened from this network address now. */
export async function allowSignUp(address: string): Promise<Allowance> {
  const room = allowPasswordWork();
  return room.allowed ? allow('sign_up', networkOf(address)) : room;
}

/** Forgets what `key` has used, after it has proved to be harmless. */
export async function forgive(limit: RateLimitName, key: string): Promise<void> {
  if (environment().rateLimited) await limiter(limit).delete(key);
}

/** Waits that double while the server cannot be reached, with jitter so that a crowd of tabs does not return at once. */
export interface Backoff {
  /** How long to wait before the next attempt, in milliseconds. */
  nextMs(): number;
  failed(): void;
  succeeded(): void;
}

const maximumMs = 30_000;
const jitter = 0.25;

/** @param random from 0 to 1. */
export function createBackoff(usualMs: number, random: () => number = Math.random): Backoff {
  let currentMs = usualMs;
  return {
    nextMs: () => currentMs * (1 - jitter / 2 + random() * jitter),
    failed: () => {
      currentMs = Math.min(currentMs * 2, maximumMs);
    },
    succeeded: () => {
      currentMs = usualMs;
    },
  };
}

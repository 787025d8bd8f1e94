export interface RetryPolicy {
  /** The pause after the first failure; each further one is `factor` times longer, up to `maximumDelayMs`. */
  readonly initialDelayMs: number;
  readonly factor: number;
  readonly maximumDelayMs: number;
  /** Counted from the first attempt; after that the event is given up. */
  readonly giveUpAfterMs: number;
  /** How long the receiver may take to answer. */
  readonly timeoutMs: number;
}

/** Like Stripe's, which tries for up to three days; it begins sooner, because a developer is waiting. */
export const defaultRetryPolicy: RetryPolicy = {
  initialDelayMs: 1000,
  factor: 2,
  maximumDelayMs: 60 * 60 * 1000,
  giveUpAfterMs: 3 * 24 * 60 * 60 * 1000,
  timeoutMs: 20_000,
};

/** Returns the pause, in milliseconds, after this many failed attempts (1 after the first). */
export function retryDelayMs(policy: RetryPolicy, failedAttempts: number): number {
  return Math.min(policy.initialDelayMs * policy.factor ** (failedAttempts - 1), policy.maximumDelayMs);
}

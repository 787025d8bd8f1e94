import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 10;

/** Waits until it holds. @throws Error naming what never came true. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what}: still not so after ${withinMs} ms`);
    await delay(pollMs);
  }
}

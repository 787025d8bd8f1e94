/**
 * The server's time, as well as this browser can know it. Invariants: the answer that travelled fastest is trusted most,
 * because its error is at most half its round trip; an old measurement gives way, as device clocks drift and are set.
 */
import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';

export interface ClockReading {
  /** By this device's clock. */
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverNow: EpochMs;
}

export interface ServerClock {
  now(): EpochMs;
  measure(reading: ClockReading): void;
  /** The trusted round trip in milliseconds; null before the first answer. */
  readonly roundTripMs: () => number | null;
}

const trustedForMs = 5 * 60_000;

/**
 * @param renderedAt the server's time when it rendered the page: good enough until the first answer.
 * @param deviceNow this device's clock.
 */
export function createServerClock(renderedAt: EpochMs, deviceNow: () => number = Date.now): ServerClock {
  let offsetMs = renderedAt - deviceNow();
  let roundTripMs: number | null = null;
  let measuredAt = 0;

  return {
    now: () => epochMs(Math.round(deviceNow() + offsetMs)),
    measure: ({ sentAt, receivedAt, serverNow }) => {
      const taken = receivedAt - sentAt;
      const isTrusted = roundTripMs !== null && receivedAt - measuredAt < trustedForMs;
      if (taken < 0 || (isTrusted && roundTripMs !== null && taken > roundTripMs)) return;
      offsetMs = serverNow - (sentAt + receivedAt) / 2;
      roundTripMs = taken;
      measuredAt = receivedAt;
    },
    roundTripMs: () => roundTripMs,
  };
}

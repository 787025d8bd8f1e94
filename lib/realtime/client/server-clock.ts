/**
 * The server's time, as well as this browser can know it. Invariants: an answer bounds the truth, for the server read its
 * clock between the question and the answer; the answer that travelled fastest is trusted most, because its error is at
 * most half its round trip; what a newer answer shows to be impossible is given up at once, as device clocks are set; an old
 * measurement gives way, as they drift.
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
  /** How long an answer takes, in milliseconds: the slowest of the last few; null before the first. */
  readonly roundTripMs: () => number | null;
}

const trustedForMs = 5 * 60_000;
const remembered = 3;
/** Both clocks are read in whole milliseconds. */
const grainMs = 1;

/**
 * @param renderedAt the server's time when it rendered the page: good enough until the first answer.
 * @param deviceNow this device's clock.
 */
export function createServerClock(renderedAt: EpochMs, deviceNow: () => number = Date.now): ServerClock {
  let offsetMs = renderedAt - deviceNow();
  let trusted: { readonly tripMs: number; readonly at: number } | null = null;
  let trips: readonly number[] = [];

  const isPossible = ({ sentAt, receivedAt, serverNow }: ClockReading): boolean =>
    offsetMs >= serverNow - receivedAt - grainMs && offsetMs <= serverNow - sentAt + grainMs;

  return {
    now: () => epochMs(Math.round(deviceNow() + offsetMs)),
    measure: (reading) => {
      const { sentAt, receivedAt, serverNow } = reading;
      const tripMs = receivedAt - sentAt;
      // The device's clock was set back while the question was on its way: the answer tells nothing.
      if (tripMs < 0) return;
      trips = [...trips, tripMs].slice(-remembered);
      const isFresh = trusted !== null && receivedAt - trusted.at < trustedForMs;
      if (isFresh && trusted !== null && tripMs > trusted.tripMs && isPossible(reading)) return;
      offsetMs = serverNow - (sentAt + receivedAt) / 2;
      trusted = { tripMs, at: receivedAt };
    },
    roundTripMs: () => (trips.length === 0 ? null : Math.max(...trips)),
  };
}

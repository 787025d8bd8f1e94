/** Whether a bid still arrives in time, as far as the reader's device can tell. Only the house decides. */
import { minuteMs } from '#lib/realtime/client/remaining-words';

/** From here on seconds count. */
export const lastStretchMs = minuteMs;

export interface BidTiming {
  /** How long a bid takes to reach the house. */
  readonly arrivalMs: number;
  readonly mayBeTooLate: boolean;
}

interface Moment {
  readonly remainingMs: number;
  /** How long an answer from the house takes. */
  readonly roundTripMs: number;
  /** How long the reader needs from here until the bid is sent. */
  readonly handsMs: number;
}

/**
 * A bid arrives after half a round trip, and the countdown itself errs by up to another half: within a whole round trip of
 * the end, besides what the reader's hands take, nobody can promise that it is in time.
 */
export const bidTiming = ({ remainingMs, roundTripMs, handsMs }: Moment): BidTiming => ({
  arrivalMs: Math.max(1, Math.round(roundTripMs / 2)),
  mayBeTooLate: remainingMs <= roundTripMs + handsMs,
});

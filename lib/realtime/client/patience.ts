/**
 * How long an answer of the house is waited for, and what follows a silence. A connection that died without a word takes a
 * question and gives no answer; a house that is only slow must not be asked ever more. Invariants: the wait follows the measured
 * round trip and doubles with every silence, as TCP's does (RFC 6298); the first silences are followed by another try at once,
 * on another connection, for the one before may be dead; whatever lasts longer is left to the usual, growing waits.
 */
export interface Patience {
  /** How long to wait for the next answer, in milliseconds. */
  waitMs(): number;
  /**
   * Whether to ask apart from the page's other requests. Browsers keep connections with and without credentials apart, and only
   * these questions go without: once one of them was given up, and its connection with it, the next makes a new one.
   */
  isApart(): boolean;
  /** An answer came. Answers whether it came apart, after a silence: then the page's other connections are likely dead. */
  answered(): boolean;
  /** None came in time. Answers whether to ask again at once. */
  silent(): boolean;
  /** The page's own connections are to be tried again: the dead are gone, or what is asked apart is not let in. */
  rejoin(): void;
}

const leastMs = 2000;
const mostMs = 8000;
/** The slowest of the last answers is exceeded by so much before it counts as silence. */
const roundTrips = 4;
/** The page's connection, one kept apart from earlier, and a new one. */
const triesAtOnce = 2;

/** @param roundTripMs how long answers have taken lately; null before the first. */
export function createPatience(roundTripMs: () => number | null): Patience {
  let silences = 0;
  let apart = false;
  return {
    waitMs: () => {
      const tripMs = roundTripMs();
      const usualMs = tripMs === null ? mostMs : Math.max(leastMs, roundTrips * tripMs);
      return Math.min(usualMs * 2 ** silences, mostMs);
    },
    isApart: () => apart,
    answered: () => {
      const wasSilent = apart && silences > 0;
      silences = 0;
      return wasSilent;
    },
    silent: () => {
      silences += 1;
      apart = true;
      return silences <= triesAtOnce;
    },
    rejoin: () => {
      silences = 0;
      apart = false;
    },
  };
}

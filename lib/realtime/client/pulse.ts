/**
 * Whether the connection is alive, which its being open does not tell: a line can be lost without a word. Invariants: while the
 * page is in sight, what is felt was heard less than `quietMs` and one wait for an answer ago, seven seconds on an ordinary
 * line; nothing is asked while messages come; a hidden page asks nothing, and what it heard long ago is not felt.
 */
export interface Pulse {
  /** The connection was opened, or something came over it. */
  readonly hear: () => void;
  readonly isFelt: () => boolean;
  /** Looks at once, as when the page is seen again. */
  readonly look: () => void;
  /** There is no connection any more. */
  readonly stop: () => void;
}

export interface PulseOptions {
  /** Sends something that a living service answers. */
  readonly ask: () => void;
  /** No answer came in time. */
  readonly onLost: () => void;
  /** Told when what is felt may have changed. */
  readonly onChange: () => void;
  /** How long answers of the house have taken lately, in milliseconds; null before the first. */
  readonly roundTripMs: () => number | null;
}

/** After so long a silence it is asked. */
export const quietMs = 4000;
const leastAnswerMs = 3000;
const mostAnswerMs = 8000;
/** The slowest of the last answers is exceeded by so much before it counts as silence. */
const roundTrips = 4;

export function createPulse({ ask, onLost, onChange, roundTripMs }: PulseOptions): Pulse {
  let heardAt: number | null = null;
  let askedAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const answerMs = (): number =>
    Math.min(Math.max(leastAnswerMs, roundTrips * (roundTripMs() ?? 0)), mostAnswerMs);

  /** By the device's clock, which goes on while the device sleeps; where it was set back, nothing is known. */
  const since = (moment: number): number => {
    const passed = Date.now() - moment;
    return passed < 0 ? Number.POSITIVE_INFINITY : passed;
  };
  const isFelt = (): boolean => heardAt !== null && since(heardAt) < quietMs + answerMs();

  const rest = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const lookIn = (ms: number): void => {
    timer = setTimeout(look, ms);
  };
  const stop = (): void => {
    rest();
    [heardAt, askedAt] = [null, null];
  };

  function look(): void {
    rest();
    if (heardAt === null) return;
    const silentMs = since(heardAt);
    if (document.hidden || silentMs < quietMs) {
      askedAt = null;
      if (!document.hidden) lookIn(quietMs - silentMs);
    } else if (askedAt === null) {
      askedAt = Date.now();
      ask();
      onChange();
      lookIn(answerMs());
    } else if (since(askedAt) < answerMs()) {
      lookIn(answerMs() - since(askedAt));
    } else {
      stop();
      onLost();
    }
  }

  return {
    hear: () => {
      const wasFelt = isFelt();
      heardAt = Date.now();
      // Not anew for every message: it looks when it is time, and finds out how long to look on.
      if (timer === null) look();
      if (!wasFelt) onChange();
    },
    isFelt,
    look,
    stop,
  };
}

/**
 * Fetches whole states where events alone do not suffice: after subscribing, after a gap, on return to a hidden tab, and
 * every few seconds while there is no connection, and what no push has confirmed for a while. Invariants: one request at a
 * time; what got no answer is asked again at once, twice; what failed is asked again ever less often; a hidden tab asks for
 * nothing.
 */
import type { AuctionId } from '#lib/auction/types';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { createBackoff } from '#lib/realtime/client/backoff';
import { dropDeadConnections } from '#lib/realtime/client/dead-connections';
import { createPatience } from '#lib/realtime/client/patience';
import {
  isSilence,
  readStates,
  statesAtOnce,
  type Question,
  type StatesAnswer,
} from '#lib/realtime/client/read-states';

export interface RefresherOptions {
  /** What to keep up to date by polling at this moment. */
  readonly dueForPolling: () => readonly AuctionId[];
  /** Somebody relies on polling who shows no auction: the house is asked all the same, so that its answer is known. */
  readonly isPulseDue?: () => boolean;
  readonly onAnswer: (answer: StatesAnswer) => void;
  /** Told whether the last request succeeded. */
  readonly onReachable: (reachable: boolean) => void;
  /** How long answers have taken lately, in milliseconds; null before the first. */
  readonly roundTripMs: () => number | null;
  readonly read?: (question: Question) => Promise<StatesAnswer>;
  readonly dropDead?: (timeoutMs: number) => Promise<void>;
}

export interface Refresher {
  /** Asks for these soon; requests made together travel together. */
  refresh(ids: readonly PublicAuctionState['id'][]): void;
  /** Begins to poll, until the returned function is called. */
  start(): () => void;
}

/** What a question came to: ask again at once, ask again later, or it was answered. */
type Outcome = 'again' | 'later' | 'answered';

const gatherMs = 40;
const pollMs = 3000;

export function createRefresher(options: RefresherOptions): Refresher {
  const { read = readStates, dropDead = dropDeadConnections } = options;
  const wanted = new Set<AuctionId>();
  const backoff = createBackoff(pollMs);
  const patience = createPatience(options.roundTripMs);
  let gathering: ReturnType<typeof setTimeout> | null = null;
  let busy = false;

  /** Whatever went wrong, the ids stay wanted. Answers whether to ask for them again at once. */
  const hearFailure = (error: unknown): boolean => {
    options.onReachable(false);
    if (isSilence(error)) {
      if (patience.silent()) return true;
    } else patience.rejoin();
    backoff.failed();
    return false;
  };

  const ask = async (ids: readonly AuctionId[]): Promise<Outcome> => {
    try {
      const answer = await read({ ids, timeoutMs: patience.waitMs(), isApart: patience.isApart() });
      for (const id of ids) wanted.delete(id);
      backoff.succeeded();
      if (patience.answered()) void dropDead(patience.waitMs()).then(() => patience.rejoin());
      options.onAnswer(answer);
      options.onReachable(true);
      return 'answered';
    } catch (error) {
      return hearFailure(error) ? 'again' : 'later';
    }
  };

  const askNow = async (isPulse = false): Promise<void> => {
    if (busy || (wanted.size === 0 && !isPulse) || document.hidden) return;
    busy = true;
    try {
      let outcome: Outcome;
      do outcome = await ask([...wanted].slice(0, statesAtOnce));
      while (outcome === 'again');
      if (outcome === 'later') return;
    } finally {
      busy = false;
    }
    if (wanted.size > 0) gather();
  };

  const gather = (): void => {
    gathering ??= setTimeout(() => {
      gathering = null;
      void askNow();
    }, gatherMs);
  };

  return {
    refresh: (ids) => {
      for (const id of ids) wanted.add(id);
      gather();
    },
    start: () => {
      let timer: ReturnType<typeof setTimeout> | null = null;
      let isStopped = false;
      const round = async (): Promise<void> => {
        for (const id of options.dueForPolling()) wanted.add(id);
        await askNow(options.isPulseDue?.());
        waitForNext();
      };
      // Only after the answer is it known how long to wait.
      const waitForNext = (): void => {
        if (!isStopped) timer = setTimeout(() => void round(), backoff.nextMs());
      };
      waitForNext();
      return () => {
        isStopped = true;
        if (timer !== null) clearTimeout(timer);
      };
    },
  };
}

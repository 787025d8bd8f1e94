/**
 * Who waits to be told, each at once if it was not told lately, and otherwise when its interval is over: what happens meanwhile
 * is told together. Invariant: nobody is taken twice within an interval.
 */
export interface PacedQueue<T> {
  readonly add: (item: T) => void;
  /** In how many milliseconds somebody is due, 0 for at once; infinitely many while nobody waits. */
  readonly dueInMs: () => number;
  /** Those who are due, which wait no longer. */
  readonly takeDue: () => T[];
  /** They were not told after all, and are due at once. */
  readonly putBack: (items: readonly T[]) => void;
}

/** @param now milliseconds that only ever rise. */
export function createPacedQueue<T>(
  intervalMs: number,
  now: () => number = () => performance.now(),
): PacedQueue<T> {
  const waiting = new Set<T>();
  /** Those told longest ago come first. */
  const toldAt = new Map<T, number>();

  const dueAt = (item: T): number => (toldAt.get(item) ?? Number.NEGATIVE_INFINITY) + intervalMs;

  function forgetLongAgo(moment: number): void {
    for (const [item, at] of toldAt) {
      if (moment - at < intervalMs) return;
      toldAt.delete(item);
    }
  }

  return {
    add: (item) => void waiting.add(item),
    dueInMs: () => {
      const moment = now();
      let soonest = Number.POSITIVE_INFINITY;
      for (const item of waiting) {
        soonest = Math.min(soonest, dueAt(item));
        if (soonest <= moment) return 0;
      }
      return soonest - moment;
    },
    takeDue: () => {
      const moment = now();
      forgetLongAgo(moment);
      const due = [...waiting].filter((item) => dueAt(item) <= moment);
      for (const item of due) {
        waiting.delete(item);
        // Deleted first, so that it is the youngest again.
        toldAt.delete(item);
        toldAt.set(item, moment);
      }
      return due;
    },
    putBack: (items) => {
      for (const item of items) {
        toldAt.delete(item);
        waiting.add(item);
      }
    },
  };
}

/** Runs a task when one of the places is free; tasks wait in the order in which they came. */
export type ConcurrencyLimit = <T>(task: () => Promise<T>) => Promise<T>;

/** @param places How many tasks may run at once; at least 1. */
export function limitConcurrency(places: number): ConcurrencyLimit {
  let free = places;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }

  // A place is handed straight to who has waited longest, so that nobody who comes later can slip in between.
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return async (task) => {
    await enter();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}

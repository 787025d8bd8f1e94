/** A rest that may be cut short. */
export interface Alarm {
  /** Rests for so long, or until `ring`. Only one rests at a time. */
  readonly rest: (ms: number) => Promise<void>;
  readonly ring: () => void;
}

/** It keeps no process alive. */
export function createAlarm(): Alarm {
  let wake: (() => void) | null = null;
  return {
    rest: async (ms) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = setTimeout(resolve, ms).unref();
      await promise;
      wake = null;
      clearTimeout(timer);
    },
    ring: () => wake?.(),
  };
}

/**
 * The worker: sleeps until the next due moment, at most a second, then does everything that is due. It resumes after a crash by
 * itself, as what is due is read from the database, and a failing task delays only its own next turn.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '#lib/platform/log';

export interface Task {
  readonly name: string;
  /** Does one set and returns how many were handled; is called again at once while it returns any. */
  readonly run: () => Promise<number>;
  /** Rests at least this long after finding nothing. */
  readonly restMs: number;
}

export interface Worker {
  stop(): Promise<void>;
  /** When every task had last handled a set or found none, in milliseconds since the process began. */
  lastTurnMs(): number;
}

const failureRestMs = 1000;

/** @param onSet Called after every set, the empty last one included. */
async function turn(
  { name, run }: Task,
  { stopping, onSet }: { readonly stopping: () => boolean; readonly onSet: () => void },
): Promise<boolean> {
  try {
    for (let handled = 1; handled > 0 && !stopping(); onSet()) handled = await run();
    return true;
  } catch (error) {
    log().error({ err: error, task: name }, 'a periodic task failed; it is tried again');
    return false;
  }
}

/** Runs every task in a loop of its own until stopped. */
export function startTasks(tasks: readonly Task[]): Worker {
  const stop = new AbortController();
  const turns = new Map(tasks.map(({ name }) => [name, performance.now()]));
  const { signal } = stop;
  /** Ends early when the worker is stopped. */
  const rest = (ms: number): Promise<void> => delay(ms, undefined, { signal }).catch(() => undefined);
  const loop = async (task: Task): Promise<void> => {
    while (!signal.aborted) {
      const fine = await turn(task, {
        stopping: () => signal.aborted,
        // A long backlog is work, not silence.
        onSet: () => turns.set(task.name, performance.now()),
      });
      if (!signal.aborted) await rest(fine ? task.restMs : failureRestMs);
    }
  };
  const loops = tasks.map(loop);
  return {
    stop: async () => {
      stop.abort();
      await Promise.all(loops);
    },
    lastTurnMs: () => Math.min(...turns.values()),
  };
}

/**
 * The worker: sleeps until the next due moment, at most a second, then does everything that is due. It resumes after a crash by
 * itself, as what is due is read from the database, and a failing task delays only its own next turn.
 */
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
  /** When every task last finished a turn, in milliseconds since the process began. */
  lastTurnMs(): number;
}

const failureRestMs = 1000;

async function turn({ name, run }: Task, stopping: () => boolean): Promise<boolean> {
  try {
    while (!stopping() && (await run()) > 0);
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
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      stop.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const loop = async (task: Task): Promise<void> => {
    while (!stop.signal.aborted) {
      const fine = await turn(task, () => stop.signal.aborted);
      if (fine) turns.set(task.name, performance.now());
      if (!stop.signal.aborted) await rest(fine ? task.restMs : failureRestMs);
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

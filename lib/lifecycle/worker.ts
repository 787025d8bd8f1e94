/**
 * The worker: does whatever is due, set by set, and rests when it finds nothing. It resumes after a crash by itself, as what is
 * due is read from the database, and a failing task delays only its own next turn.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '#lib/platform/log';

export interface Task {
  readonly name: string;
  /** Does one set and returns how many were handled; is called again at once while it returns any. */
  readonly run: () => Promise<number>;
  /** Rests at least this long after finding nothing. */
  readonly restMs: number;
  /** How many sets of a backlog may be under way at once; one unless said otherwise. */
  readonly setsAtOnce?: number;
  /** The name of a task whose backlog goes first: while there is one, this task rests. */
  readonly yieldsTo?: string;
}

export interface Worker {
  stop(): Promise<void>;
  /** When every task had last handled a set or found none, in milliseconds since the process began. */
  lastTurnMs(): number;
}

const failureRestMs = 1000;
const tellAgainMs = 60_000;

/** What the tasks of one worker know of each other. */
interface Shift {
  readonly stopping: AbortSignal;
  /** When each task had last handled a set or found none. */
  readonly turns: Map<string, number>;
  /** Tasks that have handled a set and not yet found the end of their backlog. */
  readonly busy: Set<string>;
}

/** Handles what is due until nothing is left, or something more urgent is. */
async function turn({ name, run, setsAtOnce = 1, yieldsTo }: Task, shift: Shift): Promise<void> {
  const mayGoOn = (): boolean =>
    !shift.stopping.aborted && (yieldsTo === undefined || !shift.busy.has(yieldsTo));
  const handleSet = async (): Promise<boolean> => {
    const handled = await run();
    // A long backlog is work, not silence.
    shift.turns.set(name, performance.now());
    return handled > 0;
  };
  const handleSets = async (): Promise<void> => {
    while (mayGoOn() && (await handleSet()));
  };
  // Nor is giving way.
  if (!mayGoOn()) return void shift.turns.set(name, performance.now());
  if (!(await handleSet())) return;
  shift.busy.add(name);
  const ends = await Promise.allSettled(Array.from({ length: setsAtOnce }, handleSets));
  shift.busy.delete(name);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A failure that lasts, as while the database is away, is told when it begins, now and then, and when it is over. */
function createReport(task: string): { failed(error: unknown): void; succeeded(): void } {
  let failures = 0;
  let toldMs = -Infinity;
  return {
    failed: (error) => {
      failures += 1;
      if (performance.now() - toldMs < tellAgainMs) return;
      toldMs = performance.now();
      log().error({ err: error, task, failures }, 'a periodic task fails; it is tried again');
    },
    succeeded: () => {
      if (failures > 0) log().info({ task, failures }, 'a periodic task works again');
      failures = 0;
      toldMs = -Infinity;
    },
  };
}

/** Runs every task in a loop of its own until stopped. */
export function startTasks(tasks: readonly Task[]): Worker {
  const stop = new AbortController();
  const { signal } = stop;
  const began = performance.now();
  const shift: Shift = {
    stopping: signal,
    turns: new Map(tasks.map(({ name }) => [name, began])),
    busy: new Set(),
  };
  /** Ends early when the worker is stopped. */
  const rest = (ms: number): Promise<void> => delay(ms, undefined, { signal }).catch(() => undefined);
  const loop = async (task: Task): Promise<void> => {
    const report = createReport(task.name);
    while (!signal.aborted) {
      const fine = await turn(task, shift).then(
        () => true,
        (error: unknown) => {
          report.failed(error);
          return false;
        },
      );
      if (fine) report.succeeded();
      if (!signal.aborted) await rest(fine ? task.restMs : failureRestMs);
    }
  };
  const loops = tasks.map(loop);
  return {
    stop: async () => {
      stop.abort();
      await Promise.all(loops);
    },
    lastTurnMs: () => Math.min(...shift.turns.values()),
  };
}

/**
 * Turns many single questions into few joint ones. At most `concurrency` joint questions are under way; what is asked
 * meanwhile waits and goes with the next. A lone question goes at once, in the same turn of the event loop as its
 * neighbours, and an answer is never older than its question.
 */
export interface GatherOptions<Key, Answer> {
  /** Answers all keys at once; a key without an answer is absent from the map. */
  readonly answerAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Answer>>;
  readonly concurrency: number;
  /** The most keys of one joint question. */
  readonly most: number;
}

interface Waiting<Answer> {
  readonly settle: (answer: Answer | null) => void;
  readonly fail: (error: unknown) => void;
}

/** @returns a function that answers one key, or null where `answerAll` has none. */
export function gather<Key, Answer>(
  options: GatherOptions<Key, Answer>,
): (key: Key) => Promise<Answer | null> {
  const queue = new Map<Key, Waiting<Answer>[]>();
  let underWay = 0;
  let scheduled = false;

  function take(): [Key, Waiting<Answer>[]][] {
    const taken: [Key, Waiting<Answer>[]][] = [];
    for (const entry of queue) {
      if (taken.length === options.most) break;
      taken.push(entry);
      queue.delete(entry[0]);
    }
    return taken;
  }

  async function ask(): Promise<void> {
    const taken = take();
    if (taken.length === 0) return;
    underWay += 1;
    try {
      const answers = await options.answerAll(taken.map(([key]) => key));
      for (const [key, waiting] of taken) for (const { settle } of waiting) settle(answers.get(key) ?? null);
    } catch (error) {
      for (const [, waiting] of taken) for (const { fail } of waiting) fail(error);
    } finally {
      underWay -= 1;
      schedule();
    }
  }

  function schedule(): void {
    if (scheduled || underWay >= options.concurrency || queue.size === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void ask();
    });
  }

  return (key) =>
    new Promise((settle, fail) => {
      const waiting = { settle, fail };
      const others = queue.get(key);
      if (others) others.push(waiting);
      else queue.set(key, [waiting]);
      schedule();
    });
}

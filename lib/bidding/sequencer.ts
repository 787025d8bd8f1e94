/**
 * Group commit. Commands wait in a small fixed number of lanes; an auction belongs to the lane `id mod lanes`. A lane runs one
 * transaction at a time, and the next takes all that arrived meanwhile: the busier, the cheaper per command. No timer, no added
 * delay: a lone command goes at once.
 *
 * The lane is an optimisation, never the safeguard: rows are locked and versions checked in the transaction, so any number of
 * processes may run sequencers on one database.
 */
import { log } from '#lib/platform/log';

export interface SequencerOptions<Command, Outcome> {
  /** Decides a group in one transaction. Answers in the same order, after the commit. */
  readonly execute: (group: readonly Command[]) => Promise<readonly Outcome[]>;
  /** Whether the failure leaves it certain that nothing of the group was committed, so that parts may be tried again. */
  readonly isRetryable: (error: unknown) => boolean;
  readonly lanes: number;
  /** Commands in one transaction at most. */
  readonly groupSize: number;
  /** Commands waiting in one lane at most. */
  readonly queueLength: number;
  /**
   * Between two groups: lets those who were just answered speak again. Without it the first of them would start a group all
   * alone, and the others wait for a transaction that decides next to nothing.
   */
  readonly giveTurn?: () => Promise<void>;
}

interface Waiting<Command, Outcome> {
  readonly command: Command;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Refused without being decided: the lane is full. */
export const laneFull = Symbol('lane full');

export interface Sequencer<Command, Outcome> {
  /** Resolves with the command's own outcome once it is committed, or `laneFull`. Rejects when its own execution failed. */
  submit(key: number, command: Command): Promise<Outcome | typeof laneFull>;
  /** Commands waiting or under way. */
  depth(): number;
}

export function createSequencer<Command, Outcome>(
  options: SequencerOptions<Command, Outcome>,
): Sequencer<Command, Outcome> {
  type Entry = Waiting<Command, Outcome>;
  const lanes = Array.from({ length: options.lanes }, () => ({ waiting: [] as Entry[], running: 0 }));

  /** One bad command must not fail its neighbours: a group that fails is split until the culprit stands alone. */
  async function settle(group: readonly Entry[]): Promise<void> {
    try {
      const outcomes = await options.execute(group.map(({ command }) => command));
      if (outcomes.length !== group.length) throw new Error('the group was not answered in full');
      for (const [index, outcome] of outcomes.entries()) group[index]?.resolve(outcome);
    } catch (error) {
      if (group.length === 1 || !options.isRetryable(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      log().warn({ err: error, commands: group.length }, 'a group of bids failed and is split');
      const middle = Math.ceil(group.length / 2);
      await settle(group.slice(0, middle));
      await settle(group.slice(middle));
    }
  }

  async function run(lane: (typeof lanes)[number]): Promise<void> {
    while (lane.waiting.length > 0) {
      const group = lane.waiting.splice(0, options.groupSize);
      lane.running = group.length;
      await settle(group);
      await options.giveTurn?.();
      lane.running = 0;
    }
  }

  return {
    submit: (key, command) => {
      const lane = lanes[key % lanes.length];
      if (!lane) throw new Error('a lane belongs to every key');
      if (lane.waiting.length >= options.queueLength) return Promise.resolve(laneFull);
      return new Promise((resolve, reject) => {
        lane.waiting.push({ command, resolve, reject });
        if (lane.running === 0 && lane.waiting.length === 1) void run(lane);
      });
    },
    depth: () => lanes.reduce((sum, { waiting, running }) => sum + waiting.length + running, 0),
  };
}

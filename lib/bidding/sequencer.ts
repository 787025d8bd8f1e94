/**
 * Group commit. Commands wait in a small fixed number of lanes; an auction belongs to the lane `id mod lanes`. A lane runs one
 * transaction at a time, and the next takes all that arrived meanwhile: the busier, the cheaper per command. No timer, no added
 * delay: a lone command goes at once.
 *
 * A transaction costs much the same for few commands as for many. Where few wait, those of several lanes share one, and none
 * begins beside another that is small too: what arrives meanwhile goes with the next.
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
  /** So many commands are worth a transaction of their own beside another. */
  readonly worthwhile: number;
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
  const lanes = Array.from({ length: options.lanes }, () => ({ waiting: [] as Entry[], isBusy: false }));
  type Lane = (typeof lanes)[number];
  /** The sizes of the groups under way. */
  const underWay = new Set<{ readonly size: number }>();

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

  async function run(together: readonly Lane[]): Promise<void> {
    const group = together.flatMap(({ waiting }) => waiting.splice(0, options.groupSize));
    const running = { size: group.length };
    underWay.add(running);
    for (const lane of together) lane.isBusy = true;
    await settle(group);
    await options.giveTurn?.();
    for (const lane of together) lane.isBusy = false;
    underWay.delete(running);
    start();
  }

  /** Begins whatever may begin now. */
  function start(): void {
    const ready = lanes.filter(({ waiting, isBusy }) => !isBusy && waiting.length > 0);
    for (const lane of ready) if (lane.waiting.length >= options.worthwhile) void run([lane]);
    const small = ready.filter(({ isBusy }) => !isBusy);
    if (small.length > 0 && [...underWay].every(({ size }) => size >= options.worthwhile)) void run(small);
  }

  return {
    submit: (key, command) => {
      const lane = lanes[key % lanes.length];
      if (!lane) throw new Error('a lane belongs to every key');
      if (lane.waiting.length >= options.queueLength) return Promise.resolve(laneFull);
      return new Promise((resolve, reject) => {
        lane.waiting.push({ command, resolve, reject });
        if (!lane.isBusy) start();
      });
    },
    depth: () =>
      lanes.reduce((sum, { waiting }) => sum + waiting.length, 0) +
      [...underWay].reduce((sum, { size }) => sum + size, 0),
  };
}

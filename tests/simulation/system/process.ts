/**
 * One life of a process of the application: the real sequencer over the store, which other processes share. It may die at any point
 * of a transaction; then all that it held is lost, its callers hear nothing, and a new life starts on what was committed.
 */
import type { EpochMs } from '#lib/auction/types';
import type { EngineCommand } from '#lib/bidding/engine-command';
import { createSequencer, type Sequencer } from '#lib/bidding/sequencer';
import type { Random } from '#tests/simulation/random';
import { giveWay, lock, type Answer } from '#tests/simulation/system/store';
import { RolledBack, stage, type Decided, type Desk } from '#tests/simulation/system/transaction';

/** The process is gone: whether the command was decided, its caller cannot know. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

export interface Surroundings extends Desk {
  readonly random: Random;
  /** The database's clock. */
  readonly readClock: () => EpochMs;
  /** Called at every commit, before anybody is answered. */
  readonly onCommit: (decided: readonly Decided[], now: EpochMs) => void;
  /** Called at every crash and every transaction that was rolled back. */
  readonly onAdversity: (name: 'crash before commit' | 'crash after commit' | 'rolled back') => void;
  /** One transaction in so many dies, half of them before the commit and half after it. */
  readonly crashOdds: number;
}

export interface Process {
  readonly sequencer: Sequencer<EngineCommand, Answer>;
  isDead(): boolean;
}

const lanes = 4;
/** Small enough for lanes to go together at times, and each by itself at others. */
const worthwhile = 4;
const groupSize = 16;
const queueLength = 40;
const longestWait = 12;

export function startProcess(surroundings: Surroundings): Process {
  const { random, rules, store, readClock, onCommit, onAdversity, crashOdds } = surroundings;
  let dead = false;
  const stayAlive = (): void => {
    if (dead) throw new ProcessDied('the process died');
  };
  const die = (moment: 'before' | 'after'): never => {
    dead = true;
    onAdversity(`crash ${moment} commit`);
    throw new ProcessDied('the process died');
  };

  const transact = async (group: readonly EngineCommand[]): Promise<readonly Answer[]> => {
    await giveWay(random.whole(0, longestWait));
    stayAlive();
    const now = readClock();
    const staged = stage(group, now, surroundings);
    await giveWay(random.whole(0, longestWait));
    stayAlive();
    const crash = random.oneIn(crashOdds) ? random.pick(['before', 'after'] as const) : null;
    if (crash === 'before' && !rules.answersAfterCommit) return staged.decided.map(({ answer }) => answer);
    if (crash === 'before') die(crash);
    staged.commit();
    onCommit(staged.decided, now);
    if (crash === 'after') die(crash);
    return staged.decided.map(({ answer }) => answer);
  };

  const execute = async (group: readonly EngineCommand[]): Promise<readonly Answer[]> => {
    const lots = new Set(rules.locksLots ? group.map(({ auctionId }) => auctionId) : []);
    const release = await lock(store, lots);
    try {
      return await transact(group);
    } catch (error) {
      if (error instanceof RolledBack) onAdversity('rolled back');
      throw error;
    } finally {
      release();
    }
  };

  return {
    sequencer: createSequencer<EngineCommand, Answer>({
      execute,
      isRetryable: (error) => error instanceof RolledBack,
      lanes,
      worthwhile,
      groupSize,
      queueLength,
    }),
    isDead: () => dead,
  };
}

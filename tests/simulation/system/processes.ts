/** The application's processes beside each other, on one store: each lives until it dies, and another life starts in its place. */
import type { Random } from '#tests/simulation/random';
import type { Process } from '#tests/simulation/system/process';
import { giveWay } from '#tests/simulation/system/store';

export interface Processes {
  /** Whichever the load balancer picks, dead or alive. */
  readonly any: () => Process;
  /** @returns whether any had died. */
  restartDead(): boolean;
  /** Waits until none has anything left to do. */
  drain(): Promise<void>;
}

const processCount = 2;
const shortWait = 40;

export function startProcesses(start: () => Process, random: Random): Processes {
  const lives = Array.from({ length: processCount }, start);
  const depth = (): number => lives.reduce((sum, { sequencer }) => sum + sequencer.depth(), 0);
  return {
    any: () => lives[random.whole(0, processCount - 1)] ?? start(),
    restartDead: () => {
      const dead = [...lives.entries()].filter(([, life]) => life.isDead());
      for (const [place] of dead) lives[place] = start();
      return dead.length > 0;
    },
    drain: async () => {
      while (depth() > 0) await giveWay(shortWait);
      await giveWay(shortWait);
    },
  };
}

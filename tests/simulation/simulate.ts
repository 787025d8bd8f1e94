/** A seeded run: a world of people and lots against the rules, checked after every step. The same seed gives the same run. */
import { FaultFound } from '#tests/simulation/fault-found';
import { houseRules, type Rules } from '#tests/simulation/rules';
import type { Tally } from '#tests/simulation/tally';
import { createWorld } from '#tests/simulation/world/world';

export interface SimulationOptions {
  readonly seed: number;
  /** Commands to decide, repeats included. */
  readonly steps: number;
  readonly rules?: Rules;
}

/** What was found, by which check, after how many steps, on what commands, and how to see it again. */
export class SimulationFailed extends Error {
  override readonly name = 'SimulationFailed';
  readonly check: string;
  readonly step: number;

  constructor(fault: FaultFound, run: { seed: number; step: number; trail: readonly string[] }) {
    const { seed, step, trail } = run;
    const where = `seed ${seed}, step ${step}; again: npm run simulate -- --seed ${seed} --steps ${step}`;
    super([fault.message, where, 'the last commands:', ...trail].join('\n  '), { cause: fault });
    this.check = fault.check;
    this.step = step;
  }
}

/** @returns how often everything occurred. @throws SimulationFailed at the first check that does not hold. */
export async function simulate({ seed, steps, rules = houseRules }: SimulationOptions): Promise<Tally> {
  const world = createWorld({ seed, rules });
  try {
    while (world.tally.steps < steps) await world.round();
    await world.windUp();
  } catch (error) {
    if (!(error instanceof FaultFound)) throw error;
    throw new SimulationFailed(error, { seed, step: world.tally.steps, trail: world.trail() });
  }
  return world.tally;
}

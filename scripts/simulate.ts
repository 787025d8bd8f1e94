/**
 * npm run simulate -- --seed N --steps M: a long seeded run of the bidding rules against an independent model of them. Prints how
 * often everything occurred; fails when a check does not hold, or when a long run never touched some refusal or kind of row.
 */
import { randomInt } from 'node:crypto';
import { log } from '#lib/platform/log';
import { orEnd, readOptions, readWholeNumber } from './read-options.ts';
import { simulate, SimulationFailed } from '#tests/simulation/simulate';

/** From so many steps on, everything that can occur has to occur. */
const longRun = 100_000;

const usage = 'Usage: npm run simulate [-- --seed N --steps M]';
const { seed, steps } = orEnd(() => {
  const { values } = readOptions({
    usage,
    options: {
      seed: { type: 'string', default: String(randomInt(1, 2 ** 32)) },
      steps: { type: 'string', default: '1000000' },
    },
  });
  return {
    seed: readWholeNumber(values.seed, { name: 'seed', usage, max: 2 ** 32 }),
    steps: readWholeNumber(values.steps, { name: 'steps', usage, max: 1_000_000_000 }),
  };
});

// The sequencer warns of every group that it splits, which here is what it is made to do.
log().level = 'silent';
console.log(`seed ${seed}, ${steps} steps`);
const began = performance.now();
try {
  const tally = await simulate({ seed, steps });
  const seconds = (performance.now() - began) / 1000;
  console.log(tally.lines().join('\n'));
  console.log(
    `${tally.steps} commands on ${tally.lots} lots in ${seconds.toFixed(1)} s, ${Math.round(tally.steps / seconds)} a second`,
  );
  const missing = tally.missing();
  if (steps >= longRun && missing.length > 0) {
    console.log(`never occurred: ${missing.join(', ')}`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof SimulationFailed)) throw error;
  console.log(error.message);
  process.exitCode = 1;
}

/**
 * npm run simulate:payments -- [--seed N] [--steps M]: a longer simulation of payments than `npm test` has time for. Crashes come
 * after every effect of every plan; storms and races go on until about as many things were done. Prints the seed and how often
 * everything occurred; fails when a sale does not end as it would have.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { generateIfStale } from './build-if-stale.ts';
import { orEnd, readOptions, readWholeNumber } from './read-options.ts';

const usage = 'Usage: npm run simulate:payments [-- --seed N --steps M]';
const values = orEnd(() => {
  const given = readOptions({
    usage,
    options: {
      seed: { type: 'string', default: String(randomInt(1, 2 ** 32)) },
      steps: { type: 'string', default: '2000' },
    },
  }).values;
  for (const [name, value] of Object.entries(given)) readWholeNumber(value, { name, usage, max: 2 ** 32 });
  return given;
});

await generateIfStale();
const folder = 'tests/integration/payments';
const tests = ['simulation.test.ts', 'simulation-crashes.test.ts', 'simulation-races.test.ts'].map(
  (file) => `${folder}/${file}`,
);
const child = spawn('vitest', ['run', '--project', 'integration', ...tests], {
  stdio: 'inherit',
  env: { ...process.env, SIMULATION_SEED: values.seed, SIMULATION_STEPS: values.steps },
});
process.exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));

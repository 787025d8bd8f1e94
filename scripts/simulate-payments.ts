/**
 * npm run simulate:payments -- [--seed N] [--sales M]: a longer simulation of sales, webhooks and crashes than `npm test` has time
 * for. Prints the seed and how often everything occurred; fails when a sale does not end as it would have.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { generateIfStale } from './build-if-stale.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1, 2 ** 32)) },
    sales: { type: 'string', default: '130' },
  },
});
for (const [name, value] of Object.entries(values))
  if (!/^[1-9]\d*$/.test(value)) throw new RangeError(`--${name} takes a whole number, not ${value}`);

await generateIfStale();
const test = ['--project', 'integration', 'tests/integration/payments/simulation.test.ts'];
const child = spawn('vitest', ['run', ...test], {
  stdio: 'inherit',
  env: { ...process.env, SIMULATION_SEED: values.seed, SIMULATION_SALES: values.sales },
});
process.exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));

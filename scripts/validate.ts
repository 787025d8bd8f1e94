/** npm run validate: everything that can be checked without a database, in under a minute. */
import { generateIfStale } from './build-if-stale.ts';
import { runCheck, staticChecks, type Check } from './checks.ts';

const unitTests: Check = {
  name: 'unit tests',
  command: ['vitest', 'run', '--project', 'unit', '--reporter', 'dot'],
};

await generateIfStale();
let passed = true;
for (const check of [...staticChecks, unitTests]) {
  const result = await runCheck(check);
  process.stdout.write(`${result.passed ? '✓' : '✗'} ${result.name} (${result.seconds.toFixed(1)} s)\n`);
  passed &&= result.passed;
}
process.exitCode = passed ? 0 : 1;

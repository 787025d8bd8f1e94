/** npm run validate: everything that can be checked without a database, at once, in under a minute. */
import { spawn } from 'node:child_process';
import { generateIfStale } from './build-if-stale.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const checks: readonly Check[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'dependency rules',
    command: ['node', 'scripts/check-dependencies.ts'],
  },
  { name: 'unit tests', command: ['vitest', 'run', '--project', 'unit', '--reporter', 'dot'] },
];

interface Result extends Check {
  readonly passed: boolean;
  readonly seconds: number;
}

async function run(check: Check): Promise<Result> {
  const began = performance.now();
  const [file, ...args] = check.command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) process.stdout.write(`\n── ${check.name} ──\n${output}`);
  return { ...check, passed: code === 0, seconds: (performance.now() - began) / 1000 };
}

await generateIfStale();
const results: Result[] = [];
for (const check of checks) {
  const result = await run(check);
  process.stdout.write(`${result.passed ? '✓' : '✗'} ${result.name} (${result.seconds.toFixed(1)} s)\n`);
  results.push(result);
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

/** The checks that need no database, each a command of its own. */
import { spawn } from 'node:child_process';

export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** In order of how soon they fail. */
export const staticChecks: readonly Check[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['sh', '-c', 'next typegen && tsc --noEmit'] },
  {
    name: 'dependency rules',
    command: ['node', 'scripts/check-dependencies.ts'],
  },
];

export interface CheckResult extends Check {
  readonly passed: boolean;
  readonly seconds: number;
}

/** Runs one check, printing its output only if it fails. */
export async function runCheck(check: Check): Promise<CheckResult> {
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

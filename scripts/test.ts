/**
 * npm test: everything. Static checks, unit, integration and conformance tests, then the end-to-end tests in a real browser
 * against the real app. Ends with the line `N passed, N failed`, and a code other than 0 on any failure.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { buildIfStale, generateIfStale } from './build-if-stale.ts';
import { runCheck, staticChecks } from './checks.ts';
import { findChromium } from './find-chromium.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const reports = mkdtempSync(path.join(tmpdir(), 'gavel-reports-'));

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

interface Way {
  readonly env?: Readonly<Record<string, string>>;
  /** Beside something else that prints: what it prints is shown when it is over. */
  readonly isBeside?: boolean;
}

async function run(
  [file, ...args]: readonly [string, ...string[]],
  { env = {}, isBeside = false }: Way = {},
): Promise<boolean> {
  const out = isBeside ? 'pipe' : 'inherit';
  const child = spawn(file, args, { stdio: ['ignore', out, out], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.stdout.write(output);
  return code === 0;
}

/** A run that ended badly has failed at least once, whatever its report says or lacks. */
const atLeastOneFailure = ({ passed, failed }: Count, succeeded: boolean): Count => ({
  passed,
  failed: succeeded ? failed : Math.max(1, failed),
});

function readReport<T>(file: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

async function checkStatically(): Promise<Count> {
  let count: Count = { passed: 0, failed: 0 };
  for (const check of staticChecks) {
    const { passed, name } = await runCheck(check);
    process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
    count = passed ? { ...count, passed: count.passed + 1 } : { ...count, failed: count.failed + 1 };
  }
  return count;
}

/** @param project of vitest.config.ts; `!` before its name means all others. */
async function runVitest(project: string, { isBeside = false } = {}): Promise<Count> {
  const file = path.join(reports, `vitest-${project}.json`);
  const reporters = ['--reporter', 'dot', '--reporter', 'json', '--outputFile.json', file];
  const succeeded = await run(['vitest', 'run', '--project', project, ...reporters], {
    env: { NODE_ENV: 'test' },
    isBeside,
  });
  const report = readReport(file, vitestReport);
  const count = { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
  return atLeastOneFailure(count, succeeded && report !== null);
}

async function runPlaywright(): Promise<Count> {
  const file = path.join(reports, 'playwright.json');
  const succeeded = await run(['playwright', 'test', '--reporter', 'list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, GAVEL_CHROMIUM: await findChromium() },
  });
  const report = readReport(file, playwrightReport);
  const count = {
    passed: report?.stats.expected ?? 0,
    failed: (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0),
  };
  return atLeastOneFailure(count, succeeded && report !== null);
}

await generateIfStale();
await buildIfStale();
// What starts the whole app, one after the other, waits more than it works: the other tests go on beside it.
const counts = [
  await checkStatically(),
  ...(await Promise.all([runVitest('!system'), runVitest('system', { isBeside: true })])),
  await runPlaywright(),
];
rmSync(reports, { recursive: true, force: true });
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/**
 * npm test: everything. Static checks, unit, integration and conformance tests, then the end-to-end tests in a real browser
 * against the real app. Ends with the line `N passed, N failed`, and a code other than 0 on any failure.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { findPostmaster } from '#lib/embedded/postgres/orphan';
import { endWithUs } from '#lib/platform/end-with-us';
import { failWithSentence } from '#lib/platform/fatal';
import { buildIfStale, generateIfStale } from './build-if-stale.ts';
import { runCheck, staticChecks } from './checks.ts';
import { orEnd, readOptions } from './read-options.ts';
import { findChromium } from './find-chromium.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Reports, and all that tests keep for a while: nothing of a run remains, however it ends. */
const folder = mkdtempSync(path.join(tmpdir(), 'gavel-tests-'));
// PostgreSQL may run under another account.
chmodSync(folder, 0o755);
const stopWithinMs = 10_000;
const lookEveryMs = 50;
const stoppedCode = 130;

const running = new Set<ChildProcess>();
let stopping: Promise<void> | null = null;

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
  const child = spawn(file, args, {
    stdio: ['ignore', out, out],
    env: { ...process.env, TMPDIR: folder, ...env },
    detached: process.platform !== 'win32',
  });
  endWithUs(child, { signal: 'INT', isForGroup: true });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  running.delete(child);
  process.stdout.write(output);
  // What was stopped has no result.
  await stopping;
  return code === 0;
}

const clearAway = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });

const hasDatabase = (): boolean =>
  readdirSync(folder).some((entry) => findPostmaster(path.join(folder, entry, 'postgres')) !== null);

/** What runs takes down what it has started; a database it leaves behind ends by itself, and writes until then. */
async function stopRunning(): Promise<void> {
  const ends = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of running) child.kill('SIGINT');
  setTimeout(() => process.exit(stoppedCode), stopWithinMs).unref();
  await Promise.all(ends);
  while (hasDatabase()) await delay(lookEveryMs);
  clearAway();
  process.exit(stoppedCode);
}

function stopWhenAsked(): void {
  const stop = () => {
    stopping ??= stopRunning();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.once('disconnect', stop);
  process.channel?.unref();
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
  const file = path.join(folder, `vitest-${project}.json`);
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
  const file = path.join(folder, 'playwright.json');
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

/** Nothing can be tested of what cannot be built. */
async function build(): Promise<Count> {
  try {
    await generateIfStale();
    await buildIfStale();
    return { passed: 0, failed: 0 };
  } catch (error) {
    failWithSentence(error);
    return { passed: 0, failed: 1 };
  }
}

async function runTests(): Promise<readonly Count[]> {
  // What starts the whole app, one after the other, waits more than it works: the other tests go on beside it.
  return [
    await checkStatically(),
    ...(await Promise.all([runVitest('!system'), runVitest('system', { isBeside: true })])),
    await runPlaywright(),
  ];
}

orEnd(() => readOptions({ usage: 'Usage: npm test', options: {} }));
stopWhenAsked();
const built = await build();
const counts = built.failed > 0 ? [built] : await runTests();
clearAway();
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

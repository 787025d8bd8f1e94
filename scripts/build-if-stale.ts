/** Builds the pages when what they are made of has changed since the last build. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithUs } from '#lib/platform/end-with-us';
import { StartupError } from '#lib/platform/fatal';
import { tryLock } from '#lib/platform/file-lock';

const root = path.resolve(import.meta.dirname, '..');
const stampFile = path.join(root, '.next', 'gavel-sources');
const lookEveryMs = 200;
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'instrumentation.ts',
  'proxy.ts',
];

function* filesBelow(target: string): Generator<string> {
  if (!existsSync(target)) return;
  if (statSync(target).isFile()) {
    yield target;
    return;
  }
  for (const entry of readdirSync(target).toSorted()) yield* filesBelow(path.join(target, entry));
}

function fingerprint(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts)
    for (const file of filesBelow(path.join(root, part))) {
      if (file.includes(`${path.sep}generated${path.sep}`)) continue;
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  return hash.digest('hex');
}

const readStamp = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

async function run(command: readonly [string, ...string[]], failure: string): Promise<void> {
  const [file, ...args] = command;
  const child = spawn(process.execPath, [path.join(root, 'node_modules', file), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  // A start that fails or is interrupted meanwhile takes its build along, with the build's own workers.
  endWithUs(child, { signal: 'KILL', isForGroup: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) return;
  process.stderr.write(output);
  throw new StartupError(failure);
}

/**
 * Does `work` while no other process of this clone builds: `npm start` and `npm test` may begin beside each other, and the second
 * then finds done what it came for.
 */
async function inTurn(work: () => Promise<void>): Promise<void> {
  const file = path.join(root, 'node_modules', '.gavel-build.lock');
  let lock = tryLock(file);
  if (lock === null) process.stdout.write('Another process builds here; waiting for it…\n');
  for (; lock === null; lock = tryLock(file)) await delay(lookEveryMs);
  try {
    await work();
  } finally {
    lock.release();
  }
}

const generated = path.join(root, 'lib/db/generated');
const clientSources = ['prisma/schema.prisma', 'package-lock.json'];

/** Generates the Prisma client when the schema has changed since it last was. */
export async function generateIfStale(): Promise<void> {
  const stamp = path.join(generated, '.schema');
  const isStale = (): boolean => readStamp(stamp) !== fingerprint(clientSources);
  if (!isStale()) return;
  await inTurn(async () => {
    if (!isStale()) return;
    rmSync(stamp, { force: true });
    await run(
      ['prisma/build/index.js', 'generate'],
      'The database client could not be generated; see above.',
    );
    writeFileSync(stamp, fingerprint(clientSources));
  });
}

/** Builds the pages when their sources have changed since they last were. */
export async function buildIfStale(): Promise<void> {
  const isStale = (): boolean => readStamp(stampFile) !== fingerprint(sources);
  if (!isStale()) return;
  await inTurn(async () => {
    if (!isStale()) return;
    process.stdout.write('Building the pages…\n');
    // A build that is cut short must not pass for a finished one, nor what is edited meanwhile for built.
    rmSync(stampFile, { force: true });
    const built = fingerprint(sources);
    await run(['next/dist/bin/next', 'build'], 'The pages could not be built; see above.');
    writeFileSync(stampFile, built);
  });
}

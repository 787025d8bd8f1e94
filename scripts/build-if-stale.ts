/** Builds the pages when what they are made of has changed since the last build. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from '#lib/platform/fatal';

const root = path.resolve(import.meta.dirname, '..');
const stampFile = path.join(root, '.next', 'gavel-sources');
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
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  // A start that fails or is interrupted meanwhile takes its build along.
  const takeAlong = () => child.kill();
  process.once('exit', takeAlong);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', takeAlong);
  if (code === 0) return;
  process.stderr.write(output);
  throw new StartupError(failure);
}

/** Generates the Prisma client when the schema has changed since it last was. */
export async function generateIfStale(): Promise<void> {
  const generated = path.join(root, 'lib/db/generated');
  const stamp = path.join(generated, '.schema');
  const wanted = fingerprint(['prisma/schema.prisma', 'package-lock.json']);
  if (readStamp(stamp) === wanted) return;
  await run(['prisma/build/index.js', 'generate'], 'The database client could not be generated; see above.');
  writeFileSync(stamp, wanted);
}

export async function buildIfStale(): Promise<void> {
  const wanted = fingerprint(sources);
  if (readStamp(stampFile) === wanted) return;
  process.stdout.write('Building the pages…\n');
  // A build that is cut short must not pass for a finished one.
  rmSync(stampFile, { force: true });
  await run(['next/dist/bin/next', 'build'], 'The pages could not be built; see above.');
  writeFileSync(stampFile, wanted);
}

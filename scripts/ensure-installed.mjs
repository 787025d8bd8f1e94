// Plain JavaScript that the machine's own Node runs: it works before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'node_modules', '.gavel-lock-hash');
/** Node 24 from the npm registry: the machine's own may be older. */
export const node = path.join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Ends the process with one sentence. */
export function stop(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

const isCurrent = () => existsSync(stamp) && existsSync(node) && readFileSync(stamp, 'utf8') === lockHash();

/** Installs exactly what package-lock.json names, when node_modules is not that already. */
export function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) stop(`Gavel needs Node 20 or newer to start; this is ${process.version}.`);
  if (isCurrent()) return;
  process.stdout.write('Installing packages…\n');
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0)
    stop(
      'Packages could not be installed: check that this folder is writable and that npm reaches its registry, then run the command again.',
    );
  writeFileSync(stamp, lockHash());
}

/**
 * Runs `args` under Node 24 in place of this process: its signals, its exit code. A terminal's Ctrl-C reaches parent and
 * child alike, a service manager's signal only the parent; the child treats a repeated one as the same request.
 */
export function become(args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      NODE_ENV: 'production',
      ...process.env,
      PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => stop(`Node 24 could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

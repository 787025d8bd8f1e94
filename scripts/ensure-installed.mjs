// Plain JavaScript that the machine's own Node runs: it works before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { depute, deputeBriefly, isStopped, passOnSignals } from './deputy.mjs';
import { endTurn, holdTurn, waitForTurn } from './installation-turn.mjs';

export const root = path.resolve(import.meta.dirname, '..');
const packages = path.join(root, 'node_modules');
/** Node 24 from the npm registry: the machine's own may be older. */
const node = path.join(packages, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Ends the process with one sentence. */
function stop(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes its own list of what it has installed at the end, so an
 * installation that was cut short has none; what somebody removed since is found missing.
 */
function isInstalled() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  if (wanted === null)
    stop('package-lock.json is missing or damaged: restore it with git checkout package-lock.json.');
  const installed = readPackages(path.join(packages, '.package-lock.json'));
  if (installed === null || !existsSync(node)) return false;
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true;
    if (!installed[place]) return optional === true;
    return installed[place].version === version && existsSync(path.join(root, place, 'package.json'));
  });
}

async function install() {
  process.stdout.write('Installing packages…\n');
  const options = {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    onStarted: holdTurn,
  };
  const run = (file, args, more) => deputeBriefly(file, args, { ...options, ...more }).catch(() => 1);
  let code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  // Where npm runs no install scripts, the one that fetches Node 24 is still wanted.
  if (code === 0 && !existsSync(node) && !isStopped())
    code = await run(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: path.join(packages, 'node'),
    });
  if (isStopped()) return;
  if (code !== 0 || !existsSync(node))
    stop(
      'Packages could not be installed: check that this folder is writable and that npm reaches its registry, then run the command again.',
    );
}

/** Installs exactly what package-lock.json names, when node_modules is not that already. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) stop(`Gavel needs Node 20 or newer to start; this is ${process.version}.`);
  passOnSignals();
  if (isInstalled()) return;
  await waitForTurn();
  if (!isStopped() && !isInstalled()) await install();
  endTurn();
}

/**
 * Runs `args` under Node 24 in place of this process: its signals, its exit code. A terminal's Ctrl-C reaches parent and
 * child alike, a service manager's signal only the parent; the child treats a repeated one as the same request. Over the channel
 * between the two the child hears of it when this process dies.
 */
export async function become(args) {
  if (isStopped()) process.exit(1);
  const code = await depute(node, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      NODE_ENV: args.includes('--dev') ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...process.env,
      PATH: `${path.join(packages, '.bin')}${path.delimiter}${process.env.PATH}`,
    },
  }).catch((error) => stop(`Node 24 could not be started: ${error.message}`));
  process.exit(code);
}

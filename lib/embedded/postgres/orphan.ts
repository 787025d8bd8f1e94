/**
 * A PostgreSQL that outlived a killed run. Called only while the data directory is claimed, so whatever still runs on it
 * has lost its owner: it is shut down in order, which flushes what it acknowledged, and a new one is started.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '#lib/platform/error-code';
import { StartupError } from '#lib/platform/fatal';

const patienceMs = 20_000;
const pollMs = 20;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function commandLineOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync('/proc/self/cmdline')) return existsSync(file) ? readFileSync(file, 'utf8') : '';
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
}

/** The process id of a server running on `dataDirectory`, or null. */
export function findPostmaster(dataDirectory: string): number | null {
  const file = path.join(dataDirectory, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  // After a restart of the machine the number may belong to another program.
  return Number.isInteger(pid) && isAlive(pid) && commandLineOf(pid).includes(dataDirectory) ? pid : null;
}

async function waitForExit(pid: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}

/** @throws StartupError when the orphan does not go. */
export async function stopOrphan(dataDirectory: string): Promise<void> {
  const pid = findPostmaster(dataDirectory);
  if (pid === null) {
    rmSync(path.join(dataDirectory, 'postmaster.pid'), { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  if (!(await waitForExit(pid)))
    throw new StartupError(
      `A PostgreSQL left by an earlier run (process ${pid}) does not stop; end it and start again.`,
    );
}

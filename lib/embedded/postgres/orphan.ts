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

/** Files of a server and its process come and go with it at any moment, so whether one is there is known only by reading it. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

function commandLineOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) return readIfThere(`/proc/${pid}/cmdline`) ?? '';
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
}

/** What the server wrote of itself, by lines; null when there is none. */
export const readPidFile = (dataDirectory: string): readonly string[] | null =>
  readIfThere(path.join(dataDirectory, 'postmaster.pid'))?.split('\n') ?? null;

/** The process id of a server running on `dataDirectory`, or null. */
export function findPostmaster(dataDirectory: string): number | null {
  const lines = readPidFile(dataDirectory);
  if (lines === null) return null;
  const pid = Number(lines[0]);
  // After a restart of the machine the number may belong to another program.
  return Number.isInteger(pid) && isAlive(pid) && commandLineOf(pid).includes(dataDirectory) ? pid : null;
}

/** Gone is also one that nobody has buried: a process whose parent does not care for it keeps its number, and no command line. */
async function waitForExit(dataDirectory: string, pid: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (findPostmaster(dataDirectory) === pid) {
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
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    // It was on its way out.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
  if (!(await waitForExit(dataDirectory, pid)))
    throw new StartupError(
      `A PostgreSQL left by an earlier run (process ${pid}) does not stop; end it and start again.`,
    );
}

/**
 * Whose turn it is to install: `npm start` and `npm test` may begin beside each other in a fresh clone, and an installation may outlive
 * whoever wanted it. A file names the process that installs; one that names nobody alive counts for nothing.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isStopped } from './deputy.mjs';

const turnFile = path.resolve(import.meta.dirname, '..', '.installing');
/** Later the number belongs to another process, after a restart of the machine for instance. */
const turnLapsesMs = 600_000;
const lookEveryMs = 200;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether somebody installs now. What one that was killed left is cleared away. */
function isTaken() {
  try {
    const age = Date.now() - statSync(turnFile).mtimeMs;
    if (age < turnLapsesMs && isAlive(Number(readFileSync(turnFile, 'utf8')))) return true;
    rmSync(turnFile, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

function take() {
  try {
    writeFileSync(turnFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // A folder that cannot be written: npm says so in its own words.
    return error.code !== 'EEXIST';
  }
}

/** Waits until nobody else installs here; the turn is then ours, until `endTurn` or our end. */
export async function waitForTurn() {
  for (let hasTold = false; !isStopped() && !take();) {
    if (!isTaken()) continue;
    if (!hasTold)
      process.stdout.write('Another npm start or npm test installs packages here; waiting for it…\n');
    hasTold = true;
    await delay(lookEveryMs);
  }
}

/** The turn is that of process `pid`, which may outlive us. */
export function holdTurn(pid) {
  try {
    writeFileSync(turnFile, String(pid));
  } catch {
    // As above.
  }
}

export const endTurn = () => rmSync(turnFile, { force: true });

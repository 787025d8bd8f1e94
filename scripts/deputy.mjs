/**
 * A process that stands in for this one: it gets the signals meant for us, and we end with its exit code. Plain JavaScript that the
 * machine's own Node runs: it works before anything is installed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const lookEveryMs = 200;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const hasGroups = process.platform !== 'win32';

let deputy = null;
let stopped = false;

/** Whether somebody has asked us to stop. */
export const isStopped = () => stopped;

function pass(signal) {
  stopped = true;
  deputy?.take(signal);
}

/** The name and the parent of another process, where the operating system tells them through files; otherwise null. */
function describe(pid) {
  try {
    const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return { name, parent: Number(rest.split(' ')[1]) };
  } catch {
    return null;
  }
}

/**
 * Calls `onGone` when npm is gone without having told us. A signal to npm alone ends the shell between it and us, and npm, and
 * we would go on with nobody to stop us.
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const npm = describe(parent)?.parent;
  const isBehindShell = describe(npm)?.name.startsWith('npm') ?? false;
  const timer = setInterval(() => {
    if (process.ppid === parent && (!isBehindShell || describe(parent)?.parent === npm)) return;
    clearInterval(timer);
    onGone();
  }, lookEveryMs);
  timer.unref();
}

/** From now on this process ends by itself alone; what it is asked is passed on. */
export function passOnSignals() {
  for (const signal of signals) process.on(signal, () => pass(signal));
  watchNpm(() => pass('SIGTERM'));
}

/** Runs a command to its end. @returns its exit code. */
export function depute(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, options);
    deputy = { take: (signal) => child.kill(signal) };
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/**
 * The same for a command that heeds signals late, and whose work may be cut short anywhere: a signal ends it at once, together with
 * all that it has started.
 * @param onStarted gets its process id.
 */
export function deputeBriefly(file, args, { onStarted, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, detached: hasGroups });
    deputy = { take: () => (hasGroups ? process.kill(-Number(child.pid), 'SIGKILL') : child.kill()) };
    child.once('spawn', () => onStarted(child.pid));
    child.once('error', reject);
    child.once('exit', (code) => {
      deputy = null;
      resolve(code ?? 1);
    });
  });
}

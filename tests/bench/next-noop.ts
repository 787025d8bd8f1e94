/** A Next app that does nothing, built and started as Next recommends. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exitOf } from '#tests/support/app';

const root = path.resolve(import.meta.dirname, '../..');
const app = path.join(import.meta.dirname, 'next-noop');
const readyWithinMs = 60_000;
const pollMs = 50;

export const noopPath = '/noop';

function runNext(...args: readonly string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), ...args], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return { child, output: () => printed };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${noopPath}`, { method: 'POST' })).ok;
  } catch {
    return false;
  }
}

/** Runs `work` beside the app, listening on `port` of loopback. */
export async function withNextNoop<T>(port: number, work: () => Promise<T>): Promise<T> {
  const build = runNext('build');
  if ((await exitOf(build.child)) !== 0) throw new Error(`next build failed:\n${build.output()}`);
  const server = runNext('start', '--port', String(port), '--hostname', '127.0.0.1');
  try {
    const deadline = performance.now() + readyWithinMs;
    while (!(await answers(port))) {
      if (server.child.exitCode !== null || performance.now() > deadline)
        throw new Error(`next start failed:\n${server.output()}`);
      await delay(pollMs);
    }
    return await work();
  } finally {
    server.child.kill();
    await exitOf(server.child);
  }
}

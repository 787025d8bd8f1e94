/** The real app, started as `npm start` starts it, on a port and a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { variableNames } from '#lib/platform/env';

const root = path.resolve(import.meta.dirname, '../..');
const readyWithinMs = 120_000;
const pollMs = 100;

export interface RunningGavel {
  readonly origin: string;
  readonly port: number;
  readonly directory: string;
  readonly process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to stop as Ctrl-C does, and waits. Returns its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the probe listens on a TCP port');
  return address.port;
}

export function makeDataDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'gavel-app-'));
  chmodSync(directory, 0o755);
  return directory;
}

export const removeDataDirectory = (directory: string): void =>
  rmSync(directory, { recursive: true, force: true });

/** What a developer has set for a Gavel of their own, also in a file, is not meant for these. */
const nothingSet = Object.fromEntries(variableNames.map((name) => [name, '']));

/** As `npm start` does, with all that a fresh machine lacks; or as a deployment does, beside a database that is there. */
export type EntryPoint = 'scripts/start.ts' | 'server.ts';

/** Starts the app without waiting for it. */
export function launchGavel(
  env: Readonly<Record<string, string>>,
  entryPoint: EntryPoint = 'scripts/start.ts',
): {
  process: ChildProcess;
  output: () => string;
} {
  const child = spawn(process.execPath, [entryPoint], {
    cwd: root,
    // Over the channel it hears of it when this process dies, and stops.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...nothingSet, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return { process: child, output: () => printed };
}

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

export async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/api/ready`)).ok;
  } catch {
    return false;
  }
}

/** Starts the app and waits until it is ready. */
export async function startGavel(options: {
  readonly directory: string;
  /** Where an earlier one listened; otherwise any free port. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly entryPoint?: EntryPoint;
}): Promise<RunningGavel> {
  const port = options.port ?? (await findFreePort());
  const origin = `http://localhost:${port}`;
  const env = { PORT: String(port), GAVEL_DATA_DIR: options.directory, ...options.env };
  const { process: child, output } = launchGavel(env, options.entryPoint);
  const deadline = performance.now() + readyWithinMs;
  while (!(await isReady(`http://127.0.0.1:${port}`))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      // In order, so that it takes its PostgreSQL along.
      child.kill('SIGINT');
      await exitOf(child);
      throw new Error(`Gavel did not get ready:\n${output()}`);
    }
    await delay(pollMs);
  }
  return {
    origin,
    port,
    directory: options.directory,
    process: child,
    output,
    stop: () => {
      child.kill('SIGINT');
      return exitOf(child);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exitOf(child);
    },
  };
}

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPostmaster, isAlive } from '#lib/embedded/postgres/orphan';
import {
  exitOf,
  findFreePort,
  launchGavel,
  makeDataDirectory,
  removeDataDirectory,
  startGavel,
  type RunningGavel,
} from '#tests/support/app';
import { placeFirstBid, readPrice } from '#tests/support/api';

const quiet = { DEMO: 'off', RATE_LIMIT: 'off' };
const cleanUps: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function dataDirectory(): string {
  const directory = makeDataDirectory();
  cleanUps.push(() => removeDataDirectory(directory));
  return directory;
}

async function start(directory: string): Promise<RunningGavel> {
  const app = await startGavel({ directory, env: quiet });
  cleanUps.push(async () => {
    if (app.process.exitCode === null && app.process.signalCode === null) await app.stop();
  });
  return app;
}

const postmasterOf = (directory: string): number =>
  Number(readFileSync(path.join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

const runsOn = (directory: string): boolean => findPostmaster(path.join(directory, 'postgres')) !== null;

/** Starts what must not start, and returns its exit code and what it said. */
async function failToStart(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string }> {
  const { process: child, output } = launchGavel({ PORT: String(await findFreePort()), ...quiet, ...env });
  const code = await exitOf(child);
  return { code, said: output().trim() };
}

const oneSentence = /^[^\n]+$/;

describe('a start that cannot succeed says why in one sentence, with a code other than 0', () => {
  it('when the port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => new Promise((resolve) => holder.close(resolve)));
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, said } = await failToStart({ PORT: String(port), GAVEL_DATA_DIR: dataDirectory() });
    expect(code).toBe(1);
    expect(said).toMatch(oneSentence);
    expect(said).toContain(`Port ${port} is already in use`);
  });

  it('when the data folder cannot be written', async () => {
    const { code, said } = await failToStart({ GAVEL_DATA_DIR: '/dev/null/gavel' });
    expect(code).toBe(1);
    expect(said).toMatch(oneSentence);
    expect(said).toContain('GAVEL_DATA_DIR');
  });

  it('when a variable is half set', async () => {
    const { code, said } = await failToStart({
      GAVEL_DATA_DIR: dataDirectory(),
      STRIPE_SECRET_KEY: 'sk_test_1',
    });
    expect(code).toBe(1);
    expect(said).toMatch(oneSentence);
    expect(said).toContain('STRIPE_WEBHOOK_SECRET');
  });

  it('when the database of DATABASE_URL is out of reach', async () => {
    const DATABASE_URL = `postgresql://nobody@127.0.0.1:${await findFreePort()}/nothing`;
    const ENCRYPTION_KEYS = `first:${randomBytes(32).toString('base64')}`;
    const { code, said } = await failToStart({
      GAVEL_DATA_DIR: dataDirectory(),
      DATABASE_URL,
      ENCRYPTION_KEYS,
    });
    expect(code).toBe(1);
    expect(said).toContain('DATABASE_URL cannot be reached');
    expect(said.split('\n').at(-1)).toMatch(oneSentence);
  });
});

describe('a running Gavel', () => {
  it('keeps a second one off its data folder, and on Ctrl-C leaves nothing running', async () => {
    const directory = dataDirectory();
    const app = await start(directory);
    const { code, said } = await failToStart({ GAVEL_DATA_DIR: directory });
    expect(code).toBe(1);
    expect(said).toMatch(oneSentence);
    expect(said).toContain('Another Gavel is already running');

    const postmaster = postmasterOf(directory);
    expect(isAlive(postmaster)).toBe(true);
    expect(await app.stop()).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  });

  it('that was killed comes back with every bid it acknowledged', async () => {
    const directory = dataDirectory();
    const first = await start(directory);
    const auctionId = await placeFirstBid(first.origin);
    const orphan = postmasterOf(directory);
    await first.kill();

    const second = await start(directory);
    expect(postmasterOf(directory)).not.toBe(orphan);
    expect(await readPrice(second.origin, auctionId)).toBe(10_500);
  });

  it('that was killed leaves no database running', async () => {
    const directory = dataDirectory();
    const app = await start(directory);
    expect(runsOn(directory)).toBe(true);
    await app.kill();
    await vi.waitFor(() => expect(runsOn(directory)).toBe(false), { timeout: 20_000 });
  });

  it('stops when whoever started it is gone', async () => {
    const directory = dataDirectory();
    const app = await start(directory);
    app.process.disconnect();
    expect(await exitOf(app.process)).toBe(0);
    expect(runsOn(directory)).toBe(false);
  });

  it('that is stopped while it makes its database leaves nothing running, and starts again', async () => {
    const directory = dataDirectory();
    const early = launchGavel({ ...quiet, PORT: String(await findFreePort()), GAVEL_DATA_DIR: directory });
    const isMaking = () => readdirSync(directory).some((entry) => entry.startsWith('postgres.new-'));
    await vi.waitFor(() => expect(isMaking()).toBe(true), { timeout: 20_000, interval: 5 });
    early.process.kill('SIGINT');
    expect(await exitOf(early.process)).toBe(0);
    expect(runsOn(directory)).toBe(false);

    await start(directory);
    expect(isMaking()).toBe(false);
  });

  it('starts its database again when that dies, and goes on', async () => {
    const directory = dataDirectory();
    const app = await start(directory);
    const auctionId = await placeFirstBid(app.origin);
    const before = postmasterOf(directory);
    process.kill(before, 'SIGKILL');
    // Connections of the one that died may answer for another moment.
    await vi.waitFor(() => expect(postmasterOf(directory)).not.toBe(before), { timeout: 30_000 });
    await vi.waitFor(async () => expect(await readPrice(app.origin, auctionId)).toBe(10_500), {
      timeout: 30_000,
    });
  });
});

describe('the data folder', () => {
  it('whose path the database’s own account cannot pass still works', async () => {
    const parent = mkdtempSync(path.join(tmpdir(), 'gavel-closed-'));
    cleanUps.push(() => rmSync(parent, { recursive: true, force: true }));
    const app = await start(path.join(parent, 'data'));
    expect((await fetch(`${app.origin}/api/ready`)).status).toBe(200);
  });
});

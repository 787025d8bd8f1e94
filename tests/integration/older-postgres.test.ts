/** The oldest PostgreSQL that the house promises to run on, where the machine has it: Debian keeps each release in a folder. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { choosePostgresAccount, commandAs, ownerOf } from '#lib/embedded/postgres/account';
import { migrate } from '#lib/db/migrate';
import { endWithUs } from '#lib/platform/end-with-us';
import { findFreePort } from '#tests/support/app';

const programs = '/usr/lib/postgresql/15/bin';

describe.runIf(existsSync(programs))('PostgreSQL 15', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'gavel-older-'));
  const data = path.join(directory, 'data');
  const account = choosePostgresAccount([data]);
  const as = (program: string, args: readonly string[]) =>
    commandAs(account, { file: path.join(programs, program), args });
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    chmodSync(directory, 0o755);
    mkdirSync(data, { mode: 0o700 });
    const owner = ownerOf(account);
    if (owner) chownSync(data, owner.uid, owner.gid);
    const initdb = as('initdb', [
      '-D',
      data,
      '--username=gavel',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    const made = spawnSync(initdb.file, initdb.args, { ...initdb.options, cwd: '/', encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    const port = await findFreePort();
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', `port=${port}`];
    const postgres = as('postgres', ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]);
    server = spawn(postgres.file, postgres.args, { ...postgres.options, cwd: '/', stdio: 'ignore' });
    endWithUs(server, { signal: 'INT' });
    url = `postgresql://gavel@127.0.0.1:${port}/postgres`;
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  });

  it('takes every migration', async () => {
    const applied = await vi.waitUntil(() => migrate(url).catch(retryUnlessFailed), { timeout: 60_000 });
    expect(applied.length).toBeGreaterThan(0);
    expect(await migrate(url)).toEqual([]);
  });
});

/** While the server starts it cannot be reached; anything else is what the test is about. */
function retryUnlessFailed(error: unknown): null {
  if (error instanceof Error && error.message.includes('cannot be reached')) return null;
  throw error;
}

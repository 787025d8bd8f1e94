/** `npm run verify` as people run it: a program of its own against the API over HTTP, and against files. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveApi } from '#lib/api/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { call, makeClient } from '#tests/integration/api/client';

useTestDatabase();

const script = path.resolve(import.meta.dirname, '../../scripts/verify.ts');
const directory = mkdtempSync(path.join(tmpdir(), 'gavel-verify-'));
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!serveApi(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on a TCP port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true });
});

interface Ran {
  readonly code: number | string | null | undefined;
  readonly printed: string;
}

const verify = (...given: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, [script, ...given], (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, printed: stdout + stderr }),
    );
  });

function save(name: string, content: unknown): string {
  const file = path.join(directory, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

async function makeBids() {
  const alice = await makeClient();
  const id = await makeAuction();
  const answers: unknown[] = [];
  for (const amount of [10_000, 20_000]) {
    const body = { bidder_username: alice.username, bid_amount: amount };
    answers.push((await call('PUT', `/api/v1/bids/${id}`, { token: alice.token, body })).body);
  }
  const exported = await (await fetch(`${origin}/api/v1/auctions/${id}/history`)).text();
  return { id, answers, exported };
}

it('finds a lot’s page, its export and a saved file sound, with the answers to bids as receipts', async () => {
  const { id, answers, exported } = await makeBids();
  const receipts = save('receipts.json', answers);
  const file = save('export.json', JSON.parse(exported));
  const runs = await Promise.all([
    verify(`${origin}/auctions/${id}`, '--receipts', receipts),
    verify(`${origin}/api/v1/auctions/${id}/history`),
    verify(file, '--receipts', receipts, '--house', origin),
  ]);
  for (const { code, printed } of runs) expect({ code, printed }).toMatchObject({ code: 0 });
  expect(runs[0]?.printed).toMatch(/✓ The receipt for row 2 is signed by the house[\s\S]*Sound\.\n$/);
});

it('exits with 1 and names the row when something was changed', async () => {
  const { exported } = await makeBids();
  const { code, printed } = await verify(
    save('changed.json', JSON.parse(exported.replace('"price":10000', '"price":9999'))),
  );
  expect(code).toBe(1);
  expect(printed).toContain('✗ Row 1 was changed');
});

it('exits with 2 and a line of explanation when there is nothing to check', async () => {
  const { answers } = await makeBids();
  const runs = await Promise.all([
    verify(),
    verify('nowhere.json'),
    verify(`${origin}/auctions/2000000000`),
    verify(save('no-house.json', {}), '--receipts', save('answers.json', answers)),
    verify(`${origin}/auctions/1`, '--receipts', save('none.json', [{}])),
  ]);
  for (const { code, printed } of runs) {
    expect(code).toBe(2);
    expect(printed).not.toContain('    at ');
  }
  expect(runs[2]?.printed).toContain('answered 404');
});

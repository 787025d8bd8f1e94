/** The yardstick by pgbench, which comes with PostgreSQL's own packages. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { YardstickResult, YardstickRun } from '#tests/bench/yardstick';
import { firstBidderId, sealedAmount, sealedOpening, sellerId, stepCents } from '#tests/bench/world';

/** Debian keeps it out of the PATH, one folder for each version. */
const debianHome = '/usr/lib/postgresql';

export function findPgbench(): string | null {
  const versions = existsSync(debianHome) ? readdirSync(debianHome) : [];
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a));
  const candidates = ['pgbench', ...newestFirst.map((version) => `${debianHome}/${version}/bin/pgbench`)];
  return candidates.find((file) => spawnSync(file, ['--version']).status === 0) ?? null;
}

/** As long as ours; what they say costs a database nothing. */
const hash = '0123456789abcdef'.repeat(4);

const script = `
\\set auction random(1, :auctions)
\\set bidder random(${firstBidderId}, :last_bidder)
BEGIN;
SELECT last_sequence + 1 AS sequence, current_price + ${stepCents} AS price FROM auctions WHERE id = :auction FOR NO KEY UPDATE \\gset
INSERT INTO bids (auction_id, seller_id, bidder_id, sequence, kind, price, opening_sealed, commitment, previous_hash, hash, timestamp)
VALUES (:auction, ${sellerId}, :bidder, :sequence, 'bid', :price, '${sealedOpening}', '${hash}', '${hash}', '${hash}', clock_timestamp());
UPDATE auctions SET current_price = :price, bid_count = bid_count + 1, leader_id = :bidder, leader_maximum_sealed = '${sealedAmount}',
  last_sequence = :sequence, last_hash = '${hash}', last_at = clock_timestamp(), version = version + 1 WHERE id = :auction;
COMMIT;
`;

/** Every client says the same. */
const shownOfFailure = 800;
const latencyColumn = 2;
const microsecondsPerMs = 1000;

/** pgbench writes a line for each transaction: client, number, microseconds, … */
const readLatencies = (directory: string): number[] =>
  readdirSync(directory)
    .filter((file) => file.startsWith('log.'))
    .flatMap((file) => readFileSync(path.join(directory, file), 'utf8').trim().split('\n'))
    .map((line) => Number(line.split(' ')[latencyColumn]) / microsecondsPerMs);

function argumentsFor(run: YardstickRun): string[] {
  const { hostname, port, username, pathname } = new URL(run.url);
  return [
    '--no-vacuum',
    '--protocol=prepared',
    '--log',
    '--log-prefix=log',
    '--file=bid.sql',
    '--jobs=2',
    `--client=${run.clients}`,
    `--time=${run.seconds}`,
    `--define=auctions=${run.auctions}`,
    `--define=last_bidder=${run.bidders + 1}`,
    `--host=${hostname}`,
    `--port=${port}`,
    `--username=${username}`,
    pathname.slice(1),
  ];
}

export async function measureByPgbench(file: string, run: YardstickRun): Promise<YardstickResult> {
  const directory = mkdtempSync(path.join(run.directory, 'pgbench-'));
  writeFileSync(path.join(directory, 'bid.sql'), script);
  try {
    const child = spawn(file, argumentsFor(run), {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PGPASSWORD: new URL(run.url).password },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    // A machine that is too busy may have given no client its turn, and then pgbench gives no rate.
    if (code === 0 && /actually processed: 0$/m.test(output)) return { perSecond: 0, latenciesMs: [] };
    const perSecond = /^tps = ([\d.]+)/m.exec(output)?.[1];
    if (code !== 0 || perSecond === undefined)
      throw new Error(`pgbench failed:\n${output.slice(0, shownOfFailure)}`);
    return { perSecond: Number(perSecond), latenciesMs: readLatencies(directory) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

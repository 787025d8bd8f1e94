/** A hundred people in a house of ten thousand lots, half of them signed in: how long pages and calls take them. */
import { z } from 'zod';
import { drawEncryptionKey, formatEncryptionKeys } from '#lib/platform/encryption-keys';
import { callApi, registerPerson, type ApiPerson } from '#tests/support/api';
import { makeDataDirectory, removeDataDirectory, startGavel } from '#tests/support/app';
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import { median, percentile, ratiosOf, takePairs } from '#tests/bench/statistics';
import type { House, VisitCommand, Visitor, VisitReply } from '#tests/bench/visit-messages';
import { WorkerProcess } from '#tests/bench/worker-process';
import { fillWorld } from '#tests/bench/world';
import { buildIfStale } from '../../scripts/build-if-stale.ts';

const lots = 10_000;
const bidders = 1000;
const people = 100;
const warmUpSeconds = 2;
const secondsAtLeast = 10;
const msPerSecond = 1000;

type Crowd = WorkerProcess<VisitCommand, VisitReply>;

const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');

/** Signs in as the page's form does. */
async function signIn(origin: string, { username, password }: ApiPerson): Promise<string> {
  const form = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await form.json());
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookieOf(form) },
    body: new URLSearchParams({ csrfToken, login: username, password, json: 'true' }),
    redirect: 'manual',
  });
  return cookieOf(answer);
}

async function gather(origin: string): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (let count = 0; count < people; count += 1) {
    const person = await registerPerson(origin, 'visitor');
    visitors.push({ ...person, cookie: count % 2 === 0 ? await signIn(origin, person) : null });
  }
  return visitors;
}

interface Visited {
  readonly pagesMs: number[];
  readonly callsMs: number[];
}

async function visitAgain(
  crowd: Crowd,
  { effort }: Bench,
  visit: Omit<Extract<VisitCommand, { type: 'visit' }>, 'seconds' | 'type'>,
): Promise<Visited[]> {
  const visited: Visited[] = [];
  const stay = (seconds: number) => crowd.ask({ type: 'visit', ...visit, seconds }, 'visit');
  await stay(warmUpSeconds);
  for (let pair = 0; pair < effort.pairs; pair += 1) {
    const { pagesMs, callsMs } = await stay(Math.max(secondsAtLeast, effort.secondsEach));
    visited.push({ pagesMs: [...pagesMs], callsMs: [...callsMs] });
  }
  return visited;
}

function rowOf(what: string, runs: readonly (readonly number[])[]): Measured {
  const at = (share: number) => median(runs.map((ms) => percentile(ms, share)));
  return {
    title: `p99 of ${what}, ${people} visitors in a house of ${lots.toLocaleString('en')} lots`,
    unit: 'seconds',
    values: runs.map((ms) => percentile(ms, 0.99) / msPerSecond),
    target: { is: 'at most', value: 0.5 },
    behind: { 'p50 ms': at(0.5), 'p95 ms': at(0.95), answers: median(runs.map((ms) => ms.length)) },
  };
}

/** What it is worth that readers who wait for the same page get one rendering. */
async function compareReaders(crowd: Crowd, { effort }: Bench, house: House): Promise<Measured> {
  const look = async (readers: number) =>
    (await crowd.ask({ type: 'look', house, readers, seconds: effort.secondsEach }, 'look')).perSecond;
  const pairs = await takePairs(effort.pairs, { ours: () => look(people), yardstick: () => look(1) });
  return {
    title: `front pages a second for ${people} readers ÷ for one`,
    unit: 'ratio',
    values: ratiosOf(pairs),
    target: { is: 'at least', value: 5 },
    behind: {
      'pages/s': median(pairs.map((pair) => pair.ours)),
      'pages/s for one': median(pairs.map((pair) => pair.yardstick)),
    },
  };
}

async function measure(bench: Bench): Promise<readonly Measured[]> {
  await buildIfStale();
  const url = await bench.cluster.createDatabase('visits');
  await fillWorld(url, { bidders, auctions: lots });
  const directory = makeDataDirectory();
  const app = await startGavel({
    directory,
    env: {
      DATABASE_URL: url,
      ENCRYPTION_KEYS: formatEncryptionKeys([drawEncryptionKey()]),
      RATE_LIMIT: 'off',
    },
  });
  const crowd: Crowd = new WorkerProcess(new URL('visit-process.ts', import.meta.url));
  try {
    await crowd.reply('ready');
    const origin = `http://127.0.0.1:${app.port}`;
    const realtime = { method: 'GET', path: '/realtime' };
    const { key: pushKey } = await callApi(origin, realtime, z.object({ key: z.string() }));
    const house = { port: app.port, lots, pushKey };
    const visited = await visitAgain(crowd, bench, { house, visitors: await gather(origin) });
    return [
      rowOf(
        'pages',
        visited.map(({ pagesMs }) => pagesMs),
      ),
      rowOf(
        'API calls and bids',
        visited.map(({ callsMs }) => callsMs),
      ),
      await compareReaders(crowd, bench, house),
    ];
  } finally {
    await crowd.stop();
    await app.stop();
    removeDataDirectory(directory);
  }
}

export const visits: Figure = { name: 'visits', measure };

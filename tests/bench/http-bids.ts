/** What a bid costs over HTTP, from the socket to the commit and back, beside calls that do nothing. */
import { drawEncryptionKey, formatEncryptionKeys } from '#lib/platform/encryption-keys';
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import type { Connection, Crowd, LoadCommand, LoadReply } from '#tests/bench/http-messages';
import { noopPath, withNextNoop } from '#tests/bench/next-noop';
import { median, ratiosOf, takePairs, type Pair } from '#tests/bench/statistics';
import { WorkerProcess } from '#tests/bench/worker-process';
import { fillWorld, firstBidderId, giveTokens, startingCents, stepCents, tokenOf } from '#tests/bench/world';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { findFreePort, makeDataDirectory, removeDataDirectory, startGavel } from '#tests/support/app';

/** A quiet evening and a busy one: the more bids wait together, the less each costs. Each crowd has lots of its own. */
const crowdSizes = [64, 256];
const lots = crowdSizes.reduce((sum, size) => sum + size);
const biddersEach = 2;
const warmUpSeconds = 2;

const usernameOf = (bidder: number): string => `bench-${bidder}`;

/** Every connection has a lot of its own, on which its two bidders outbid each other: no bid overtakes a lower one. */
const bidding = (index: number): Connection => ({
  firstCents: startingCents,
  stepCents,
  calls: Array.from({ length: biddersEach }, (_, turn) => {
    const bidder = firstBidderId + index * biddersEach + turn;
    return {
      method: 'PUT',
      path: `/api/v1/bids/${index + 1}`,
      token: tokenOf(bidder),
      username: usernameOf(bidder),
    };
  }),
});

/** Authenticated, parsed and validated like a bid, and refused before the engine hears of it: the name is somebody else's. */
const refused = (index: number): Connection => ({
  ...bidding(index),
  calls: bidding(index).calls.map((call) => ({ ...call, username: 'somebody-else' })),
});

const idle = (index: number): Connection => ({
  ...bidding(index),
  calls: bidding(index).calls.map((call) => ({ ...call, method: 'POST', path: noopPath })),
});

type Load = WorkerProcess<LoadCommand, LoadReply>;

interface Gathering {
  readonly load: Load;
  readonly ports: { readonly app: number; readonly next: number; readonly bare: number };
  readonly size: number;
  /** Of the crowd's lots among all. */
  readonly first: number;
}

/** Crowds of one size, in place of those that were there. */
async function gatherCrowds({ load, ports, size, first }: Gathering): Promise<void> {
  const crowdOf = (port: number, status: number, connection: (index: number) => Connection): Crowd => ({
    port,
    status,
    connections: Array.from({ length: size }, (_, index) => connection(first + index)),
  });
  const crowds = {
    bids: crowdOf(ports.app, 200, bidding),
    refused: crowdOf(ports.app, 403, refused),
    next: crowdOf(ports.next, 200, idle),
    bare: crowdOf(ports.bare, 200, idle),
  };
  for (const [name, crowd] of Object.entries(crowds))
    await load.ask({ type: 'gather', name, crowd }, 'gathered');
}

async function compare({ effort }: Bench, gathering: Gathering): Promise<Measured[]> {
  const { load, size } = gathering;
  await gatherCrowds(gathering);
  const measure = (name: string, seconds: number) => load.ask({ type: 'load', name, seconds }, 'load');
  const p99s: number[] = [];
  const perSecond = async (name: string): Promise<number> => {
    const result = await measure(name, effort.secondsEach);
    if (name === 'bids') p99s.push(result.p99Ms);
    return result.perSecond;
  };
  for (const name of ['bids', 'refused', 'next', 'bare']) await measure(name, warmUpSeconds);
  const pairsOf = (ours: string, yardstick: string): Promise<Pair[]> =>
    takePairs(effort.pairs, { ours: () => perSecond(ours), yardstick: () => perSecond(yardstick) });
  const row = (
    title: string,
    pairs: readonly Pair[],
    rest: Pick<Measured, 'target' | 'behind'>,
  ): Measured => ({
    title: `${title}, ${size} connections`,
    unit: 'ratio',
    values: ratiosOf(pairs),
    target: rest.target,
    behind: {
      'ours/s': median(pairs.map((pair) => pair.ours)),
      'yardstick/s': median(pairs.map((pair) => pair.yardstick)),
      ...rest.behind,
    },
  });
  const againstNext = await pairsOf('bids', 'next');
  const againstNoop = await pairsOf('bids', 'refused');
  const noopAgainstBare = await pairsOf('refused', 'bare');
  const p99 = { 'p99 of bids ms': median(p99s) };
  return [
    row('PUT /bids ÷ no-op POST through a Next route handler', againstNext, {
      target: { is: 'at least', value: 2 },
      behind: p99,
    }),
    row('PUT /bids ÷ authenticated no-op through server.ts', againstNoop, {
      target: { is: 'at least', value: 0.5 },
      behind: p99,
    }),
    row('authenticated no-op through server.ts ÷ bare node:http', noopAgainstBare, {
      target: null,
      behind: {},
    }),
  ];
}

async function measureHttp(bench: Bench): Promise<readonly Measured[]> {
  // The app would build its pages itself, but it is given only so long to get ready.
  await buildIfStale();
  const url = await bench.cluster.createDatabase('http');
  await fillWorld(url, { bidders: lots * biddersEach, auctions: lots });
  await giveTokens(url);
  const directory = makeDataDirectory();
  const app = await startGavel({
    directory,
    env: {
      DATABASE_URL: url,
      ENCRYPTION_KEYS: formatEncryptionKeys([drawEncryptionKey()]),
      RATE_LIMIT: 'off',
    },
  });
  const [next, bare] = [await findFreePort(), await findFreePort()];
  const bareServer = new WorkerProcess<never, LoadReply>(new URL('bare-http-process.ts', import.meta.url), {
    args: [String(bare)],
  });
  const load: Load = new WorkerProcess(new URL('http-load-process.ts', import.meta.url));
  try {
    await Promise.all([bareServer.reply('ready'), load.reply('ready')]);
    return await withNextNoop(next, async () => {
      const measured: Measured[] = [];
      let first = 0;
      for (const size of crowdSizes) {
        measured.push(...(await compare(bench, { load, ports: { app: app.port, next, bare }, size, first })));
        first += size;
      }
      return measured;
    });
  } finally {
    await load.stop();
    await bareServer.stop();
    await app.stop();
    removeDataDirectory(directory);
  }
}

export const httpBids: Figure = { name: 'http-bids', measure: measureHttp };

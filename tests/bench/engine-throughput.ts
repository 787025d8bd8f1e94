/** How many bids a second the engine takes, beside a database that takes each bid as a transaction of its own. */
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import { withHouse } from '#tests/bench/house';
import { median, ratiosOf, takePairs } from '#tests/bench/statistics';
import { fillWorld } from '#tests/bench/world';
import { chooseYardstick, findBestClients } from '#tests/bench/yardstick';

const bidders = 1000;
const waiting = 1000;
const warmUpSeconds = 2;

interface Spread {
  readonly title: string;
  readonly database: string;
  readonly auctions: number;
  readonly clients: readonly number[];
  readonly atLeast: number;
}

/**
 * The two take turns on databases of their own in one cluster: each grows by its own bids only. The database gets the number
 * of clients with which it does best.
 */
async function measure({ cluster, effort }: Bench, what: Spread): Promise<Measured[]> {
  const ours = await cluster.createDatabase(`${what.database}_ours`);
  const theirs = await cluster.createDatabase(`${what.database}_theirs`);
  for (const url of [ours, theirs]) await fillWorld(url, { bidders, auctions: what.auctions });
  const yardstick = chooseYardstick();
  const run = { url: theirs, directory: cluster.directory, auctions: what.auctions, bidders };
  return withHouse(ours, async (house) => {
    const storm = (seconds: number) =>
      house.ask(
        { type: 'storm', auctions: { first: 1, count: what.auctions }, bidders, waiting, seconds },
        'storm',
      );
    await storm(warmUpSeconds);
    const clients = await findBestClients(yardstick, {
      ...run,
      seconds: warmUpSeconds,
      numbers: what.clients,
    });
    const p99s: number[] = [];
    const pairs = await takePairs(effort.pairs, {
      ours: async () => {
        const { perSecond, latencies } = await storm(effort.secondsEach);
        p99s.push(latencies.p99Ms);
        return perSecond;
      },
      yardstick: async () =>
        (await yardstick.measure({ ...run, clients, seconds: effort.secondsEach })).perSecond,
    });
    return [
      {
        title: `${what.title} ÷ ${yardstick.name}`,
        unit: 'ratio',
        values: ratiosOf(pairs),
        target: { is: 'at least', value: what.atLeast },
        behind: {
          'bids/s': median(pairs.map((pair) => pair.ours)),
          'p99 ms': median(p99s),
          'yardstick/s': median(pairs.map((pair) => pair.yardstick)),
          'yardstick clients': clients,
        },
      },
    ];
  });
}

export const hotAuction: Figure = {
  name: 'hot-auction',
  measure: (bench) =>
    measure(bench, {
      title: 'engine, one hot auction, 1,000 waiting',
      database: 'hot',
      auctions: 1,
      clients: [1, 2, 4, 8, 16, 32],
      atLeast: 10,
    }),
};

export const manyAuctions: Figure = {
  name: 'many-auctions',
  measure: (bench) =>
    measure(bench, {
      title: 'engine, spread over 10,000 auctions, 1,000 waiting',
      database: 'many',
      auctions: 10_000,
      clients: [4, 8, 16, 32, 64],
      atLeast: 4,
    }),
};

/** How long an accepted bid takes at half of what the engine can do, beside a database that has as many callers as it likes. */
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import { withHouse } from '#tests/bench/house';
import { median, percentile, ratiosOf, takePairs } from '#tests/bench/statistics';
import { fillWorld } from '#tests/bench/world';
import { chooseYardstick } from '#tests/bench/yardstick';

const bidders = 1000;
const waiting = 1000;
const warmUpSeconds = 2;
const yardstickClients = 32;
const hot = { auctions: { first: 1, count: 1 }, bidders };

async function measure({ cluster, effort }: Bench): Promise<readonly Measured[]> {
  const ours = await cluster.createDatabase('times_ours');
  const theirs = await cluster.createDatabase('times_theirs');
  for (const url of [ours, theirs]) await fillWorld(url, { bidders, auctions: 1 });
  const yardstick = chooseYardstick();
  const run = { url: theirs, directory: cluster.directory, auctions: 1, bidders, clients: yardstickClients };
  return withHouse(ours, async (house) => {
    const storm = (seconds: number) => house.ask({ type: 'storm', ...hot, waiting, seconds }, 'storm');
    await storm(warmUpSeconds);
    const rates: number[] = [];
    const pairs = await takePairs(effort.pairs, {
      ours: async () => {
        // What the engine can do depends on the hour too: half of what it does right now.
        const perSecond = (await storm(effort.secondsEach)).perSecond / 2;
        rates.push(perSecond);
        const { latencies } = await house.ask(
          { type: 'arrivals', ...hot, perSecond, seconds: effort.secondsEach },
          'arrivals',
        );
        return latencies.p99Ms;
      },
      yardstick: async () =>
        percentile((await yardstick.measure({ ...run, seconds: effort.secondsEach })).latenciesMs, 0.99),
    });
    return [
      {
        title: `p99 of bids at half load ÷ p99 of ${yardstick.name} on the hot row, ${yardstickClients} clients`,
        unit: 'ratio',
        values: ratiosOf(pairs),
        target: { is: 'at most', value: 2 },
        behind: {
          'bids/s': median(rates),
          'p99 ms': median(pairs.map((pair) => pair.ours)),
          'yardstick p99 ms': median(pairs.map((pair) => pair.yardstick)),
        },
      },
    ];
  });
}

export const answerTimes: Figure = { name: 'answer-times', measure };

/** How soon the last screen hears of a bid, and how few calls of the push service that takes. */
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import { withHouse } from '#tests/bench/house';
import { gatherListeners, type Audience, type Heard } from '#tests/bench/live-crowd';
import type { Written } from '#tests/bench/house-messages';
import { hotAuctionId } from '#tests/bench/live-crowd-messages';
import { median, percentile } from '#tests/bench/statistics';
import { fillWorld } from '#tests/bench/world';

const bidders = 100;
const bidsPerSecond = 50;
const hot = { auctions: { first: hotAuctionId, count: 1 }, bidders };
const warmUpSeconds = 1;

interface Crowded {
  readonly title: string;
  readonly database: string;
  readonly audience: Audience;
  readonly atMostSeconds: number | null;
}

/** From the moment of each bid, in milliseconds. */
interface Delays {
  /** Until it was written to the last socket: what the house takes. */
  readonly written: readonly number[];
  /** Until the last subscriber was told: with what the crowd takes, on the same processors. */
  readonly heard: readonly number[];
}

/** Of bids after `afterSequence`. */
function delaysOf({ bids, arrivals }: Heard, written: readonly Written[], afterSequence: number): Delays {
  const writtenAtMs = new Map(written.map(({ version, atMs }) => [version, atMs]));
  const measured = bids.filter(({ sequence }) => sequence > afterSequence);
  const until = (atMs: (version: number) => number | undefined): number[] =>
    measured.map(({ version, bidAtMs }) => (atMs(version) ?? Number.POSITIVE_INFINITY) - bidAtMs);
  return {
    written: until((version) => writtenAtMs.get(version)),
    heard: until((version) => arrivals.get(version)?.lastAtMs),
  };
}

const medianMs = (runs: readonly Delays[], of: keyof Delays, share: number): number =>
  median(runs.map((delays) => percentile(delays[of], share)));

async function measureCrowd({ cluster, effort }: Bench, what: Crowded): Promise<Measured> {
  const url = await cluster.createDatabase(what.database);
  await fillWorld(url, { bidders, auctions: 1 });
  const subscribers = what.audience.library + what.audience.sockets;
  return withHouse(url, async (house) => {
    const listeners = await gatherListeners(house, what.audience);
    const runs: Delays[] = [];
    let heard: Heard = { bids: [], arrivals: new Map() };
    try {
      const bidFor = async (seconds: number): Promise<Delays> => {
        const known = heard.bids.at(-1)?.sequence ?? 0;
        await house.ask({ type: 'arrivals', ...hot, perSecond: bidsPerSecond, seconds }, 'arrivals');
        heard = await listeners.heard();
        const { written } = await house.ask({ type: 'pushes' }, 'pushes');
        return delaysOf(heard, written, known);
      };
      await bidFor(warmUpSeconds);
      while (runs.length < effort.pairs) runs.push(await bidFor(effort.secondsEach));
    } finally {
      await listeners.stop();
    }
    const reached = [...heard.arrivals.values()].map((arrival) => arrival.reached);
    return {
      title: what.title,
      unit: 'seconds',
      values: runs.map(({ heard: delaysMs }) => percentile(delaysMs, 0.99) / 1000),
      target: what.atMostSeconds === null ? null : { is: 'at most', value: what.atMostSeconds },
      behind: {
        'p50 ms': medianMs(runs, 'heard', 0.5),
        'p95 ms': medianMs(runs, 'heard', 0.95),
        'until written p50 ms': medianMs(runs, 'written', 0.5),
        'until written p99 ms': medianMs(runs, 'written', 0.99),
        messages: reached.length,
        'missed deliveries': reached.reduce((sum, count) => sum + (subscribers - count), 0),
      },
    };
  });
}

/** Of so many subscribers this many are real pusher-js. */
const library = 100;

export const liveUpdates: Figure = {
  name: 'live-updates',
  measure: async (bench) => {
    const idle = bench.quick ? 500 : 5000;
    return [
      await measureCrowd(bench, {
        title: `50 bids/s, bid → last of 500 subscribers, p99`,
        database: 'live_500',
        audience: { library, sockets: 400, idle: 0 },
        atMostSeconds: 0.1,
      }),
      await measureCrowd(bench, {
        title: `50 bids/s, bid → last of 1,000 subscribers beside ${idle.toLocaleString('en-US')} idle, p99`,
        database: 'live_1000',
        audience: { library, sockets: 900, idle },
        atMostSeconds: null,
      }),
    ];
  },
};

/** A burst: as many bids waiting as there are bidders, on one auction. */
export const publishCalls: Figure = {
  name: 'publish-calls',
  measure: async ({ cluster, effort }) => {
    const url = await cluster.createDatabase('publish_calls');
    await fillWorld(url, { bidders, auctions: 1 });
    return withHouse(url, async (house) => {
      // What nobody listens to is not published.
      const listeners = await gatherListeners(house, { library: 0, sockets: 1, idle: 0 });
      const values: number[] = [];
      const rates: number[] = [];
      while (values.length < effort.pairs) {
        const before = await house.ask({ type: 'pushes' }, 'pushes');
        const storm = { type: 'storm', ...hot, waiting: bidders, seconds: effort.secondsEach } as const;
        const { perSecond } = await house.ask(storm, 'storm');
        const after = await house.ask({ type: 'pushes' }, 'pushes');
        rates.push(perSecond);
        values.push((after.calls - before.calls) / (perSecond * effort.secondsEach));
      }
      await listeners.stop();
      return [
        {
          title: 'calls to publish ÷ accepted bids, one hot auction, 100 waiting',
          unit: 'ratio',
          values,
          target: { is: 'at most', value: 0.05 },
          behind: { 'bids/s': median(rates) },
        },
      ];
    });
  },
};

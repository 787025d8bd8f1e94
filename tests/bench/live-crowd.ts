/** Everybody who listens to the hot auction, in two processes: one of pusher-js, one of bare sockets and the idle. */
import { setTimeout as delay } from 'node:timers/promises';
import type { House } from '#tests/bench/house';
import type { Arrival, CrowdCommand, CrowdReply, ToldBid } from '#tests/bench/live-crowd-messages';
import { WorkerProcess } from '#tests/bench/worker-process';

type Crowd = WorkerProcess<CrowdCommand, CrowdReply>;

export interface Audience {
  readonly library: number;
  readonly sockets: number;
  readonly idle: number;
}

export interface Listeners {
  /** What has been heard once nothing more comes. */
  heard(): Promise<Heard>;
  stop(): Promise<void>;
}

export interface Heard {
  readonly bids: readonly ToldBid[];
  /** From a version to what became of it, over all subscribers. */
  readonly arrivals: ReadonlyMap<number, Arrival>;
}

const settleMs = 500;

async function startCrowd(): Promise<Crowd> {
  const crowd: Crowd = new WorkerProcess(new URL('live-crowd-process.ts', import.meta.url));
  await crowd.reply('ready');
  return crowd;
}

function joinArrivals(reports: readonly (readonly Arrival[])[]): Map<number, Arrival> {
  const joined = new Map<number, Arrival>();
  for (const { version, reached, lastAtMs } of reports.flat()) {
    const known = joined.get(version);
    joined.set(version, {
      version,
      reached: reached + (known?.reached ?? 0),
      lastAtMs: Math.max(lastAtMs, known?.lastAtMs ?? 0),
    });
  }
  return joined;
}

const deliveriesOf = ({ arrivals }: Heard): number =>
  [...arrivals.values()].reduce((sum, { reached }) => sum + reached, 0);

export async function gatherListeners(house: House, audience: Audience): Promise<Listeners> {
  const { key, port } = await house.ask({ type: 'pushes' }, 'pushes');
  const crowds = [await startCrowd(), await startCrowd()] as const;
  const [library, sockets] = crowds;
  for (const [crowd, kind, count] of [
    [sockets, 'idle', audience.idle],
    [library, 'library', audience.library],
    [sockets, 'socket', audience.sockets],
  ] as const)
    await crowd.ask({ type: 'connect', kind, count, key, port }, 'connected');

  const hear = async (): Promise<Heard> => {
    const reports = await Promise.all(crowds.map((crowd) => crowd.ask({ type: 'report' }, 'report')));
    return {
      bids: reports.flatMap(({ bids }) => bids),
      arrivals: joinArrivals(reports.map(({ arrivals }) => arrivals)),
    };
  };
  return {
    heard: async () => {
      let before = await hear();
      for (;;) {
        await delay(settleMs);
        const now = await hear();
        if (deliveriesOf(now) === deliveriesOf(before)) return now;
        before = now;
      }
    },
    stop: async () => {
      for (const crowd of crowds) await crowd.stop();
    },
  };
}

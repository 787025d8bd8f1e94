/**
 * Tells every screen after a commit. State-based: what is sent is always the newest state in the database, so a message that is
 * lost or late is healed by the next, and bids that arrive together share one message. `published_version` lags `version` until
 * a publish succeeded; `sweep` finds what lags. A push service that is down never fails a bid, nor delays one.
 */
import { toPublicState } from '#lib/auction/live-state';
import { adminChannel, activityEvent, auctionChannel, encodeState, stateEvent } from '#lib/auction/wire';
import type { AuctionId } from '#lib/auction/types';
import { readAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { readLatestBids } from '#lib/db/history-rows';
import { log } from '#lib/platform/log';
import type { PushEvent } from '#lib/realtime/server/push';

/** At most 20 messages a second for one auction. */
const intervalMs = 50;
const retryAfterMs = 1000;
/** Pusher takes ten events in one call. */
const eventsPerCall = 10;
/** How many auctions one round reads. */
const roundSize = 200;
const sweepSize = 1000;

export interface Publisher {
  /** The auctions changed: their newest state is sent soon. Returns at once and never throws. */
  publish(ids: readonly AuctionId[]): void;
  /** Publishes what an earlier crash or outage left unpublished. Returns how many auctions that were. */
  sweep(): Promise<number>;
  /** Waits until everything known to have changed was sent, or could not be. */
  flush(): Promise<void>;
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

async function readEvents(
  ids: readonly AuctionId[],
): Promise<{ event: PushEvent; id: AuctionId; version: number }[]> {
  const db = database();
  const states = await readAuctions(db, ids);
  const latest = await readLatestBids(db, ids);
  return [...states.values()].map((state) => {
    const id = state.terms.auctionId;
    // A bid committed between the two reads belongs to the next message.
    const bids = (latest.get(id) ?? []).filter(({ sequence }) => sequence <= state.lastSequence);
    const data = encodeState(toPublicState(state, bids));
    return { id, version: state.version, event: { channel: auctionChannel(id), name: stateEvent, data } };
  });
}

/** Marks what was sent. A version that rose meanwhile stays ahead, and is published on its own. */
async function markPublished(
  sent: readonly { readonly id: AuctionId; readonly version: number }[],
): Promise<void> {
  await database().$executeRaw`
    UPDATE auctions a SET published_version = u.version
    FROM unnest(${sent.map(({ id }) => id)}::int[], ${sent.map(({ version }) => version)}::int[]) AS u(id, version)
    WHERE a.id = u.id AND a.published_version < u.version`;
}

export function createPublisher(push: (events: readonly PushEvent[]) => Promise<void>): Publisher {
  let dirty = new Set<AuctionId>();
  let running: Promise<void> | null = null;

  async function sendRound(ids: readonly AuctionId[]): Promise<void> {
    const round = await readEvents(ids);
    for (const chunk of chunksOf(round, eventsPerCall)) {
      await push(chunk.map(({ event }) => event));
      await markPublished(chunk);
    }
    await push([
      { channel: adminChannel, name: activityEvent, data: { auction_ids: ids.slice(0, roundSize) } },
    ]);
  }

  async function run(): Promise<void> {
    while (dirty.size > 0) {
      const began = performance.now();
      const ids = [...dirty];
      dirty = new Set();
      let pauseMs = intervalMs;
      try {
        for (const round of chunksOf(ids, roundSize)) await sendRound(round);
      } catch (error) {
        log().warn({ err: error }, 'live states could not be published; trying again');
        for (const id of ids) dirty.add(id);
        pauseMs = retryAfterMs;
      }
      const restMs = pauseMs - (performance.now() - began);
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs).unref());
    }
  }

  const publish = (ids: readonly AuctionId[]): void => {
    for (const id of ids) dirty.add(id);
    if (dirty.size === 0) return;
    running ??= run().finally(() => {
      running = null;
      // What came in between the last look and now.
      if (dirty.size > 0) publish([]);
    });
  };

  return {
    publish,
    sweep: async () => {
      const rows = await database().$queryRaw<{ id: number }[]>`
        SELECT id FROM auctions WHERE published_version < version ORDER BY id LIMIT ${sweepSize}`;
      publish(rows.map(({ id }) => id as AuctionId));
      return rows.length;
    },
    flush: async () => {
      while (running) await running;
    },
  };
}

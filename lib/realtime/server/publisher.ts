/**
 * Tells every screen after a commit. State-based: what is sent is always the newest state in the database, so a message that is
 * lost or late is healed by the next, and bids that arrive together share one message. `published_version` lags `version` until
 * a publish succeeded; `sweep` finds what lags. A push service that is down never fails a bid, nor delays one.
 */
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { toPublicState } from '#lib/auction/live-state';
import {
  activityEvent,
  adminChannel,
  auctionChannel,
  bidderChannel,
  encodeState,
  noticeEvent,
  stateEvent,
} from '#lib/auction/wire';
import type { AuctionId, BidderId } from '#lib/auction/types';
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
  /** These bidders have something new among their notices, which are in the database. Returns at once and never throws. */
  notify(ids: readonly BidderId[]): void;
  /** Publishes what an earlier crash or outage left unpublished. Returns how many auctions that were. */
  sweep(): Promise<number>;
  /** Waits until everything known to have changed was sent, at most `patienceMs`. */
  flush(patienceMs: number): Promise<void>;
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

/** What is waiting to be told. */
interface Round {
  readonly auctions: readonly AuctionId[];
  readonly bidders: readonly BidderId[];
}

type Push = (events: readonly PushEvent[]) => Promise<void>;

async function sendStates(push: Push, ids: readonly AuctionId[]): Promise<void> {
  const events = await readEvents(ids);
  for (const chunk of chunksOf(events, eventsPerCall)) {
    await push(chunk.map(({ event }) => event));
    await markPublished(chunk);
  }
  await push([{ channel: adminChannel, name: activityEvent, data: { auction_ids: ids } }]);
}

async function sendRound(push: Push, { auctions, bidders }: Round): Promise<void> {
  for (const ids of chunksOf(auctions, roundSize)) await sendStates(push, ids);
  for (const ids of chunksOf(bidders, eventsPerCall))
    await push(ids.map((id) => ({ channel: bidderChannel(id), name: noticeEvent, data: {} })));
}

export function createPublisher(push: Push): Publisher {
  const auctions = new Set<AuctionId>();
  const bidders = new Set<BidderId>();
  let running: Promise<void> | null = null;

  const isIdle = () => auctions.size === 0 && bidders.size === 0;

  function takeRound(): Round {
    const round = { auctions: [...auctions], bidders: [...bidders] };
    auctions.clear();
    bidders.clear();
    return round;
  }

  /** Returns how long to rest before the next round. */
  async function tell(round: Round): Promise<number> {
    try {
      await sendRound(push, round);
      return intervalMs;
    } catch (error) {
      log().warn({ reason: String(error) }, 'screens could not be told; trying again');
      for (const id of round.auctions) auctions.add(id);
      for (const id of round.bidders) bidders.add(id);
      return retryAfterMs;
    }
  }

  async function run(): Promise<void> {
    while (!isIdle()) {
      const began = performance.now();
      const restMs = (await tell(takeRound())) - (performance.now() - began);
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs).unref());
    }
  }

  function wake(): void {
    if (isIdle()) return;
    running ??= run().finally(() => {
      running = null;
      // What came in between the last look and now.
      wake();
    });
  }

  const publish = (ids: readonly AuctionId[]): void => {
    for (const id of ids) auctions.add(id);
    wake();
  };

  return {
    publish,
    notify: (ids) => {
      for (const id of ids) bidders.add(id);
      wake();
    },
    sweep: async () => {
      const rows = await database().$queryRaw<{ id: number }[]>`
        SELECT id FROM auctions WHERE published_version < version ORDER BY id LIMIT ${sweepSize}`;
      publish(rows.map(({ id }) => toAuctionId(id)));
      return rows.length;
    },
    flush: async (patienceMs) => {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
      const sent = async () => {
        while (running) await running;
      };
      await Promise.race([sent(), patience]);
    },
  };
}

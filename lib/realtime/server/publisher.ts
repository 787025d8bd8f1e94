/**
 * Tells every screen after a commit. State-based: what is sent is always the newest state in the database, so a message that is
 * lost or late is healed by the next, and bids that arrive together share one message. `published_version` lags `version` until
 * a publish succeeded and was marked; `sweep` finds what lags, and at worst sends once more what was sent before a crash. A push
 * service that is down never fails a bid, nor delays one.
 */
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
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
import { database } from '#lib/db/client';
import { readLiveStates } from '#lib/db/live-rows';
import { log } from '#lib/platform/log';
import { markPublished } from '#lib/realtime/server/mark-published';
import type { PushEvent, PushService } from '#lib/realtime/server/push';
import { createToldVersions, type ToldVersions } from '#lib/realtime/server/told-versions';

/** At most 20 messages a second for one auction. */
const intervalMs = 50;
/** A bidder who was just told to look hears of the next notice so much later: in a storm one look finds them all. */
const noticeIntervalMs = 1000;
/** Marks are written together, not after every message: each is an update of an auction that bids want to update too. */
const markIntervalMs = 1000;
const retryAfterMs = 1000;
/** Pusher takes ten events in one call, and a hundred channels for one event. */
const eventsPerCall = 10;
const channelsPerCall = 100;
/** How many auctions one round reads. */
const roundSize = 200;
const sweepSize = 1000;
/** Of how many auctions it is known which version was told last. A forgotten one is told once more, which harms nobody. */
const toldRemembered = 10_000;
/** Notices older than this have been found by now: a page reads them when it connects or is looked at. */
const lately = '10 minutes';

export interface Publisher {
  /** The auctions changed: their newest state is sent soon. Returns at once and never throws. */
  publish(ids: readonly AuctionId[]): void;
  /** These bidders have something new among their notices, which are in the database. Returns at once and never throws. */
  notify(ids: readonly BidderId[]): void;
  /**
   * Publishes what an earlier crash or outage left unpublished. Returns how many auctions that were. The first time it also
   * tells the bidders who were lately noticed: a process that crashed may have told none of them.
   */
  sweep(): Promise<number>;
  /** Waits until everything known to have changed was sent, at most `patienceMs`. */
  flush(patienceMs: number): Promise<void>;
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

interface StateEvent {
  readonly id: AuctionId;
  readonly version: number;
  readonly event: PushEvent;
}

async function readEvents(ids: readonly AuctionId[]): Promise<StateEvent[]> {
  const states = await readLiveStates(database(), ids);
  return [...states.values()].map((state) => ({
    id: state.id,
    version: state.version,
    event: { channel: auctionChannel(state.id), name: stateEvent, data: encodeState(state) },
  }));
}

async function readUnpublished(): Promise<AuctionId[]> {
  const rows = await database().$queryRaw<{ id: number }[]>`
    SELECT id FROM auctions WHERE published_version < version ORDER BY id LIMIT ${sweepSize}`;
  return rows.map(({ id }) => toAuctionId(id));
}

async function readLatelyNoticed(): Promise<BidderId[]> {
  const rows = await database().$queryRaw<{ bidder_id: number }[]>`
    SELECT DISTINCT bidder_id FROM (SELECT bidder_id, created_at FROM notices ORDER BY id DESC LIMIT ${sweepSize}) newest
    WHERE created_at > now() - ${lately}::interval`;
  return rows.map(({ bidder_id: id }) => toBidderId(id));
}

/** What is waiting to be told. */
interface Round {
  readonly auctions: readonly AuctionId[];
  readonly bidders: readonly BidderId[];
}

/** Versions that were sent and are to be marked. */
type Sent = Map<AuctionId, number>;

interface Ledger {
  readonly sent: Sent;
  /** What was told of lately, also to the desk. */
  readonly told: ToldVersions;
}

async function sendStates(
  push: PushService,
  ids: readonly AuctionId[],
  { sent, told }: Ledger,
): Promise<void> {
  const events = await readEvents(ids);
  // A bid that was committed while this publisher read for an earlier one was read along with it.
  const news = events.filter(({ id, version }) => !told.has(id, version));
  for (const chunk of chunksOf(news, eventsPerCall)) {
    await push.send(chunk.map(({ event }) => event));
    for (const { id, version } of chunk) sent.set(id, version);
  }
  // One that was told of and could not be marked is found unpublished again.
  for (const { id, version } of events) sent.set(id, version);
  if (news.length === 0) return;
  const data = { auction_ids: news.map(({ id }) => id) };
  await push.send([{ channel: adminChannel, name: activityEvent, data }]);
  for (const { id, version } of news) told.add(id, version);
}

async function sendRound(push: PushService, { auctions, bidders }: Round, ledger: Ledger): Promise<void> {
  for (const ids of chunksOf(auctions, roundSize)) await sendStates(push, ids, ledger);
  for (const ids of chunksOf(bidders, channelsPerCall))
    await push.sendToAll({ channels: ids.map(bidderChannel), name: noticeEvent, data: {} });
}

/** Who has something new and was not told within the last `noticeIntervalMs`. */
function createNoticeQueue() {
  const waiting = new Set<BidderId>();
  const toldAt = new Map<BidderId, number>();
  return {
    add: (ids: readonly BidderId[]) => {
      for (const id of ids) waiting.add(id);
    },
    isEmpty: () => waiting.size === 0,
    takeDue: (): BidderId[] => {
      const now = performance.now();
      for (const [id, at] of toldAt) if (now - at >= noticeIntervalMs) toldAt.delete(id);
      const due = [...waiting].filter((id) => !toldAt.has(id));
      for (const id of due) {
        waiting.delete(id);
        toldAt.set(id, now);
      }
      return due;
    },
    /** They were not told after all. */
    putBack: (ids: readonly BidderId[]) => {
      for (const id of ids) {
        toldAt.delete(id);
        waiting.add(id);
      }
    },
  };
}

export function createPublisher(push: PushService): Publisher {
  const auctions = new Set<AuctionId>();
  const notices = createNoticeQueue();
  const sent: Sent = new Map();
  const told = createToldVersions(toldRemembered);
  let markedAt = 0;
  let running: Promise<void> | null = null;
  let isHurried = false;
  let hasSwept = false;

  const isIdle = () => auctions.size === 0 && notices.isEmpty() && sent.size === 0;

  function takeRound(): Round {
    const round = { auctions: [...auctions], bidders: notices.takeDue() };
    auctions.clear();
    return round;
  }

  async function mark(): Promise<void> {
    markedAt = performance.now();
    await markPublished(sent);
  }

  /** Returns how long to rest before the next round. */
  async function tell(round: Round): Promise<number> {
    try {
      await sendRound(push, round, { sent, told });
      if (isHurried || performance.now() - markedAt >= markIntervalMs) await mark();
      return intervalMs;
    } catch (error) {
      log().warn({ reason: String(error) }, 'screens could not be told; trying again');
      for (const id of round.auctions) auctions.add(id);
      notices.putBack(round.bidders);
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

  const notify = (ids: readonly BidderId[]): void => {
    notices.add(ids);
    wake();
  };

  return {
    publish,
    notify,
    sweep: async () => {
      // What is only unmarked is not unpublished.
      await mark();
      const ids = await readUnpublished();
      if (!hasSwept) notify(await readLatelyNoticed());
      hasSwept = true;
      publish(ids);
      return ids.length;
    },
    flush: async (patienceMs) => {
      isHurried = true;
      const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
      const quiet = async () => {
        while (running) await running;
      };
      await Promise.race([quiet(), patience]);
    },
  };
}

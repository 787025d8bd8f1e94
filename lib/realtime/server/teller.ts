/** Sends what a round holds, of each auction the newest state known to be committed, and keeps account of what was told. */
import type { PublicAuctionState } from '#lib/auction/live-state';
import {
  activityEvent,
  adminChannel,
  auctionChannel,
  bidderChannel,
  noticeEvent,
  stateEvent,
  stateText,
} from '#lib/auction/wire';
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readLiveStates } from '#lib/db/live-rows';
import { createKnownStates, type CommittedChange } from '#lib/realtime/server/known-states';
import type { Marks } from '#lib/realtime/server/mark-published';
import type { PushEvent, PushService } from '#lib/realtime/server/push';
import type { Round } from '#lib/realtime/server/rounds';
import { createToldVersions } from '#lib/realtime/server/told-versions';
import { readVersions } from '#lib/realtime/server/unpublished';

/** Pusher takes ten events in one call, and a hundred channels for one event. */
const eventsPerCall = 10;
const channelsPerCall = 100;
/** How many auctions one statement reads, and one event of the desk names. */
const auctionsAtOnce = 200;
/** Of how many auctions the newest state is kept at hand. */
const statesKnown = 2000;
/** Of how many auctions it is known which version was told last. A forgotten one is told once more, which harms nobody. */
const toldRemembered = 10_000;

export interface Teller {
  /** Whether anybody may be listening to the auction. */
  readonly isHeard: (id: AuctionId) => boolean;
  readonly follow: (change: CommittedChange) => void;
  /** The auction changed in ways that are not known here. */
  readonly forget: (id: AuctionId) => void;
  /** Throws when the service did not take all of it; what it took is not told again. */
  readonly tell: (round: Round) => Promise<void>;
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

interface Letter {
  readonly event: PushEvent;
  readonly onSent: () => void;
}

const activityLetter = (ids: readonly AuctionId[]): Letter => ({
  event: { channel: adminChannel, name: activityEvent, data: JSON.stringify({ auction_ids: ids }) },
  onSent: () => undefined,
});

/** Waits for all of them, so that none is left under way. @throws what the first that failed threw. */
async function finishAll(calls: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(calls)) if (result.status === 'rejected') throw result.reason;
}

export function createTeller(push: PushService, marks: Marks): Teller {
  const known = createKnownStates((ids) => readLiveStates(database(), ids), statesKnown);
  const told = createToldVersions(toldRemembered);
  const isHeard = (id: AuctionId): boolean => push.mayBeHeard(auctionChannel(id));

  async function passOver(unheard: readonly AuctionId[]): Promise<void> {
    for (const ids of chunksOf(unheard, auctionsAtOnce))
      for (const { id, version } of await readVersions(ids)) marks.add(id, version);
  }

  async function readNews(heard: readonly AuctionId[]): Promise<PublicAuctionState[]> {
    const states: PublicAuctionState[] = [];
    for (const ids of chunksOf(heard, auctionsAtOnce)) states.push(...(await known.newest(ids)));
    const isNews = ({ id, version }: PublicAuctionState): boolean => !told.has(id, version);
    // What was told along with an earlier change may not be marked yet.
    for (const state of states) if (!isNews(state)) marks.add(state.id, state.version);
    return states.filter(isNews);
  }

  const stateLetter = (state: PublicAuctionState): Letter => ({
    event: { channel: auctionChannel(state.id), name: stateEvent, data: stateText(state) },
    onSent: () => {
      marks.add(state.id, state.version);
      told.add(state.id, state.version);
    },
  });

  async function send(letters: readonly Letter[]): Promise<void> {
    await push.send(letters.map(({ event }) => event));
    for (const { onSent } of letters) onSent();
  }

  return {
    isHeard,
    follow: known.follow,
    forget: known.forget,
    tell: async ({ auctions, bidders, moved }) => {
      await passOver(auctions.filter((id) => !isHeard(id)));
      const news = await readNews(auctions.filter(isHeard));
      const letters = [...news.map(stateLetter), ...[...chunksOf(moved, auctionsAtOnce)].map(activityLetter)];
      await finishAll([
        ...[...chunksOf(letters, eventsPerCall)].map(send),
        ...[...chunksOf(bidders, channelsPerCall)].map((ids) =>
          push.sendToAll({ channels: ids.map(bidderChannel), name: noticeEvent, data: '{}' }),
        ),
      ]);
    },
  };
}

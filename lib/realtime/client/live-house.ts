/**
 * Everything live in one tab: the connection, the server's clock, and the auctions that some component shows. Made once by
 * the provider; nothing happens before `start`.
 */
import { auctionChannel, decodeState, stateEvent } from '#lib/auction/wire';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, EpochMs } from '#lib/auction/types';
import type { AuctionStore } from '#lib/realtime/client/auction-store';
import { isUnconfirmed } from '#lib/realtime/client/confirmation';
import { createLiveConnection, type LiveConnection } from '#lib/realtime/client/connection';
import type { LiveEndpoint } from '#lib/realtime/client/endpoint';
import { createLink, type Link } from '#lib/realtime/client/link';
import { createOutbids, type Outbids } from '#lib/realtime/client/outbids';
import { createRefresher, type Refresher } from '#lib/realtime/client/refresher';
import { createServerClock, type ServerClock } from '#lib/realtime/client/server-clock';

export interface LiveHouse {
  readonly connection: LiveConnection;
  readonly clock: ServerClock;
  /** Keeps what a store shows up to date until the returned function is called. */
  readonly follow: (store: AuctionStore) => () => void;
  /** Attends to what is no auction's state until the returned function is called. */
  readonly attend: (attention: Attention) => () => void;
  /** Fetches an auction's whole state soon. */
  readonly refresh: (id: AuctionId) => void;
  readonly link: Link;
  readonly outbids: Outbids;
  /** Begins to poll and to observe the tab, until the returned function is called; that closes the connection too. */
  readonly start: () => () => void;
}

/** A channel whose events only say that there is something to look at. */
export interface Attention {
  readonly channel: string;
  readonly event: string;
  /** Called for every event and whenever one may have been missed: on subscribing, on return to the tab, while polling. */
  readonly look: () => void;
}

/** How long after its end an auction that nobody has closed yet is asked about. */
const overdueMs = 1500;
const countEvent = 'pusher:subscription_count';

/** Its time has come but nothing has been heard: an event may have been lost. */
function isOverdue({ status, startsAt, endsAt }: PublicAuctionState, now: EpochMs): boolean {
  if (status === 'active') return now > endsAt + overdueMs;
  return status === 'scheduled' && now > startsAt + overdueMs;
}

function readCount(data: unknown): number | null {
  const hasCount = typeof data === 'object' && data !== null && 'subscription_count' in data;
  return hasCount && typeof data.subscription_count === 'number' ? data.subscription_count : null;
}

/** Applies what arrives on the auction's channel to the store. */
function listenFor(
  store: AuctionStore,
  { connection, refresher }: { readonly connection: LiveConnection; readonly refresher: Refresher },
): () => void {
  return connection.listen({
    channel: auctionChannel(store.id),
    events: {
      [stateEvent]: (data) => {
        const event = decodeState(data);
        if (event && store.hearEvent(event).gap) refresher.refresh([store.id]);
      },
      [countEvent]: (data) => {
        const count = readCount(data);
        if (count !== null) store.hearWatching(count);
      },
    },
    onSubscribed: () => refresher.refresh([store.id]),
  });
}

interface TabListeners {
  /** The tab is looked at again, or the device is on the network again. */
  readonly onBack: () => void;
  readonly onOffline: () => void;
}

function watchTab({ onBack, onOffline }: TabListeners): () => void {
  document.addEventListener('visibilitychange', onBack);
  window.addEventListener('online', onBack);
  window.addEventListener('offline', onOffline);
  return () => {
    document.removeEventListener('visibilitychange', onBack);
    window.removeEventListener('online', onBack);
    window.removeEventListener('offline', onOffline);
  };
}

/** @param renderedAt the server's time when it rendered the page. */
export function createLiveHouse(endpoint: LiveEndpoint, renderedAt: EpochMs): LiveHouse {
  const clock = createServerClock(renderedAt);
  const connection = createLiveConnection(endpoint, clock.roundTripMs);
  const followed = new Set<AuctionStore>();
  const outbids = createOutbids(() => document.hidden);
  const attentions = new Set<Attention>();
  const link = createLink(connection);

  const dueForPolling = (): readonly AuctionId[] => {
    const now = clock.now();
    const isStale = (store: AuctionStore): boolean => {
      const { state } = store.get();
      return isOverdue(state, now) || isUnconfirmed({ state, heardMsAgo: Date.now() - store.heardAt() }, now);
    };
    return [...followed].filter((store) => link.status() !== 'live' || isStale(store)).map(({ id }) => id);
  };

  const lookAround = (): void => {
    for (const { look } of attentions) look();
  };

  const hearConnection = (): void => {
    // How many watch is only ever told by the connection.
    if (!connection.isJoined()) for (const store of followed) store.hearWatching(null);
    link.tell();
  };

  const hearReturn = (): void => {
    connection.check();
    link.tell();
    if (document.hidden) return;
    outbids.hearSeen();
    refresher.refresh([...followed].map(({ id }) => id));
    lookAround();
  };

  const refresher = createRefresher({
    dueForPolling,
    isPulseDue: () => attentions.size > 0 && link.status() !== 'live',
    onAnswer: ({ states, reading }) => {
      clock.measure(reading);
      if (link.status() !== 'live') lookAround();
      for (const state of states)
        for (const store of followed) if (store.id === state.id) store.hearSnapshot(state);
    },
    onReachable: link.hearReachable,
    roundTripMs: clock.roundTripMs,
  });

  return {
    connection,
    clock,
    link,
    outbids,
    follow: (store) => {
      followed.add(store);
      const stop = listenFor(store, { connection, refresher });
      return () => {
        stop();
        followed.delete(store);
      };
    },
    attend: (attention) => {
      attentions.add(attention);
      const { channel, event, look } = attention;
      const stop = connection.listen({ channel, events: { [event]: look }, onSubscribed: look });
      return () => {
        stop();
        attentions.delete(attention);
      };
    },
    refresh: (id) => refresher.refresh([id]),
    start: () => {
      const stopPolling = refresher.start();
      const stopObserving = connection.onChange(hearConnection);
      const stopWatchingTab = watchTab({ onBack: hearReturn, onOffline: link.tell });
      return () => {
        stopPolling();
        stopObserving();
        connection.close();
        stopWatchingTab();
      };
    },
  };
}

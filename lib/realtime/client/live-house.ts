/**
 * Everything live in one tab: the connection, the server's clock, and the auctions that some component shows. Made once by
 * the provider; nothing happens before `start`.
 */
import { auctionChannel, decodeState, stateEvent } from '#lib/auction/wire';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, EpochMs } from '#lib/auction/types';
import { createAuctionStore, type AuctionStore } from '#lib/realtime/client/auction-store';
import { createLiveConnection, type LiveConnection } from '#lib/realtime/client/connection';
import type { LiveEndpoint } from '#lib/realtime/client/endpoint';
import { createRefresher } from '#lib/realtime/client/refresher';
import { createServerClock, type ServerClock } from '#lib/realtime/client/server-clock';

/** `live`: pushed; `polling`: no connection, fetched every few seconds; `reaching`: neither works yet. */
export type LinkStatus = 'live' | 'polling' | 'reaching';

export interface LiveHouse {
  readonly connection: LiveConnection;
  readonly clock: ServerClock;
  /** The store of an auction, shared by all components that show it. */
  auction(snapshot: PublicAuctionState): AuctionStore;
  /** Keeps a store up to date until the returned function is called. */
  follow(store: AuctionStore): () => void;
  readonly link: () => LinkStatus;
  readonly onLinkChange: (listener: () => void) => () => void;
  /** Begins to poll and to observe the tab, until the returned function is called; that closes the connection too. */
  start(): () => void;
}

export interface HouseOptions {
  readonly endpoint: LiveEndpoint;
  /** The server's time when it rendered the page. */
  readonly renderedAt: EpochMs;
  /** The reader's username; null while signed out. */
  readonly reader: string | null;
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
  const count = typeof data === 'object' && data !== null && 'subscription_count' in data;
  return count && typeof data.subscription_count === 'number' ? data.subscription_count : null;
}

export function createLiveHouse({ endpoint, renderedAt, reader }: HouseOptions): LiveHouse {
  const connection = createLiveConnection(endpoint);
  const clock = createServerClock(renderedAt);
  const stores = new Map<AuctionId, AuctionStore>();
  const followers = new Map<AuctionId, number>();
  const observers = new Set<() => void>();
  let isReachable = false;

  const tellLink = (): void => {
    for (const tell of observers) tell();
  };

  const refresher = createRefresher({
    dueForPolling: () => {
      const followed = [...followers.keys()];
      if (!connection.isConnected()) return followed;
      const now = clock.now();
      return followed.filter((id) => {
        const state = stores.get(id)?.get().state;
        return state !== undefined && isOverdue(state, now);
      });
    },
    onAnswer: ({ states, reading }) => {
      clock.measure(reading);
      for (const state of states) stores.get(state.id)?.adopt(state);
    },
    onReachable: (reachable) => {
      isReachable = reachable;
      tellLink();
    },
  });

  const listenTo = (store: AuctionStore): (() => void) => {
    const { id } = store.get().state;
    return connection.listen({
      channel: auctionChannel(id),
      events: {
        [stateEvent]: (data) => {
          const state = decodeState(data);
          if (state && store.adopt(state).gap) refresher.refresh([id]);
        },
        [countEvent]: (data) => {
          const count = readCount(data);
          if (count !== null) store.setWatching(count);
        },
      },
      onSubscribed: () => refresher.refresh([id]),
    });
  };

  return {
    connection,
    clock,
    auction: (snapshot) => {
      const known = stores.get(snapshot.id);
      if (known) return known;
      const store = createAuctionStore(snapshot, reader);
      stores.set(snapshot.id, store);
      return store;
    },
    follow: (store) => {
      const { id } = store.get().state;
      stores.set(id, store);
      followers.set(id, (followers.get(id) ?? 0) + 1);
      const stop = listenTo(store);
      return () => {
        stop();
        const left = (followers.get(id) ?? 1) - 1;
        if (left > 0) followers.set(id, left);
        else followers.delete(id);
        if (left === 0) stores.delete(id);
      };
    },
    link: () => (connection.isConnected() ? 'live' : isReachable ? 'polling' : 'reaching'),
    onLinkChange: (listener) => {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    start: () => {
      const stopPolling = refresher.start();
      const stopObserving = connection.onChange(tellLink);
      const lookAgain = (): void => {
        if (!document.hidden) refresher.refresh([...followers.keys()]);
      };
      document.addEventListener('visibilitychange', lookAgain);
      return () => {
        stopPolling();
        stopObserving();
        connection.close();
        document.removeEventListener('visibilitychange', lookAgain);
      };
    },
  };
}

/**
 * What this tab shows of a list of auctions. Invariants: exactly those in view are followed, all on the tab's one connection; an
 * auction that leaves the list is followed no longer; a snapshot is taken in once.
 */
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';
import { createAuctionStore, type AuctionStore } from '#lib/realtime/client/auction-store';
import type { LiveHouse } from '#lib/realtime/client/live-house';

export type ListedStates = ReadonlyMap<AuctionId, PublicAuctionState>;

export interface AuctionList {
  /** The same map until something changes. */
  readonly get: () => ListedStates;
  readonly subscribe: (listener: () => void) => () => void;
  /** The list as the server rendered it now. */
  readonly show: (snapshots: readonly PublicAuctionState[]) => void;
  /** Whether an auction is on screen or about to be. */
  readonly hearInView: (id: AuctionId, isInView: boolean) => void;
  /** Nothing is followed until the list is shown or seen again. */
  readonly stop: () => void;
}

interface Entry {
  readonly store: AuctionStore;
  snapshot: PublicAuctionState;
  stopFollowing: (() => void) | null;
}

export function createAuctionList(house: Pick<LiveHouse, 'follow'>): AuctionList {
  const entries = new Map<AuctionId, Entry>();
  const inView = new Set<AuctionId>();
  const listeners = new Set<() => void>();
  let current: ListedStates = new Map();

  const tell = (): void => {
    current = new Map([...entries].map(([id, { store }]) => [id, store.get().state]));
    for (const listener of listeners) listener();
  };

  function add(snapshot: PublicAuctionState): void {
    const store = createAuctionStore(snapshot);
    store.subscribe(tell);
    entries.set(snapshot.id, { store, snapshot, stopFollowing: null });
  }

  function unfollow(entry: Entry): void {
    entry.stopFollowing?.();
    entry.stopFollowing = null;
  }

  function followInView(): void {
    for (const [id, entry] of entries) {
      if (inView.has(id)) entry.stopFollowing ??= house.follow(entry.store);
      else unfollow(entry);
    }
  }

  function remove(id: AuctionId, entry: Entry): void {
    unfollow(entry);
    entries.delete(id);
  }

  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (snapshots) => {
      const listed = new Set(snapshots.map(({ id }) => id));
      let isOther = false;
      for (const [id, entry] of entries) {
        if (listed.has(id)) continue;
        remove(id, entry);
        isOther = true;
      }
      for (const snapshot of snapshots) {
        const entry = entries.get(snapshot.id);
        if (entry?.snapshot === snapshot) continue;
        isOther = true;
        if (!entry) add(snapshot);
        else {
          entry.snapshot = snapshot;
          entry.store.hearSnapshot(snapshot);
        }
      }
      followInView();
      if (isOther) tell();
    },
    hearInView: (id, isInView) => {
      if (isInView) inView.add(id);
      else inView.delete(id);
      followInView();
    },
    stop: () => {
      for (const entry of entries.values()) unfollow(entry);
    },
  };
}

'use client';

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import {
  createAuctionStore,
  type AuctionStore,
  type WatchedAuction,
} from '#lib/realtime/client/auction-store';
import { useLiveContext } from '#lib/realtime/client/context';
import type { LinkStatus } from '#lib/realtime/client/link';

export interface UsedAuction extends WatchedAuction {
  readonly store: AuctionStore;
}

/**
 * An auction as it stands now, from the snapshot that the server rendered on. A newer snapshot (after a refresh of the page)
 * is taken in. A component shows one auction for life: give it a `key` where that may change.
 */
export function useLiveAuction(snapshot: PublicAuctionState): UsedAuction {
  const { house } = useLiveContext();
  const [store] = useState(() => createAuctionStore(snapshot));
  const initial = useMemo(
    (): WatchedAuction => ({ state: snapshot, pending: null, watching: null }),
    [snapshot],
  );
  const live = useSyncExternalStore(store.subscribe, store.get, () => initial);

  useEffect(() => store.hearSnapshot(snapshot), [store, snapshot]);
  useEffect(() => house.follow(store), [house, store]);

  return useMemo(() => ({ ...live, store }), [live, store]);
}

/** How this tab learns of changes. */
export function useLink(): LinkStatus {
  const { house } = useLiveContext();
  return useSyncExternalStore(house.link.onChange, house.link.status, () => 'reaching');
}

/** How long an answer from the house takes, in milliseconds; null before the first. */
export function useRoundTrip(): number | null {
  const { house } = useLiveContext();
  return useSyncExternalStore(house.link.onChange, house.clock.roundTripMs, () => null);
}

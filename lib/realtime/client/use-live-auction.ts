'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionStore, LiveAuction } from '#lib/realtime/client/auction-store';
import { useLiveContext } from '#lib/realtime/client/context';
import type { LinkStatus } from '#lib/realtime/client/live-house';

export interface UsedAuction extends LiveAuction {
  readonly store: AuctionStore;
}

/**
 * An auction as it stands now, from the snapshot that the server rendered on.
 *
 * @param follow false keeps it as it is, for what is out of sight. A newer snapshot (after a refresh) is taken in too.
 */
export function useLiveAuction(snapshot: PublicAuctionState, follow = true): UsedAuction {
  const { house } = useLiveContext();
  // The store of an id is made once; later snapshots go through `adopt`, which knows older from newer.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const store = useMemo(() => house.auction(snapshot), [house, snapshot.id]);
  const initial = useMemo(
    (): LiveAuction => ({ state: snapshot, pending: null, watching: null }),
    [snapshot],
  );
  const live = useSyncExternalStore(store.subscribe, store.get, () => initial);

  useEffect(() => {
    store.adopt(snapshot);
  }, [store, snapshot]);
  useEffect(() => (follow ? house.follow(store) : undefined), [house, store, follow]);

  return { ...live, store };
}

/** How this tab learns of changes. */
export function useLink(): LinkStatus {
  const { house } = useLiveContext();
  return useSyncExternalStore(house.onLinkChange, house.link, () => 'reaching');
}

'use client';

import { useEffect, useState, useSyncExternalStore, type RefCallback } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';
import { createAuctionList, type ListedStates } from '#lib/realtime/client/auction-list';
import { useLiveContext } from '#lib/realtime/client/context';

export interface LiveAuctions {
  /** How an auction of the list stands now. */
  readonly stateOf: (snapshot: PublicAuctionState) => PublicAuctionState;
  /** The `ref` of the element that shows it: it is followed while that is on screen or about to be. */
  readonly placeOf: (id: AuctionId) => RefCallback<Element>;
}

const noStates: ListedStates = new Map();

/** Tells what comes into view and leaves it, by one observer for all. The places of one auction are always the same function. */
function createPlaces(hear: (id: AuctionId, isInView: boolean) => void): LiveAuctions['placeOf'] {
  const ids = new Map<Element, AuctionId>();
  const places = new Map<AuctionId, RefCallback<Element>>();
  let observer: IntersectionObserver | null = null;

  const look = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting } of entries) {
      const id = ids.get(target);
      if (id !== undefined) hear(id, isIntersecting);
    }
  };
  const makePlace =
    (id: AuctionId): RefCallback<Element> =>
    (element) => {
      if (element === null) return undefined;
      observer ??= new IntersectionObserver(look, { rootMargin: '200px' });
      ids.set(element, id);
      observer.observe(element);
      return () => {
        observer?.unobserve(element);
        ids.delete(element);
        hear(id, false);
      };
    };
  return (id) => {
    const place = places.get(id) ?? makePlace(id);
    places.set(id, place);
    return place;
  };
}

/**
 * The auctions of a list as they stand now, from the snapshots that the server rendered on. Those in view are followed, all on
 * the tab's one connection; the others stay as they were until they come into view, and are then read anew.
 */
export function useLiveAuctions(snapshots: readonly PublicAuctionState[]): LiveAuctions {
  const { house } = useLiveContext();
  const [list] = useState(() => createAuctionList(house));
  const [placeOf] = useState(() => createPlaces(list.hearInView));
  const states = useSyncExternalStore(list.subscribe, list.get, () => noStates);

  useEffect(() => list.show(snapshots), [list, snapshots]);
  useEffect(() => list.stop, [list]);

  return { stateOf: (snapshot) => states.get(snapshot.id) ?? snapshot, placeOf };
}

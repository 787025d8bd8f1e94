/**
 * What this tab knows of one auction. Invariants: an older version never replaces a newer one; the reader's own bid in
 * flight is kept beside the truth, never in it.
 */
import { applyLiveState, isSettledBy } from '#lib/auction/live-state';
import type { PendingBid, PublicAuctionState } from '#lib/auction/live-state';

export interface LiveAuction {
  readonly state: PublicAuctionState;
  /** The reader's own bid on its way; null when there is none. */
  readonly pending: PendingBid | null;
  /** How many screens listen; null while unknown. */
  readonly watching: number | null;
}

export interface AuctionStore {
  readonly get: () => LiveAuction;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes in a state from wherever. Answers whether something is missing in between. */
  adopt(incoming: PublicAuctionState): { readonly gap: boolean };
  setPending(pending: PendingBid | null): void;
  setWatching(watching: number): void;
}

/** @param reader the reader's username, by which their own bid is recognised; null while signed out. */
export function createAuctionStore(snapshot: PublicAuctionState, reader: string | null): AuctionStore {
  const listeners = new Set<() => void>();
  let current: LiveAuction = { state: snapshot, pending: null, watching: null };

  const change = (changes: Partial<LiveAuction>): void => {
    current = { ...current, ...changes };
    for (const listener of listeners) listener();
  };

  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    adopt: (incoming) => {
      const { state, gap } = applyLiveState(current.state, incoming);
      if (state === current.state) return { gap };
      const { pending } = current;
      const settled = pending !== null && reader !== null && isSettledBy(pending, state, reader);
      change({ state, pending: settled ? null : pending });
      return { gap };
    },
    setPending: (pending) => change({ pending }),
    setWatching: (watching) => change({ watching }),
  };
}

/**
 * The lots on which the reader was outbid while the tab was out of sight, for its title and icon to tell. Invariants: nothing
 * is missed any more once the tab is seen; a lot that the page knows to be led by the reader, or to be over, is not missed.
 */
import type { AuctionId } from '#lib/auction/types';

export interface Outbids {
  readonly count: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Somebody else leads. */
  readonly hearOutbid: (id: AuctionId) => void;
  /** What the page knows of a lot that it shows. `isSafe`: the reader leads, or bidding is over. */
  readonly hearStanding: (id: AuctionId, isSafe: boolean) => void;
  /** The page no longer shows the lot. */
  readonly forget: (id: AuctionId) => void;
  /** Bidding is over. */
  readonly hearOver: (id: AuctionId) => void;
  /** The tab came into sight. */
  readonly hearSeen: () => void;
}

/** @param isHidden whether the tab is out of sight now. */
export function createOutbids(isHidden: () => boolean): Outbids {
  const missed = new Set<AuctionId>();
  const safe = new Set<AuctionId>();
  const listeners = new Set<() => void>();

  const change = (act: () => void): void => {
    const before = missed.size;
    act();
    if (missed.size !== before) for (const listener of listeners) listener();
  };
  const hearOutbid = (id: AuctionId): void =>
    change(() => {
      if (isHidden() && !safe.has(id)) missed.add(id);
    });

  return {
    count: () => missed.size,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hearOutbid,
    hearStanding: (id, isSafe) => {
      if (isSafe) {
        safe.add(id);
        change(() => missed.delete(id));
      } else if (safe.delete(id)) hearOutbid(id);
    },
    forget: (id) => {
      safe.delete(id);
    },
    hearOver: (id) => change(() => missed.delete(id)),
    hearSeen: () => change(() => missed.clear()),
  };
}

/**
 * What this tab shows of one auction: the layers of lib/auction/pending-bid, kept for React. Every change goes through
 * that reducer, so events may come late, twice or out of order.
 */
import type { LiveEvent, PublicAuctionState } from '#lib/auction/live-state';
import {
  receiveAnswer,
  receiveEvent,
  receiveSnapshot,
  sendBid,
  type BidAnswer,
  type LiveAuction,
  type PendingBid,
} from '#lib/auction/pending-bid';
import type { AuctionId } from '#lib/auction/types';

export interface WatchedAuction extends LiveAuction {
  /** How many screens listen; null while unknown. */
  readonly watching: number | null;
}

export interface AuctionStore {
  readonly id: AuctionId;
  readonly get: () => WatchedAuction;
  /** When the house last told this state or a newer one, by the device's clock, however it was told. */
  readonly heardAt: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  /** Answers whether something is missing, so that the whole is to be fetched. */
  readonly hearEvent: (event: LiveEvent) => { readonly gap: boolean };
  readonly hearSnapshot: (snapshot: PublicAuctionState) => void;
  /** null: nobody tells any more. */
  readonly hearWatching: (watching: number | null) => void;
  readonly sendBid: (bid: Omit<PendingBid, 'seenSequence'>) => void;
  /** `null` when no answer came. Answers whether the whole is to be fetched. */
  readonly hearAnswer: (key: string, answer: BidAnswer | null) => { readonly gap: boolean };
}

export function createAuctionStore(snapshot: PublicAuctionState): AuctionStore {
  const listeners = new Set<() => void>();
  let current: WatchedAuction = { state: snapshot, pending: null, watching: null };

  let heardAt = Date.now();

  const confirm = ({ version }: PublicAuctionState): void => {
    if (version >= current.state.version) heardAt = Date.now();
  };
  const change = (next: Partial<WatchedAuction>): void => {
    current = { ...current, ...next };
    for (const listener of listeners) listener();
  };

  return {
    id: snapshot.id,
    get: () => current,
    heardAt: () => heardAt,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hearEvent: (event) => {
      confirm(event.state);
      const { auction, gap } = receiveEvent(current, event);
      change(auction);
      return { gap };
    },
    hearSnapshot: (arrived) => {
      confirm(arrived);
      change(receiveSnapshot(current, arrived));
    },
    hearWatching: (watching) => {
      if (watching !== current.watching) change({ watching });
    },
    sendBid: (bid) => change(sendBid(current, bid)),
    hearAnswer: (key, answer) => {
      const { auction, gap } = receiveAnswer(current, key, answer);
      change(auction);
      return { gap };
    },
  };
}

/**
 * What is durable: the auctions, their histories and the answers under idempotency keys. A transaction stages its changes and
 * writes them all or none; what a crash interrupts leaves no trace here.
 */
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, AuctionState, BidderId, HistoryRow, Refusal } from '#lib/auction/types';
import type { EngineRefusal } from '#lib/bidding/types';

export interface StoredLot {
  state: AuctionState;
  readonly history: HistoryRow[];
}

export type Answer =
  | {
      readonly accepted: true;
      readonly result: 'leading' | 'outbid' | null;
      /** The caller's own row; null for actions that leave none. */
      readonly row: HistoryRow | null;
      readonly state: PublicAuctionState;
    }
  | {
      readonly accepted: false;
      readonly refusal: Refusal | EngineRefusal;
      readonly state: PublicAuctionState | null;
    };

export interface Remembered {
  readonly auctionId: AuctionId;
  readonly requestHash: string;
  readonly answer: Answer;
}

export interface Store {
  readonly lots: Map<AuctionId, StoredLot>;
  readonly memories: Map<string, Remembered>;
  /** Locks held on each lot by transactions under way, those of a dying process included: the lifecycle passes them over. */
  readonly locks: Map<AuctionId, number>;
}

export const createStore = (): Store => ({ lots: new Map(), memories: new Map(), locks: new Map() });

/** Locks the lots. @returns what releases them. */
export function lock({ locks }: Store, ids: ReadonlySet<AuctionId>): () => void {
  const add = (more: number): void => {
    for (const id of ids) locks.set(id, (locks.get(id) ?? 0) + more);
  };
  add(1);
  return () => {
    add(-1);
    for (const id of ids) if (locks.get(id) === 0) locks.delete(id);
  };
}

export const memoryKey = (bidderId: BidderId, key: string): string => `${bidderId}/${key}`;

/** Everything that is kept of a lot that nobody will ask about again. */
export function forgetLot(store: Store, auctionId: AuctionId): void {
  store.lots.delete(auctionId);
  for (const [key, memory] of store.memories) if (memory.auctionId === auctionId) store.memories.delete(key);
}

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
  /** Lots locked by transactions under way, those of a dying process included: the lifecycle passes them over. */
  readonly locks: Set<AuctionId>;
}

export const createStore = (): Store => ({ lots: new Map(), memories: new Map(), locks: new Set() });

/** Waits until nobody holds any of the lots, and locks them all. @returns what releases them. */
export async function lock({ locks }: Store, ids: ReadonlySet<AuctionId>): Promise<() => void> {
  while (!ids.isDisjointFrom(locks)) await giveWay(1);
  for (const id of ids) locks.add(id);
  return () => {
    for (const id of ids) locks.delete(id);
  };
}

/** Lets whatever else is ready run first, some turns long. */
export async function giveWay(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}

export const memoryKey = (bidderId: BidderId, key: string): string => `${bidderId}/${key}`;

/** Everything that is kept of a lot that nobody will ask about again. */
export function forgetLot(store: Store, auctionId: AuctionId): void {
  store.lots.delete(auctionId);
  for (const [key, memory] of store.memories) if (memory.auctionId === auctionId) store.memories.delete(key);
}

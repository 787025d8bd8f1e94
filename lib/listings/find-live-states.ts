import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { readLiveStates } from '#lib/db/live-rows';

export interface LiveStates {
  /** PostgreSQL's clock, which decides whether a bid is in time; this machine's may be another. */
  readonly now: EpochMs;
  readonly states: readonly PublicAuctionState[];
}

/** The public states of those auctions that exist, and the time by which they are counted down. */
export async function findLiveStates(ids: readonly AuctionId[]): Promise<LiveStates> {
  const db = database();
  const [now, states] = await Promise.all([readClock(db), readLiveStates(db, ids)]);
  return { now, states: [...states.values()] };
}

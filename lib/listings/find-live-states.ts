import { toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, EpochMs } from '#lib/auction/types';
import { readAuctions, readClock } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { readLatestBids } from '#lib/db/history-rows';

export interface LiveStates {
  /** PostgreSQL's clock, which decides whether a bid is in time; this machine's may be another. */
  readonly now: EpochMs;
  readonly states: readonly PublicAuctionState[];
}

/** The public states of those auctions that exist, and the time by which they are counted down. */
export async function findLiveStates(ids: readonly AuctionId[]): Promise<LiveStates> {
  const db = database();
  const [now, auctions] = await Promise.all([readClock(db), readAuctions(db, ids)]);
  // Read after the states: a bid that came between is left out, and no state lacks a bid of its own.
  const latest = await readLatestBids(db, ids);
  const states = [...auctions.values()].map((state) => {
    const bids = latest.get(state.terms.auctionId) ?? [];
    return toPublicState(
      state,
      bids.filter(({ sequence }) => sequence <= state.lastSequence),
    );
  });
  return { now, states };
}

import { currentCaller } from '#lib/accounts/current-caller';
import type { AuctionId } from '#lib/auction/types';
import { findLotsBidOn, type LotSummary } from '#lib/listings/index';

/** Those of these lots that the reader has bid on. */
export async function lotsBidOn(lots: readonly LotSummary[]): Promise<ReadonlySet<AuctionId>> {
  const caller = await currentCaller();
  if (!caller) return new Set();
  return findLotsBidOn({ bidderId: caller.id, among: lots.map(({ state }) => state.id) });
}

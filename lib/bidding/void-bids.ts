import type { AuctionId, RecordedRow } from '#lib/auction/types';
import { submit } from '#lib/bidding/engine';
import type { ActionOutcome, VoidBidsRequest } from '#lib/bidding/types';
import { database } from '#lib/db/client';
import { readRecordedRows } from '#lib/db/history-rows';

/** Rows that are opened before the process comes to itself: some milliseconds. */
const stretch = 250;

/**
 * A long history takes a second to read and to open. Its rows never change, so that is done before the auction is locked, and
 * only what was added meanwhile is read under the lock.
 */
async function readEarlier(auctionId: AuctionId): Promise<readonly RecordedRow[]> {
  const earlier: RecordedRow[] = [];
  for (;;) {
    const rows = await readRecordedRows(database(), { auctionId, above: earlier.length, limit: stretch });
    earlier.push(...rows);
    if (rows.length < stretch) return earlier;
  }
}

/**
 * Voids all that one bidder has bid on a running auction: the price and the leader become what the bids that are left come to,
 * and who is concerned is told. Who may ask for that is the caller's concern.
 */
export async function voidBids(request: VoidBidsRequest): Promise<ActionOutcome> {
  const { auctionId, bidderId, ifVersion, alongside } = request;
  const earlier = await readEarlier(auctionId);
  return submit({ auctionId, action: { kind: 'void', bidderId, earlier }, ifVersion, alongside });
}

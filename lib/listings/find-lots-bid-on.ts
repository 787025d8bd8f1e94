import type { AuctionId, BidderId } from '#lib/auction/types';
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { database } from '#lib/db/client';

/** Those of these lots that the bidder has bid on, unless an administrator voided the bids and none was made since. */
export async function findLotsBidOn(request: {
  readonly bidderId: BidderId;
  readonly among: readonly AuctionId[];
}): Promise<ReadonlySet<AuctionId>> {
  const { bidderId, among } = request;
  if (among.length === 0) return new Set();
  const rows = await database().$queryRaw<{ id: number }[]>`
    SELECT lot.id FROM unnest(${[...among]}::int[]) AS lot(id)
    WHERE (SELECT b.kind FROM bids b WHERE b.auction_id = lot.id AND b.bidder_id = ${bidderId}::int
           ORDER BY b.sequence DESC LIMIT 1) <> 'void'`;
  return new Set(rows.map(({ id }) => toAuctionId(id)));
}

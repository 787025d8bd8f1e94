import type { AuctionId } from '#lib/auction/types';
import { openReserve } from '#lib/db/auction-secrets';
import { database } from '#lib/db/client';
import { findLot, newestOrder, toOrderSummary } from '#lib/listings/index';
import { listLotBidders } from '#lib/administration/list-lot-bidders';
import type { AdminLot } from '#lib/administration/types';

const shownBidders = 100;

/** One auction with what is hidden from others, or null when there is none of that number. */
export async function findAuctionForAdmin(id: AuctionId): Promise<AdminLot | null> {
  const [lot, bidders, row] = await Promise.all([
    findLot(id),
    listLotBidders(id, shownBidders),
    database().auction.findUnique({
      where: { id },
      select: { id: true, reserveSealed: true, orders: newestOrder },
    }),
  ]);
  if (!lot || !row) return null;
  const [order] = row.orders;
  return {
    lot,
    bidders,
    reservePrice: openReserve(row),
    order: order ? toOrderSummary(order) : null,
    buyerUsername: order?.buyer.username ?? null,
  };
}

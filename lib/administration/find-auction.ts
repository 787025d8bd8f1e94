import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { findLot, newestOrder, toOrderSummary } from '#lib/listings/index';
import type { AdminLot } from '#lib/administration/types';

/** One auction with what is hidden from others, or null when there is none of that number. */
export async function findAuctionForAdmin(id: AuctionId): Promise<AdminLot | null> {
  const [lot, row] = await Promise.all([
    findLot(id),
    database().auction.findUnique({
      where: { id },
      select: { reservePrice: true, orders: newestOrder },
    }),
  ]);
  if (!lot || !row) return null;
  const [order] = row.orders;
  return {
    lot,
    reservePrice: row.reservePrice === null ? null : cents(Number(row.reservePrice)),
    order: order ? toOrderSummary(order) : null,
    buyerUsername: order?.buyer.username ?? null,
  };
}

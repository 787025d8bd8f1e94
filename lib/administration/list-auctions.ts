import type { AuctionStatus } from '#lib/auction/types';
import { openReserve } from '#lib/db/auction-secrets';
import { database } from '#lib/db/client';
import { browseLots, newestOrder, toOrderSummary, type Page } from '#lib/listings/index';
import type { AdminAuction } from '#lib/administration/types';

/** Auctions for the desk: with a status the soonest to end first, otherwise the newest; with what is hidden from others. */
export async function listAuctionsForAdmin({
  status,
  ...filter
}: {
  readonly status?: AuctionStatus | undefined;
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}): Promise<Page<AdminAuction>> {
  const page = await browseLots({
    ...filter,
    statuses: status && [status],
    sort: status === 'active' ? 'ending_soon' : 'newest',
  });
  const rows = await database().auction.findMany({
    where: { id: { in: page.data.map(({ state }) => state.id) } },
    select: { id: true, reserveSealed: true, orders: newestOrder },
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const data = page.data.map((lot): AdminAuction => {
    const row = rowOf.get(lot.state.id);
    const order = row?.orders[0];
    return {
      lot,
      reservePrice: row ? openReserve(row) : null,
      order: order ? toOrderSummary(order) : null,
    };
  });
  return { data, nextCursor: page.nextCursor };
}

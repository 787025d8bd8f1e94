import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { BidderId, Cents } from '#lib/auction/types';
import { openReserve } from '#lib/db/auction-secrets';
import { database } from '#lib/db/client';
import { readSummaries } from '#lib/listings/lot-rows';
import { newestOffer, newestOrder, toOfferSummary, toOrderSummary } from '#lib/listings/read-reader-view';
import { isUnsold } from '#lib/listings/unsold';
import type { LotSummary, OfferSummary, OrderSummary } from '#lib/listings/types';

const shown = 200;

export interface MySale {
  readonly lot: LotSummary;
  readonly reservePrice: Cents | null;
  readonly order: OrderSummary | null;
  /** Who bought it, once it is won. */
  readonly buyerUsername: string | null;
  /** The newest, after the winner did not pay. */
  readonly offer: OfferSummary | null;
  readonly canRelist: boolean;
}

/** The seller's own lots, the newest first. */
export async function listMySales(sellerId: BidderId): Promise<readonly MySale[]> {
  const db = database();
  const rows = await db.auction.findMany({
    where: { sellerId },
    orderBy: { id: 'desc' },
    take: shown,
    select: {
      id: true,
      reserveSealed: true,
      orders: newestOrder,
      offers: newestOffer,
      relistedAs: { select: { id: true } },
    },
  });
  const lots = await readSummaries(
    db,
    rows.map(({ id }) => toAuctionId(id)),
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return lots.map((lot) => {
    const row = rowOf.get(lot.state.id);
    const order = row?.orders[0];
    const offer = row?.offers[0];
    return {
      lot,
      reservePrice: row ? openReserve(row) : null,
      order: order ? toOrderSummary(order) : null,
      buyerUsername: order?.buyer.username ?? null,
      offer: offer ? toOfferSummary(offer) : null,
      canRelist: !row?.relistedAs && isUnsold(lot.state, order?.status ?? null),
    };
  });
}

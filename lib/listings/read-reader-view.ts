import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { openLeaderMaximum, openReserve } from '#lib/db/auction-secrets';
import { database } from '#lib/db/client';
import type { Order, SecondChanceOffer } from '#lib/db/generated/client';
import { isUnsold } from '#lib/listings/unsold';
import { priceOfOrder, readChargeView, readOwnCard } from '#lib/payments/index';
import type { OfferSummary, OrderSummary, ReaderView } from '#lib/listings/types';

/** To read with an auction: its newest order, with its buyer's name. */
export const newestOrder = {
  orderBy: { id: 'desc' },
  take: 1,
  include: { buyer: { select: { username: true } } },
} as const;

export const toOrderSummary = (order: Order): OrderSummary => ({
  id: order.id,
  status: order.status,
  totalPrice: cents(Number(order.totalPrice)),
  price: priceOfOrder(order),
  dueAt: epochMs(order.dueAt.getTime()),
  paidAt: order.paidAt === null ? null : epochMs(order.paidAt.getTime()),
  receivedAt: order.receivedAt === null ? null : epochMs(order.receivedAt.getTime()),
});

/** To read with an auction: the newest offer of it, and whom it is made to. */
export const newestOffer = {
  orderBy: { id: 'desc' },
  take: 1,
  include: { bidder: { select: { username: true } } },
} as const;

export const toOfferSummary = (
  offer: SecondChanceOffer & { readonly bidder: { readonly username: string } },
): OfferSummary => ({
  bidderUsername: offer.bidder.username,
  price: cents(Number(offer.price)),
  status: offer.status,
  expiresAt: epochMs(offer.expiresAt.getTime()),
});

/** What this reader, and nobody else, may know of a lot. @throws Error for a lot that does not exist. */
export async function readReaderView({
  auctionId,
  readerId,
}: {
  readonly auctionId: AuctionId;
  readonly readerId: BidderId;
}): Promise<ReaderView> {
  const lot = await database().auction.findUniqueOrThrow({
    where: { id: auctionId },
    include: {
      orders: { where: { OR: [{ buyerId: readerId }, { auction: { sellerId: readerId } }] }, ...newestOrder },
      offers: {
        where: { OR: [{ bidderId: readerId }, { auction: { sellerId: readerId } }] },
        ...newestOffer,
      },
      relistedAs: { select: { id: true } },
      watches: { where: { bidderId: readerId }, take: 1 },
      bids: {
        where: { bidderId: readerId },
        orderBy: { sequence: 'desc' },
        take: 1,
        select: { kind: true },
      },
    },
  });
  const isSeller = lot.sellerId === readerId;
  const [order] = lot.orders;
  const [offer] = lot.offers;
  return {
    isSeller,
    isWatching: lot.watches.length > 0,
    hasCard: (await readOwnCard(readerId)) !== null,
    hasBid: lot.bids.some(({ kind }) => kind !== 'void'),
    ownMaximum: lot.leaderId === readerId ? openLeaderMaximum(lot) : null,
    reservePrice: isSeller ? openReserve(lot) : null,
    order: order ? toOrderSummary(order) : null,
    charge: order?.buyerId === readerId ? await readChargeView(order) : null,
    offer: offer ? toOfferSummary(offer) : null,
    canRelist: isSeller && lot.relistedAs === null && isUnsold(lot, order?.status ?? null),
    relistedAs: isSeller && lot.relistedAs ? toAuctionId(lot.relistedAs.id) : null,
  };
}

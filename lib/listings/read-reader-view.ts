import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, AuctionOutcome, BidderId } from '#lib/auction/types';
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

interface ViewRow {
  readonly id: number;
  readonly isSeller: boolean;
  readonly leads: boolean;
  readonly leaderMaximumSealed: string | null;
  readonly reserveSealed: string | null;
  readonly outcome: AuctionOutcome | null;
  readonly isWatching: boolean;
  readonly hasBid: boolean;
  readonly hasOrder: boolean;
  readonly hasOffer: boolean;
  readonly relistedAs: number | null;
}

interface Reading {
  readonly auctionId: AuctionId;
  readonly readerId: BidderId;
}

/** In one statement, as most readers have neither an order nor an offer, whose rows are only read where there are any. */
async function readViewRow({ auctionId, readerId }: Reading): Promise<ViewRow> {
  const [row] = await database().$queryRaw<ViewRow[]>`
    SELECT a.id, a.seller_id = me.id AS "isSeller", a.leader_id IS NOT DISTINCT FROM me.id AS leads,
      a.leader_maximum_sealed AS "leaderMaximumSealed", a.reserve_sealed AS "reserveSealed", a.outcome,
      EXISTS (SELECT FROM watches w WHERE w.auction_id = a.id AND w.bidder_id = me.id) AS "isWatching",
      coalesce((SELECT b.kind <> 'void' FROM bids b WHERE b.auction_id = a.id AND b.bidder_id = me.id
        ORDER BY b.sequence DESC LIMIT 1), false) AS "hasBid",
      EXISTS (SELECT FROM orders o WHERE o.auction_id = a.id AND me.id IN (o.buyer_id, a.seller_id)) AS "hasOrder",
      EXISTS (SELECT FROM second_chance_offers o WHERE o.auction_id = a.id AND me.id IN (o.bidder_id, a.seller_id)) AS "hasOffer",
      (SELECT r.id FROM auctions r WHERE r.relisted_from_id = a.id) AS "relistedAs"
    FROM auctions a, (SELECT ${readerId}::int AS id) AS me WHERE a.id = ${auctionId}::int`;
  if (!row) throw new Error(`there is no auction ${auctionId} to have a view of`);
  return row;
}

/** What this reader, and nobody else, may know of a lot. @throws Error for a lot that does not exist. */
export async function readReaderView({ auctionId, readerId }: Reading): Promise<ReaderView> {
  const db = database();
  const [lot, card] = await Promise.all([readViewRow({ auctionId, readerId }), readOwnCard(readerId)]);
  const { isSeller, relistedAs } = lot;
  const [order, offer] = await Promise.all([
    lot.hasOrder
      ? db.order.findFirst({
          where: { auctionId, ...(!isSeller && { buyerId: readerId }) },
          orderBy: { id: 'desc' },
        })
      : null,
    lot.hasOffer
      ? db.secondChanceOffer.findFirst({
          where: { auctionId, ...(!isSeller && { bidderId: readerId }) },
          orderBy: { id: 'desc' },
          include: { bidder: { select: { username: true } } },
        })
      : null,
  ]);
  return {
    isSeller,
    isWatching: lot.isWatching,
    hasCard: card !== null,
    hasBid: lot.hasBid,
    ownMaximum: lot.leads ? openLeaderMaximum(lot) : null,
    reservePrice: isSeller ? openReserve(lot) : null,
    order: order && toOrderSummary(order),
    charge: order?.buyerId === readerId ? await readChargeView(order) : null,
    offer: offer && toOfferSummary(offer),
    canRelist: isSeller && relistedAs === null && isUnsold(lot, order?.status ?? null),
    relistedAs: isSeller && relistedAs !== null ? toAuctionId(relistedAs) : null,
  };
}

import { epochMs, formatInstant } from '#lib/auction/instants';
import type { AuctionId, AuctionState, BidderId, Cents, EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import type { NewNotice } from '#lib/notifications/index';
import { totalFor } from '#lib/payments/pricing/total-for';
import { environment } from '#lib/platform/env';

interface NewOrder {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  readonly buyerId: BidderId;
  readonly buyerUsername: string;
  readonly currency: string;
  readonly hammerPrice: Cents;
  readonly totalPrice: Cents;
}

function toOrder({ terms, leader, currentPrice }: AuctionState): NewOrder {
  if (!leader) throw new Error(`auction ${terms.auctionId} was won by nobody`);
  return {
    auctionId: terms.auctionId,
    sellerId: terms.sellerId,
    buyerId: leader.bidderId,
    buyerUsername: leader.username,
    currency: terms.currency,
    hammerPrice: currentPrice,
    totalPrice: totalFor(currentPrice),
  };
}

const noticesOf = (order: NewOrder, dueAt: EpochMs): NewNotice[] => {
  const { auctionId, currency } = order;
  return [
    {
      bidderId: order.buyerId,
      auctionId,
      notice: { kind: 'won', totalPrice: order.totalPrice, currency, dueAt },
    },
    {
      bidderId: order.sellerId,
      auctionId,
      notice: { kind: 'sold', price: order.hammerPrice, currency, buyerUsername: order.buyerUsername, dueAt },
    },
  ];
};

/**
 * Creates what the winners owe, in the transaction that made these auctions `won`, while it holds their locks. An auction that
 * has its order already is passed over.
 *
 * @returns what the buyer and the seller of each new order are to be told.
 * @throws Error for an auction without a leader.
 */
export async function createOrders(
  tx: Queryable,
  wonAuctions: readonly AuctionState[],
): Promise<readonly NewNotice[]> {
  if (wonAuctions.length === 0) return [];
  const orders = wonAuctions.map(toOrder);
  const dueAt = epochMs((await readClock(tx)) + environment().paymentWindowSeconds * 1000);
  const created = await tx.$queryRaw<{ auction_id: number }[]>`
    INSERT INTO orders (auction_id, buyer_id, currency, hammer_price, total_price, due_at)
    SELECT u.auction_id, u.buyer_id, u.currency, u.hammer_price, u.total_price, ${formatInstant(dueAt)}::timestamptz
    FROM unnest(
      ${orders.map(({ auctionId }) => auctionId)}::int[], ${orders.map(({ buyerId }) => buyerId)}::int[],
      ${orders.map(({ currency }) => currency)}::text[], ${orders.map(({ hammerPrice }) => hammerPrice)}::bigint[],
      ${orders.map(({ totalPrice }) => totalPrice)}::bigint[]
    ) AS u(auction_id, buyer_id, currency, hammer_price, total_price)
    ON CONFLICT (auction_id) WHERE status IN ('pending', 'paid') DO NOTHING
    RETURNING auction_id`;
  const createdIds = new Set(created.map(({ auction_id: id }) => id));
  return orders
    .filter(({ auctionId }) => createdIds.has(auctionId))
    .flatMap((order) => noticesOf(order, dueAt));
}

import { epochMs, formatInstant } from '#lib/auction/instants';
import type { AuctionId, AuctionState, BidderId, Cents, EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import type { NewNotice } from '#lib/notifications/index';
import { totalFor } from '#lib/payments/pricing/total-for';
import { environment } from '#lib/platform/env';

/** A lot that somebody is to pay for. */
export interface Sale {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  readonly buyerId: BidderId;
  readonly buyerUsername: string;
  readonly origin: 'won' | 'second_chance';
  readonly currency: string;
  readonly hammerPrice: Cents;
}

interface NewOrder extends Sale {
  readonly totalPrice: Cents;
}

function toSale({ terms, leader, currentPrice }: AuctionState): Sale {
  if (!leader) throw new Error(`auction ${terms.auctionId} was won by nobody`);
  return {
    auctionId: terms.auctionId,
    sellerId: terms.sellerId,
    buyerId: leader.bidderId,
    buyerUsername: leader.username,
    origin: 'won',
    currency: terms.currency,
    hammerPrice: currentPrice,
  };
}

const toOrder = (sale: Sale): NewOrder => ({ ...sale, totalPrice: totalFor(sale.hammerPrice) });

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

export interface CreatedOrder {
  readonly id: number;
  readonly auctionId: AuctionId;
  /** What the buyer and the seller are to be told. */
  readonly notices: readonly NewNotice[];
}

/**
 * Creates what is owed for these sales, while the caller holds their auctions' locks. One whose auction has an order that is open
 * or paid already is passed over.
 */
export async function createOrdersFor(
  tx: Queryable,
  sales: readonly Sale[],
): Promise<readonly CreatedOrder[]> {
  if (sales.length === 0) return [];
  const orders = sales.map(toOrder);
  const dueAt = epochMs((await readClock(tx)) + environment().paymentWindowSeconds * 1000);
  const created = await tx.$queryRaw<{ id: number; auction_id: number }[]>`
    INSERT INTO orders (auction_id, buyer_id, origin, currency, hammer_price, total_price, due_at)
    SELECT u.auction_id, u.buyer_id, u.origin::order_origin, u.currency, u.hammer_price, u.total_price, ${formatInstant(dueAt)}::timestamptz
    FROM unnest(
      ${orders.map(({ auctionId }) => auctionId)}::int[], ${orders.map(({ buyerId }) => buyerId)}::int[],
      ${orders.map(({ origin }) => origin)}::text[],
      ${orders.map(({ currency }) => currency)}::text[], ${orders.map(({ hammerPrice }) => hammerPrice)}::bigint[],
      ${orders.map(({ totalPrice }) => totalPrice)}::bigint[]
    ) AS u(auction_id, buyer_id, origin, currency, hammer_price, total_price)
    ON CONFLICT (auction_id) WHERE status IN ('pending', 'paid') DO NOTHING
    RETURNING id, auction_id`;
  const idOf = new Map(created.map((row) => [row.auction_id, row.id]));
  return orders.flatMap((order) => {
    const id = idOf.get(order.auctionId);
    return id === undefined ? [] : [{ id, auctionId: order.auctionId, notices: noticesOf(order, dueAt) }];
  });
}

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
  const created = await createOrdersFor(tx, wonAuctions.map(toSale));
  return created.flatMap(({ notices }) => notices);
}

import type { DueState } from '#lib/auction/closing';
import { epochMs } from '#lib/auction/instants';
import type { AuctionId, BidderId, Cents, EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { NewNotice } from '#lib/notifications/index';
import { readCardPayers, type CardPayer } from '#lib/payments/cards/card-payers';
import {
  priceBreakdown,
  sellerProceeds,
  type PriceBreakdown,
  type SaleTerms,
} from '#lib/payments/pricing/price-breakdown';
import { readSaleTerms } from '#lib/payments/terms/sale-terms';
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

interface NewOrder extends Sale, PriceBreakdown {
  readonly commission: Cents;
  /** Whether the buyer's saved card is charged at once. */
  readonly byCard: boolean;
}

function toSale({ terms, leader, currentPrice }: DueState): Sale {
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

function toOrder(sale: Sale, terms: SaleTerms | undefined, payer: CardPayer | undefined): NewOrder {
  const { auctionId, hammerPrice } = sale;
  if (!terms) throw new Error(`auction ${auctionId} has no terms of sale`);
  const { commission } = sellerProceeds(hammerPrice, terms);
  const price = priceBreakdown(hammerPrice, terms);
  const byCard = payer !== undefined && (price.shippingPrice === null || payer.hasAddress);
  return { ...sale, ...price, commission, byCard };
}

interface InsertedOrder {
  readonly id: number;
  readonly dueAt: EpochMs;
}

const noticesOf = (order: NewOrder, { id: orderId, dueAt }: InsertedOrder): NewNotice[] => {
  const { auctionId, currency } = order;
  return [
    {
      bidderId: order.buyerId,
      auctionId,
      notice: {
        kind: 'won',
        orderId,
        totalPrice: order.totalPrice,
        currency,
        dueAt,
        ...(order.byCard && { byCard: true }),
      },
    },
    {
      bidderId: order.sellerId,
      auctionId,
      notice: {
        kind: 'sold',
        orderId,
        price: order.hammerPrice,
        currency,
        buyerUsername: order.buyerUsername,
        dueAt,
      },
    },
  ];
};

export interface CreatedOrder {
  readonly id: number;
  readonly auctionId: AuctionId;
  /** What the buyer and the seller are to be told. */
  readonly notices: readonly NewNotice[];
}

/** @returns the orders that this wrote, all in one statement and due at the same moment, by their auctions. */
async function insertOrders(
  tx: Queryable,
  orders: readonly NewOrder[],
): Promise<ReadonlyMap<number, InsertedOrder>> {
  const { paymentWindowSeconds } = environment();
  const created = await tx.$queryRaw<{ id: number; auction_id: number; due_at: number }[]>`
    INSERT INTO orders (origin, auction_id, buyer_id, currency, hammer_price, buyers_premium, shipping_price, tax, total_price,
      commission, due_at)
    SELECT u.origin::order_origin, u.auction_id, u.buyer_id, u.currency, u.hammer_price, u.buyers_premium, u.shipping_price,
      u.tax, u.total_price, u.commission,
      (SELECT date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${paymentWindowSeconds}))
    FROM unnest(
      ${orders.map(({ origin }) => origin)}::text[], ${orders.map(({ auctionId }) => auctionId)}::int[],
      ${orders.map(({ buyerId }) => buyerId)}::int[], ${orders.map(({ currency }) => currency)}::text[],
      ${orders.map(({ hammerPrice }) => hammerPrice)}::bigint[],
      ${orders.map(({ buyersPremium }) => buyersPremium)}::bigint[],
      ${orders.map(({ shippingPrice }) => shippingPrice)}::bigint[], ${orders.map(({ tax }) => tax)}::bigint[],
      ${orders.map(({ totalPrice }) => totalPrice)}::bigint[], ${orders.map(({ commission }) => commission)}::bigint[]
    ) AS u(origin, auction_id, buyer_id, currency, hammer_price, buyers_premium, shipping_price, tax, total_price, commission)
    ON CONFLICT (auction_id) WHERE status IN ('pending', 'paid') DO NOTHING
    RETURNING id, auction_id, (extract(epoch FROM due_at) * 1000)::float8 AS due_at`;
  return new Map(created.map((row) => [row.auction_id, { id: row.id, dueAt: epochMs(row.due_at) }]));
}

/**
 * Creates what is owed for these sales, while the caller holds their auctions' locks: each priced by the terms that its lot was
 * listed on. One whose auction has an order that is open or paid already is passed over.
 */
export async function createOrdersFor(
  tx: Queryable,
  sales: readonly Sale[],
): Promise<readonly CreatedOrder[]> {
  if (sales.length === 0) return [];
  const terms = await readSaleTerms(
    tx,
    sales.map(({ auctionId }) => auctionId),
  );
  const payers = await readCardPayers(
    tx,
    sales.map(({ buyerId }) => buyerId),
  );
  const orders = sales.map((sale) => toOrder(sale, terms.get(sale.auctionId), payers.get(sale.buyerId)));
  const inserted = await insertOrders(tx, orders);
  return orders.flatMap((order) => {
    const { auctionId } = order;
    const created = inserted.get(auctionId);
    return created ? [{ id: created.id, auctionId, notices: noticesOf(order, created) }] : [];
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
  wonAuctions: readonly DueState[],
): Promise<readonly NewNotice[]> {
  const created = await createOrdersFor(tx, wonAuctions.map(toSale));
  return created.flatMap(({ notices }) => notices);
}

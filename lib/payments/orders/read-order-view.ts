import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { BidderId, Cents } from '#lib/auction/types';
import { centsOrNull } from '#lib/db/amounts';
import { database } from '#lib/db/client';
import type { Order } from '#lib/db/generated/client';
import { findAddress, openOrderAddress } from '#lib/payments/addresses/address-rows';
import type { DeliveryAddress } from '#lib/payments/addresses/delivery-address';
import { readChargeView } from '#lib/payments/cards/read-charge-view';
import { sharesOf } from '#lib/payments/ledger/shares';
import { takenFrom } from '#lib/payments/payouts/payout';
import type { PriceBreakdown, SellerProceeds } from '#lib/payments/pricing/price-breakdown';
import type { OrderView } from '#lib/payments/types';

interface Reading {
  readonly orderId: number;
  readonly readerId: BidderId;
}

const isSettled = ({ status }: Order): boolean => status === 'paid' || status === 'refunded';

async function addressFor(order: Order, readerId: BidderId): Promise<DeliveryAddress | null> {
  if (order.shippingPrice === null) return null;
  const isBuyer = order.buyerId === readerId;
  if (isSettled(order)) return isBuyer || order.status === 'paid' ? openOrderAddress(order) : null;
  return isBuyer && order.status === 'pending' ? findAddress(database(), readerId) : null;
}

/** What an order's total is made of. */
export const priceOfOrder = (order: Order): PriceBreakdown => ({
  hammerPrice: cents(Number(order.hammerPrice)),
  buyersPremium: cents(Number(order.buyersPremium)),
  shippingPrice: centsOrNull(order.shippingPrice),
  tax: cents(Number(order.tax)),
  totalPrice: cents(Number(order.totalPrice)),
});

interface Sold {
  readonly amount: bigint;
  readonly reversedAmount: bigint;
}

const takenBackOf = (order: Order, payout: Sold): Cents =>
  takenFrom(proceedsOf(order).proceeds, {
    amount: cents(Number(payout.amount)),
    reversedAmount: cents(Number(payout.reversedAmount)),
  });

function proceedsOf(order: Order): SellerProceeds {
  const commission = cents(Number(order.commission));
  return { commission, proceeds: sharesOf({ ...priceOfOrder(order), commission }).seller };
}

/** @returns null for everybody but the buyer and the seller, and where there is no such order: nobody can tell which. */
export async function readOrderView({ orderId, readerId }: Reading): Promise<OrderView | null> {
  const order = await database().order.findFirst({
    where: { id: orderId, OR: [{ buyerId: readerId }, { auction: { sellerId: readerId } }] },
    include: {
      buyer: { select: { username: true } },
      auction: { select: { seller: { select: { username: true } } } },
      payout: { select: { amount: true, reversedAmount: true } },
    },
  });
  if (!order) return null;
  const role = order.buyerId === readerId ? 'buyer' : 'seller';
  return {
    id: order.id,
    role,
    auctionId: toAuctionId(order.auctionId),
    buyerUsername: order.buyer.username,
    sellerUsername: order.auction.seller.username,
    origin: order.origin,
    currency: order.currency,
    price: priceOfOrder(order),
    proceeds: role === 'seller' ? proceedsOf(order) : null,
    takenBack: role === 'seller' && order.payout ? takenBackOf(order, order.payout) : cents(0),
    status: order.status,
    dueAt: epochMs(order.dueAt.getTime()),
    paidAt: order.paidAt && epochMs(order.paidAt.getTime()),
    receivedAt: order.receivedAt && epochMs(order.receivedAt.getTime()),
    refundedPrice: cents(Number(order.refundedPrice)),
    charge: role === 'buyer' ? await readChargeView(order) : null,
    address: await addressFor(order, readerId),
  };
}

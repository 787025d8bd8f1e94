import { bidderId as toBidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import type { BidderId, Cents } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { NewNotice } from '#lib/notifications/index';
import type { OrderRecord } from '#lib/payments/orders/order-rows';
import type { Stray } from '#lib/payments/refunds/stray-rows';
import { log } from '#lib/platform/log';

/** Whoever asked for a refund sees to one that failed; where nobody did, every administrator hears of it. */
async function findThoseInCharge(tx: Queryable, requestedBy: BidderId | null): Promise<readonly BidderId[]> {
  if (requestedBy !== null) return [requestedBy];
  const rows = await tx.bidder.findMany({ where: { role: 'administrator' }, select: { id: true } });
  return rows.map(({ id }) => toBidderId(id));
}

export interface FailedRefund {
  readonly order: OrderRecord;
  readonly amount: Cents;
  /** The administrator; null where nobody of the house asked for it. */
  readonly requestedBy: BidderId | null;
  /** Of one that was said to have succeeded: the seller's share of it, and what they were paid too little. */
  readonly returned: { readonly share: Cents; readonly owedToSeller: Cents } | null;
}

/** Whom to tell of a refund that did not reach its buyer, and what: those in charge, and whoever had heard that it succeeded. */
export async function tellOfFailure(tx: Queryable, failed: FailedRefund): Promise<readonly NewNotice[]> {
  const { order, amount, requestedBy, returned } = failed;
  const { id: orderId, auctionId, currency } = order;
  const owedToSeller = returned?.owedToSeller ?? cents(0);
  if (owedToSeller > 0)
    log().error(
      { event: 'seller_to_be_paid', orderId, amount: owedToSeller },
      'a refund failed after the seller had been paid without it: the seller is owed the difference',
    );
  const notice = { kind: 'refund_failed', of: 'order', orderId, amount, owedToSeller, currency } as const;
  const inCharge = await findThoseInCharge(tx, requestedBy);
  const toHouse = inCharge.map((bidderId) => ({ bidderId, auctionId, notice }));
  if (!returned) return toHouse;
  const news = { kind: 'refund_returned', orderId, amount, currency } as const;
  return [
    ...toHouse,
    { bidderId: order.buyerId, auctionId, notice: { ...news, to: 'buyer', share: amount } },
    { bidderId: order.sellerId, auctionId, notice: { ...news, to: 'seller', share: returned.share } },
  ];
}

/** The same of a payment that settled nothing, which is the buyer's alone. */
export async function tellOfStrayFailure(
  tx: Queryable,
  failed: { readonly order: OrderRecord; readonly stray: Stray; readonly wasReturned: boolean },
): Promise<readonly NewNotice[]> {
  const { order, stray, wasReturned } = failed;
  const { id: orderId, auctionId, buyerId } = order;
  const { amount, currency } = stray;
  const owedToSeller = cents(0);
  const notice = { kind: 'refund_failed', of: 'stray', orderId, amount, owedToSeller, currency } as const;
  const inCharge = await findThoseInCharge(tx, null);
  const toHouse = inCharge.map((bidderId) => ({ bidderId, auctionId, notice }));
  const news = { kind: 'refund_returned', orderId, to: 'buyer', amount, share: amount, currency } as const;
  return wasReturned ? [...toHouse, { bidderId: buyerId, auctionId, notice: news }] : toHouse;
}

import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { BookedOrder } from '#lib/payments/ledger/bookings';
import { sharesOf, type OrderPrices } from '#lib/payments/ledger/shares';
import { environment } from '#lib/platform/env';

/**
 * Sets aside what the seller is to get of a paid order, in the transaction of its payment: it is held until the buyer confirms
 * receipt or the holding time has passed. Of an order whose hammer price is all commission there is nothing to hold.
 */
export async function holdProceeds(
  tx: Queryable,
  order: BookedOrder & OrderPrices,
  paidAt: EpochMs,
): Promise<void> {
  const { seller: amount } = sharesOf(order);
  await tx.payout.create({
    data: {
      orderId: order.id,
      sellerId: order.sellerId,
      currency: order.currency,
      amount,
      status: amount === 0 ? 'cancelled' : 'held',
      releaseAt: new Date(epochMs(paidAt + environment().payoutHoldSeconds * 1000)),
    },
  });
}

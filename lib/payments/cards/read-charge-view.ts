import { bidderId } from '#lib/auction/identifiers';
import { failureToTell, isChargeUnderWay } from '#lib/payments/cards/charge';
import { readOwnCard } from '#lib/payments/cards/read-card';
import type { ChargeView } from '#lib/payments/types';
import type { Order } from '#lib/db/generated/client';

/** What the buyer of an order is told of the charge of their saved card; null where there is none to tell of. */
export async function readChargeView(order: Order): Promise<ChargeView | null> {
  if (order.status !== 'pending') return null;
  if (order.chargeFailure !== null) {
    const state = failureToTell(order.chargeFailure);
    return state && { state };
  }
  const isUntried = order.chargeAttempts === 0 && order.checkoutAttempts === 0;
  if (!isUntried && !isChargeUnderWay(order)) return null;
  const card = await readOwnCard(bidderId(order.buyerId));
  return card && { state: 'coming', card };
}

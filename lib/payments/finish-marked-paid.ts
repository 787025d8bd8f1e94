import { endCheckoutSession } from '#lib/payments/checkout-session';
import type { OrderRecord } from '#lib/payments/order-rows';
import { announceSettlement, type Settlement } from '#lib/payments/settlement';
import { log } from '#lib/platform/log';

/** What follows once an order marked as paid is committed. */
export interface MarkedPaid {
  readonly order: OrderRecord;
  readonly settlement: Settlement;
}

async function endCheckout(sessionId: string): Promise<void> {
  try {
    await endCheckoutSession(sessionId);
  } catch (error) {
    log().warn(
      { err: error, sessionId },
      'the checkout of a paid order could not be ended; a payment through it will be reported',
    );
  }
}

/**
 * After the commit of `markOrderPaid`: tells everybody, and ends the checkout that the buyer may still have open, so that nobody
 * pays twice. If Stripe cannot be reached a second payment is still possible, and the webhook reports it as one to refund.
 */
export async function finishMarkedPaid({ order, settlement }: MarkedPaid): Promise<void> {
  announceSettlement(settlement);
  if (order.checkoutSessionId !== null) await endCheckout(order.checkoutSessionId);
}

import type { Queryable } from '#lib/db/client';
import type { CheckoutSession } from '#lib/payments/stripe/checkout-session';
import { settleOrder, type Payment, type SettleOutcome } from '#lib/payments/orders/settle-order';
import type { Settlement } from '#lib/payments/orders/settlement';
import { fromStripeAmount } from '#lib/payments/stripe/amount';
import { log } from '#lib/platform/log';

const intentIdOf = ({ payment_intent: intent }: CheckoutSession): string | null =>
  typeof intent === 'string' ? intent : (intent?.id ?? null);

/** What was paid through a session, or null when nothing was. */
function paymentOf(session: CheckoutSession): Payment | null {
  const { payment_status: paymentStatus, amount_total: amount, currency: code } = session;
  if (session.mode !== 'payment' || paymentStatus !== 'paid' || amount === null || code === null) return null;
  const currency = code.toUpperCase();
  return {
    through: 'stripe',
    received: { amount: fromStripeAmount({ amount, currency }), currency },
    paymentIntentId: intentIdOf(session),
  };
}

/** A refused payment is somebody's money: unless it is the one we already know, a person has to look and give it back. */
function reportRefusal(session: CheckoutSession, { order, refusal }: Refused): void {
  const payment = {
    checkoutSessionId: session.id,
    paymentIntentId: intentIdOf(session),
    receivedAmount: session.amount_total,
    receivedCurrency: session.currency,
  };
  if (order === null) {
    log().warn({ event: 'payment_not_ours', ...payment }, 'a payment belongs to no order of this house');
    return;
  }
  if (refusal.code === 'already_paid' && order.paymentIntentId === payment.paymentIntentId) return;
  const { id: orderId, auctionId, status: orderStatus, totalPrice: expectedAmount } = order;
  log().error(
    {
      event: 'payment_to_refund',
      reason: refusal.code,
      orderId,
      auctionId,
      orderStatus,
      expectedAmount,
      ...payment,
    },
    'a payment arrived that settles no order: it has to be refunded',
  );
}

type Refused = Extract<SettleOutcome, { accepted: false }>;

/**
 * Settles the order that a session, as just read from Stripe, was paid for. An order knows the one session that its buyer was
 * ever sent to while it could be paid, so it is found by that: the house may share its Stripe account with others. A session
 * that is not paid changes nothing; a payment that its order does not accept is logged as one to refund.
 *
 * @returns what to announce after the commit, or null when nothing changed.
 */
export async function settleSession(tx: Queryable, session: CheckoutSession): Promise<Settlement | null> {
  const payment = paymentOf(session);
  if (!payment) return null;
  const outcome = await settleOrder(tx, { key: { checkoutSessionId: session.id }, payment });
  if (outcome.accepted) return outcome.settlement;
  reportRefusal(session, outcome);
  return null;
}

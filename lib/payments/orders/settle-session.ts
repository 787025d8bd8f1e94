import type { Queryable } from '#lib/db/client';
import type { Payment } from '#lib/payments/orders/settle-order';
import { settlePayment } from '#lib/payments/orders/settle-payment';
import type { Settlement } from '#lib/payments/orders/settlement';
import { fromStripeAmount } from '#lib/payments/stripe/amount';
import { idOf } from '#lib/payments/stripe/object-id';
import type { CheckoutSession } from '#lib/payments/stripe/checkout-session';

/** What was paid through a session, or null when nothing was. */
function paymentOf(session: CheckoutSession): Payment | null {
  const { payment_status: paymentStatus, amount_total: amount, currency: code } = session;
  if (session.mode !== 'payment' || paymentStatus !== 'paid' || amount === null || code === null) return null;
  const currency = code.toUpperCase();
  return {
    through: 'stripe',
    received: { amount: fromStripeAmount({ amount, currency }), currency },
    paymentIntentId: idOf(session.payment_intent),
  };
}

/**
 * Settles the order that a session, as just read from Stripe, was paid for. An order knows the one session that its buyer was
 * ever sent to while it could be paid, so it is found by that: the house may share its Stripe account with others. A session
 * that is not paid changes nothing; a payment that its order does not accept goes back.
 *
 * @returns what to announce after the commit, or null when nothing changed.
 */
export async function settleSession(tx: Queryable, session: CheckoutSession): Promise<Settlement | null> {
  const payment = paymentOf(session);
  return payment && settlePayment(tx, { key: { checkoutSessionId: session.id }, payment });
}

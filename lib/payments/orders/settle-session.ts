import type { Queryable } from '#lib/db/client';
import type { CheckoutSession } from '#lib/payments/stripe/checkout-session';
import { settleOrder, type Payment, type SettleOutcome } from '#lib/payments/orders/settle-order';
import type { Settlement } from '#lib/payments/orders/settlement';
import { recordStray } from '#lib/payments/refunds/record-stray';
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

/** A refused payment is somebody's money: unless it is the one that we already know, it goes back. */
async function takeStray(tx: Queryable, session: CheckoutSession, stray: Stray): Promise<void> {
  const { order, refusal, payment } = stray;
  const { paymentIntentId, received } = payment;
  if (order === null) {
    log().warn(
      { event: 'payment_not_ours', checkoutSessionId: session.id, paymentIntentId },
      'a payment belongs to no order of this house',
    );
    return;
  }
  if (refusal.code === 'already_paid' && order.paymentIntentId === paymentIntentId) return;
  if (paymentIntentId === null || received === null)
    throw new Error(`session ${session.id} was paid without a payment`);
  await recordStray(tx, { order, paymentIntentId, received, reason: refusal.code });
}

type Stray = Extract<SettleOutcome, { accepted: false }> & { readonly payment: Payment };

/**
 * Settles the order that a session, as just read from Stripe, was paid for. An order knows the one session that its buyer was
 * ever sent to while it could be paid, so it is found by that: the house may share its Stripe account with others. A session
 * that is not paid changes nothing; a payment that its order does not accept goes back.
 *
 * @returns what to announce after the commit, or null when nothing changed.
 */
export async function settleSession(tx: Queryable, session: CheckoutSession): Promise<Settlement | null> {
  const payment = paymentOf(session);
  if (!payment) return null;
  const outcome = await settleOrder(tx, { key: { checkoutSessionId: session.id }, payment });
  if (outcome.accepted) return outcome.settlement;
  await takeStray(tx, session, { ...outcome, payment });
  return null;
}

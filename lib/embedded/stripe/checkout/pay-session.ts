import type { CheckoutSession, CheckoutSessionFacts } from '#lib/embedded/stripe/objects/checkout-session';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import { confirmPayment, type PaymentOutcome } from '#lib/embedded/stripe/payments/confirm-payment';
import { createPaymentIntent } from '#lib/embedded/stripe/payments/create-payment-intent';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Returns the session's payment, made on the first attempt and used again for the next. */
function paymentOf(scope: Scope, session: CheckoutSession, facts: CheckoutSessionFacts): PaymentIntent {
  if (session.payment_intent !== null) return scope.get('payment_intent', session.payment_intent);
  if (session.amount_total === null || session.currency === null)
    throw new Error('a session in payment mode has an amount and a currency');
  return createPaymentIntent(scope, {
    ...facts.payment,
    amount: session.amount_total,
    currency: session.currency,
    customer: session.customer,
    allowed_payment_method_types: session.allowed_payment_method_types,
    automatic_payment_methods: null,
    confirmation_method: 'automatic',
    payment_method: null,
    checkoutSession: session.id,
  });
}

/** Tries to pay a session, whose payer is known by now. */
export function paySession(scope: Scope, session: CheckoutSession, method: PaymentMethod): PaymentOutcome {
  const { facts } = scope.load('checkout.session', session.id);
  const intent = paymentOf(scope, session, facts);
  scope.update<'checkout.session'>({ ...session, payment_intent: intent.id });
  return confirmPayment(scope, intent, {
    method: method.id,
    isOffSession: false,
    isAuthenticated: false,
    returnUrl: session.url,
  });
}

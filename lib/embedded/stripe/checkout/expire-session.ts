import type { CheckoutSession } from '#lib/embedded/stripe/objects/checkout-session';
import { cancelIntent } from '#lib/embedded/stripe/payments/cancel-payment';
import { cancelSetup } from '#lib/embedded/stripe/payments/setup-intents';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Closes an open session for good; what was begun on it is cancelled. */
export function expireSession(scope: Scope, session: CheckoutSession): CheckoutSession {
  if (session.payment_intent !== null)
    cancelIntent(scope, scope.get('payment_intent', session.payment_intent), null);
  if (session.setup_intent !== null)
    cancelSetup(scope, scope.get('setup_intent', session.setup_intent), null);
  const expired = scope.update<'checkout.session'>({ ...session, status: 'expired', url: null });
  scope.emit('checkout.session.expired', expired);
  return expired;
}

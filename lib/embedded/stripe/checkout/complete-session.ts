import type { CheckoutSession } from '#lib/embedded/stripe/objects/checkout-session';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { SetupIntent } from '#lib/embedded/stripe/objects/setup-intent';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Money that is only held until it is captured leaves a session unpaid. */
const paymentStatus = (intent: PaymentIntent | SetupIntent): CheckoutSession['payment_status'] => {
  if (intent.object === 'setup_intent') return 'no_payment_required';
  return intent.status === 'succeeded' ? 'paid' : 'unpaid';
};

/** Closes a session whose payment or setup is done, and announces it. */
export function completeSession(
  scope: Scope,
  session: CheckoutSession,
  intent: PaymentIntent | SetupIntent,
): CheckoutSession {
  const complete = scope.update<'checkout.session'>({
    ...session,
    status: 'complete',
    payment_status: paymentStatus(intent),
    url: null,
  });
  scope.emit('checkout.session.completed', complete);
  return complete;
}

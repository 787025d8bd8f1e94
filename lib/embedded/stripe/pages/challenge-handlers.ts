/** What the challenge page does: authenticates a payment, or fails to, and leads the payer on. */
import { completeSession } from '#lib/embedded/stripe/checkout/pay-session';
import { successUrl } from '#lib/embedded/stripe/checkout/success-url';
import { formatAmount } from '#lib/embedded/stripe/money';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import { challengePage } from '#lib/embedded/stripe/pages/challenge-page';
import { notice } from '#lib/embedded/stripe/pages/layout';
import type { PageReply } from '#lib/embedded/stripe/pages/respond';
import { confirmPayment, failAuthentication } from '#lib/embedded/stripe/payments/confirm-payment';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export function showPaymentChallenge(scope: Scope, intent: PaymentIntent): PageReply {
  if (intent.status !== 'requires_action' || intent.payment_method === null)
    return leadOn(scope, intent, null);
  return {
    kind: 'page',
    status: 200,
    leadsTo: [returnUrl(scope, intent)],
    page: challengePage({
      clientSecret: intent.client_secret,
      what: `a payment of ${formatAmount(intent.amount, intent.currency)}`,
      last4: scope.get('payment_method', intent.payment_method).card.last4,
    }),
  };
}

export function submitPaymentChallenge(
  scope: Scope,
  intent: PaymentIntent,
  options: { readonly isComplete: boolean },
): PageReply {
  if (intent.status !== 'requires_action' || intent.payment_method === null)
    return leadOn(scope, intent, null);
  const asked = intent.next_action?.redirect_to_url.return_url ?? null;
  const outcome = options.isComplete
    ? confirmPayment(scope, intent, {
        method: intent.payment_method,
        isOffSession: false,
        isAuthenticated: true,
        returnUrl: asked,
      })
    : failAuthentication(scope, intent);
  const { checkoutSession } = scope.load('payment_intent', intent.id).facts;
  if (outcome.kind === 'paid' && checkoutSession !== null)
    completeSession(scope, scope.get('checkout.session', checkoutSession), outcome.intent);
  return leadOn(scope, outcome.intent, asked);
}

/** Where the challenge may lead: back to the merchant, or to the page of its session. */
function returnUrl(scope: Scope, intent: PaymentIntent): string | null {
  const { checkoutSession } = scope.load('payment_intent', intent.id).facts;
  if (checkoutSession !== null) return scope.get('checkout.session', checkoutSession).success_url;
  return intent.next_action?.redirect_to_url.return_url ?? null;
}

function leadOn(scope: Scope, intent: PaymentIntent, askedUrl: string | null): PageReply {
  const { checkoutSession } = scope.load('payment_intent', intent.id).facts;
  if (checkoutSession !== null) {
    const session = scope.get('checkout.session', checkoutSession);
    const isDone = session.status === 'complete';
    return { kind: 'redirect', location: isDone ? successUrl(session) : `/stripe-test/pay/${session.id}` };
  }
  const isPaid = intent.status === 'succeeded' || intent.status === 'requires_capture';
  if (askedUrl !== null) {
    const location = new URL(askedUrl);
    location.searchParams.set('payment_intent', intent.id);
    location.searchParams.set('payment_intent_client_secret', intent.client_secret);
    location.searchParams.set('redirect_status', isPaid ? 'succeeded' : 'failed');
    return { kind: 'redirect', location: location.href };
  }
  return {
    kind: 'page',
    status: 200,
    page: notice({
      title: isPaid ? 'Authenticated' : 'Not authenticated',
      text: isPaid
        ? 'The payment went through. You can close this page.'
        : 'No money was taken. You can close this page.',
    }),
  };
}

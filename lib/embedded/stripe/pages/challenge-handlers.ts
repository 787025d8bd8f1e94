/** What the challenge page does: asks, takes the answer, and leads the holder of the card on. */
import { completeSession } from '#lib/embedded/stripe/checkout/complete-session';
import { successUrl } from '#lib/embedded/stripe/checkout/success-url';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { SetupIntent } from '#lib/embedded/stripe/objects/setup-intent';
import { challengePage } from '#lib/embedded/stripe/pages/challenge-page';
import { notice } from '#lib/embedded/stripe/pages/layout';
import type { PageReply } from '#lib/embedded/stripe/pages/respond';
import type { Challenge } from '#lib/embedded/stripe/payments/challenge';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const isDone = (intent: PaymentIntent | SetupIntent): boolean =>
  intent.status === 'succeeded' || intent.status === 'requires_capture';

export function showChallenge(scope: Scope, challenge: Challenge): PageReply {
  const { intent, checkoutSession: session, pendingMethod } = challenge;
  if (pendingMethod === null) return leadOn(scope, challenge, intent);
  const successAddress = session === null ? null : scope.get('checkout.session', session).success_url;
  return {
    kind: 'page',
    status: 200,
    leadsTo: [successAddress, challenge.returnUrl],
    page: challengePage({
      clientSecret: intent.client_secret,
      purpose: challenge.purpose,
      last4: scope.get('payment_method', pendingMethod).card.last4,
    }),
  };
}

export function submitChallenge(
  scope: Scope,
  challenge: Challenge,
  options: { readonly isComplete: boolean },
): PageReply {
  const { checkoutSession: session, pendingMethod } = challenge;
  if (pendingMethod === null) return leadOn(scope, challenge, challenge.intent);
  const intent = challenge.answer(pendingMethod, options);
  if (session !== null && isDone(intent))
    completeSession(scope, scope.get('checkout.session', session), intent);
  return leadOn(scope, challenge, intent);
}

function leadOn(scope: Scope, challenge: Challenge, intent: PaymentIntent | SetupIntent): PageReply {
  if (challenge.checkoutSession !== null) {
    const session = scope.get('checkout.session', challenge.checkoutSession);
    const location = session.status === 'complete' ? successUrl(session) : `/stripe-test/pay/${session.id}`;
    return { kind: 'redirect', location };
  }
  if (challenge.returnUrl !== null) return backToMerchant(challenge.returnUrl, intent);
  return {
    kind: 'page',
    status: 200,
    page: notice({
      title: isDone(intent) ? 'Authenticated' : 'Not authenticated',
      text: isDone(intent)
        ? 'It went through. You can close this page.'
        : 'Nothing was done. You can close this page.',
    }),
  };
}

/** A merchant finds out from these parameters which intent came back, and how. */
function backToMerchant(returnUrl: string, intent: PaymentIntent | SetupIntent): PageReply {
  const location = new URL(returnUrl);
  location.searchParams.set(intent.object, intent.id);
  location.searchParams.set(`${intent.object}_client_secret`, intent.client_secret);
  location.searchParams.set('redirect_status', isDone(intent) ? 'succeeded' : 'failed');
  return { kind: 'redirect', location: location.href };
}

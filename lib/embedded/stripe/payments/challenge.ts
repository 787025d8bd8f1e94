/** The holder of a card proves who they are, for a payment or to have the card kept. */
import { formatAmount } from '#lib/embedded/stripe/money';
import type { NextAction, PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { SetupIntent } from '#lib/embedded/stripe/objects/setup-intent';
import { confirmPayment, failAuthentication } from '#lib/embedded/stripe/payments/confirm-payment';
import { confirmSetup, failSetupAuthentication } from '#lib/embedded/stripe/payments/setup-intents';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface Challenge {
  readonly intent: PaymentIntent | SetupIntent;
  /** What the holder is asked to agree to, in words. */
  readonly purpose: string;
  readonly checkoutSession: string | null;
  /** Null when the challenge is over. */
  readonly pendingMethod: string | null;
  readonly returnUrl: string | null;
  /** Completes or fails the challenge. Returns the intent as it is then. */
  answer(method: string, options: { readonly isComplete: boolean }): PaymentIntent | SetupIntent;
}

const returnUrlOf = (action: NextAction | null): string | null => action?.redirect_to_url.return_url ?? null;

const pendingMethodOf = (intent: PaymentIntent | SetupIntent): string | null =>
  intent.status === 'requires_action' ? intent.payment_method : null;

function paymentChallenge(scope: Scope, intent: PaymentIntent): Challenge {
  const returnUrl = returnUrlOf(intent.next_action);
  return {
    intent,
    purpose: `a payment of ${formatAmount(intent.amount, intent.currency)}`,
    checkoutSession: scope.load('payment_intent', intent.id).facts.checkoutSession,
    pendingMethod: pendingMethodOf(intent),
    returnUrl,
    answer: (method, { isComplete }) => {
      if (!isComplete) return failAuthentication(scope, intent).intent;
      return confirmPayment(scope, intent, { method, isOffSession: false, isAuthenticated: true, returnUrl })
        .intent;
    },
  };
}

function setupChallenge(scope: Scope, intent: SetupIntent): Challenge {
  const returnUrl = returnUrlOf(intent.next_action);
  return {
    intent,
    purpose: 'keeping your card for later payments',
    checkoutSession: scope.load('setup_intent', intent.id).facts.checkoutSession,
    pendingMethod: pendingMethodOf(intent),
    returnUrl,
    answer: (method, { isComplete }) => {
      if (!isComplete) return failSetupAuthentication(scope, intent).intent;
      return confirmSetup(scope, intent, { method, isAuthenticated: true, returnUrl }).intent;
    },
  };
}

/** Finds what a client secret stands for; null when it is no intent's of this account. */
export function findChallenge(scope: Scope, clientSecret: string): Challenge | null {
  const [id = ''] = clientSecret.split('_secret_');
  const payment = scope.find('payment_intent', id)?.object;
  if (payment?.client_secret === clientSecret) return paymentChallenge(scope, payment);
  const setup = scope.find('setup_intent', id)?.object;
  return setup?.client_secret === clientSecret ? setupChallenge(scope, setup) : null;
}

import { noBillingDetails } from '#lib/embedded/stripe/objects/shared';
import type { CardReading } from '#lib/embedded/stripe/cards/read-card';
import { completeSession } from '#lib/embedded/stripe/checkout/complete-session';
import { customerDetails } from '#lib/embedded/stripe/checkout/customer-details';
import { paySession } from '#lib/embedded/stripe/checkout/pay-session';
import type { ErrorBody } from '#lib/embedded/stripe/errors';
import type { CheckoutSession } from '#lib/embedded/stripe/objects/checkout-session';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import { createCustomer } from '#lib/embedded/stripe/payments/customers';
import { createPaymentMethod } from '#lib/embedded/stripe/payments/payment-methods';
import { confirmSetup, type SetupOutcome } from '#lib/embedded/stripe/payments/setup-intents';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface Payer {
  readonly card: Extract<CardReading, { readonly kind: 'readable' }>;
  readonly name: string;
  readonly email: string;
}

export type SessionOutcome =
  | { readonly kind: 'complete' }
  | { readonly kind: 'action_required'; readonly clientSecret: string }
  | { readonly kind: 'declined'; readonly error: ErrorBody };

function customerFor(scope: Scope, session: CheckoutSession, payer: Payer): string | null {
  const isWanted = session.customer === null && session.customer_creation === 'always';
  return isWanted ? createCustomer(scope, { name: payer.name, email: payer.email }).id : session.customer;
}

function setUpSession(scope: Scope, session: CheckoutSession, method: PaymentMethod): SetupOutcome {
  if (session.setup_intent === null) throw new Error('a session in setup mode has a SetupIntent');
  return confirmSetup(
    scope,
    { ...scope.get('setup_intent', session.setup_intent), customer: session.customer },
    { method: method.id, isAuthenticated: false, returnUrl: session.url },
  );
}

/** Tries a card on an open session: to pay, or to be kept. The caller has checked that the session has not ended. */
export function attemptSession(scope: Scope, session: CheckoutSession, payer: Payer): SessionOutcome {
  const known = scope.update<'checkout.session'>({
    ...session,
    customer: customerFor(scope, session, payer),
    customer_details: customerDetails(payer),
  });
  const method = createPaymentMethod(scope, {
    card: payer.card.card,
    expMonth: payer.card.expMonth,
    expYear: payer.card.expYear,
    cvcGiven: payer.card.cvc !== null,
    billing: { ...noBillingDetails, name: payer.name, email: payer.email },
  });
  const outcome =
    session.mode === 'payment' ? paySession(scope, known, method) : setUpSession(scope, known, method);
  if (outcome.kind === 'action_required')
    return { kind: 'action_required', clientSecret: outcome.intent.client_secret };
  if (outcome.kind === 'declined') return { kind: 'declined', error: outcome.error };
  completeSession(scope, scope.get('checkout.session', session.id), outcome.intent);
  return { kind: 'complete' };
}

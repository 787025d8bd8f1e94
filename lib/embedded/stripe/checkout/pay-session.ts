import type { CardReading } from '#lib/embedded/stripe/cards/read-card';
import type {
  CheckoutSession,
  CheckoutSessionFacts,
  CustomerDetails,
} from '#lib/embedded/stripe/objects/checkout-session';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import { confirmPayment, type PaymentOutcome } from '#lib/embedded/stripe/payments/confirm-payment';
import { createPaymentIntent } from '#lib/embedded/stripe/payments/create-payment-intent';
import { createPaymentMethod, noBillingDetails } from '#lib/embedded/stripe/payments/payment-methods';
import { createCustomer } from '#lib/embedded/stripe/payments/customers';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface Payer {
  readonly card: Extract<CardReading, { readonly kind: 'readable' }>;
  readonly name: string;
  readonly email: string;
}

/** The payer's details as a session shows them once somebody pays. */
export const customerDetails = (payer: {
  readonly name: string | null;
  readonly email: string | null;
}): CustomerDetails => ({
  address: null,
  business_name: null,
  email: payer.email,
  individual_name: null,
  name: payer.name,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
});

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
    automatic_payment_methods: null,
    confirmation_method: 'automatic',
    payment_method: null,
    checkoutSession: session.id,
  });
}

/** Tries to pay an open session with a card. The caller has checked that it is open and not due to expire. */
export function paySession(scope: Scope, session: CheckoutSession, payer: Payer): PaymentOutcome {
  const { facts } = scope.load('checkout.session', session.id);
  const customer = customerFor(scope, session, payer);
  const known = scope.update<'checkout.session'>({
    ...session,
    customer,
    customer_details: customerDetails(payer),
  });
  const intent = paymentOf(scope, known, facts);
  const begun = scope.update<'checkout.session'>({ ...known, payment_intent: intent.id });
  const method = createPaymentMethod(scope, {
    card: payer.card.card,
    expMonth: payer.card.expMonth,
    expYear: payer.card.expYear,
    cvcGiven: payer.card.cvc !== null,
    billing: { ...noBillingDetails, name: payer.name, email: payer.email },
  });
  const outcome = confirmPayment(scope, intent, {
    method: method.id,
    isOffSession: false,
    isAuthenticated: false,
    returnUrl: session.url,
  });
  if (outcome.kind === 'paid') completeSession(scope, begun, outcome.intent);
  return outcome;
}

function customerFor(scope: Scope, session: CheckoutSession, payer: Payer): string | null {
  const isWanted = session.customer === null && session.customer_creation === 'always';
  return isWanted ? createCustomer(scope, { name: payer.name, email: payer.email }).id : session.customer;
}

/** Marks a session as paid and announces it. Money that is only held until it is captured leaves it unpaid. */
export function completeSession(
  scope: Scope,
  session: CheckoutSession,
  intent: PaymentIntent,
): CheckoutSession {
  const complete = scope.update<'checkout.session'>({
    ...session,
    status: 'complete',
    payment_status: intent.status === 'succeeded' ? 'paid' : 'unpaid',
    url: null,
  });
  scope.emit('checkout.session.completed', complete);
  return complete;
}

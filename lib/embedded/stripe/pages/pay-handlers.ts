/** What the payment page does: shows an open session, and tries to pay it. */
import { attemptSession } from '#lib/embedded/stripe/checkout/attempt-session';
import { successUrl } from '#lib/embedded/stripe/checkout/success-url';
import type { ErrorBody } from '#lib/embedded/stripe/errors';
import type { CheckoutSession } from '#lib/embedded/stripe/objects/checkout-session';
import type { PaymentError } from '#lib/embedded/stripe/objects/payment-error';
import { notice } from '#lib/embedded/stripe/pages/layout';
import {
  readPaymentForm,
  type FieldErrors,
  type FormField,
  type Typed,
} from '#lib/embedded/stripe/pages/payment-form';
import { paymentPage } from '#lib/embedded/stripe/pages/payment-page';
import type { PageReply } from '#lib/embedded/stripe/pages/respond';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const closed = (session: CheckoutSession, nowSeconds: number): 'complete' | 'expired' | null => {
  if (session.status !== 'open') return session.status;
  return session.expires_at <= nowSeconds ? 'expired' : null;
};

function closedPage(session: CheckoutSession, why: 'complete' | 'expired'): PageReply {
  const back = session.cancel_url;
  if (why === 'complete') {
    const isPayment = session.mode === 'payment';
    return {
      kind: 'page',
      status: 200,
      page: notice({
        title: isPayment ? 'This is paid already' : 'This card is saved already',
        text: isPayment ? 'Nothing more will be charged.' : 'There is nothing left to do here.',
        action: { href: successUrl(session), label: 'Continue' },
      }),
    };
  }
  return {
    kind: 'page',
    status: 410,
    page: notice({
      title: 'This page has expired',
      text: 'Nothing was charged. Go back to where you came from to start again.',
      action: back === null ? null : { href: back, label: 'Go back' },
    }),
  };
}

function openPage(
  scope: Scope,
  session: CheckoutSession,
  state: {
    readonly status: number;
    readonly typed: Typed | null;
    readonly errors: FieldErrors;
    readonly problem: string | null;
  },
): PageReply {
  const items = scope.load('checkout.session', session.id).facts.lineItems;
  const descriptions = items.flatMap(({ price }): [string, string][] => {
    const { description } = scope.get('product', price.product);
    return description === null ? [] : [[price.product, description]];
  });
  return {
    kind: 'page',
    status: state.status,
    leadsTo: [session.success_url],
    page: paymentPage({
      ...state,
      session,
      items,
      descriptions: new Map(descriptions),
      fixedEmail: fixedEmailOf(scope, session),
    }),
  };
}

/** The address that the merchant named, by itself or with the customer. */
function fixedEmailOf(scope: Scope, session: CheckoutSession): string | null {
  if (session.customer_email !== null) return session.customer_email;
  return session.customer === null ? null : scope.get('customer', session.customer).email;
}

/** What the payer is told about the attempt before: the challenge was failed, or the card was declined after it. */
function lastProblem(scope: Scope, session: CheckoutSession): string | null {
  const error = lastError(scope, session);
  if (error === null) return null;
  return error.code.endsWith('_authentication_failure')
    ? 'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
    : error.message;
}

function lastError(scope: Scope, session: CheckoutSession): PaymentError | null {
  if (session.setup_intent !== null) return scope.get('setup_intent', session.setup_intent).last_setup_error;
  if (session.payment_intent === null) return null;
  return scope.get('payment_intent', session.payment_intent).last_payment_error;
}

export function showPayment(scope: Scope, session: CheckoutSession): PageReply {
  const why = closed(session, scope.nowSeconds);
  if (why !== null) return closedPage(session, why);
  return openPage(scope, session, {
    status: 200,
    typed: null,
    errors: {},
    problem: lastProblem(scope, session),
  });
}

const fieldByParam: Readonly<Record<string, FormField>> = {
  number: 'number',
  cvc: 'cvc',
  exp_month: 'expiry',
};

/** Puts a decline beside the field to blame, or above the form when no field is. */
function explainDecline(error: ErrorBody): { readonly errors: FieldErrors; readonly problem: string | null } {
  const field = fieldByParam[error.param ?? ''];
  return field === undefined
    ? { errors: {}, problem: error.message }
    : { errors: { [field]: error.message }, problem: null };
}

export function submitPayment(scope: Scope, session: CheckoutSession, form: URLSearchParams): PageReply {
  const why = closed(session, scope.nowSeconds);
  if (why !== null) return closedPage(session, why);
  const read = readPaymentForm(form, {
    fixedEmail: fixedEmailOf(scope, session),
    nowSeconds: scope.nowSeconds,
  });
  if (read.kind === 'mistaken')
    return openPage(scope, session, { status: 422, typed: read.typed, errors: read.errors, problem: null });
  const outcome = attemptSession(scope, session, read);
  if (outcome.kind === 'complete') return { kind: 'redirect', location: successUrl(session) };
  if (outcome.kind === 'action_required')
    return { kind: 'redirect', location: `/stripe-test/authenticate/${outcome.clientSecret}` };
  return openPage(scope, scope.get('checkout.session', session.id), {
    status: 402,
    typed: read.typed,
    ...explainDecline(outcome.error),
  });
}

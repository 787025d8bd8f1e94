import { authorisePayment } from '#lib/embedded/stripe/cards/authorise';
import { wordsFor, type Decline } from '#lib/embedded/stripe/cards/declines';
import { knownTestCard } from '#lib/embedded/stripe/cards/test-cards';
import { docUrl, type ErrorBody } from '#lib/embedded/stripe/errors';
import type { PaymentError } from '#lib/embedded/stripe/objects/payment-error';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { PaymentMethod, PaymentMethodFacts } from '#lib/embedded/stripe/objects/payment-method';
import { openDisputeOfCard } from '#lib/embedded/stripe/payments/open-dispute';
import { attachPaymentMethod } from '#lib/embedded/stripe/payments/payment-methods';
import { recordCharge } from '#lib/embedded/stripe/payments/record-charge';
import { settleCharge } from '#lib/embedded/stripe/payments/settle-charge';
import type { Scope } from '#lib/embedded/stripe/store/scope';
import type { Stored } from '#lib/embedded/stripe/store/object-store';

export interface Confirmation {
  readonly method: string;
  /** The holder is away: a card that asks for authentication is declined. */
  readonly isOffSession: boolean;
  /** The holder has just completed the challenge for this payment. */
  readonly isAuthenticated: boolean;
  /** Where the challenge page sends the holder afterwards. */
  readonly returnUrl: string | null;
}

export type PaymentOutcome =
  | { readonly kind: 'paid'; readonly intent: PaymentIntent }
  | { readonly kind: 'action_required'; readonly intent: PaymentIntent }
  | { readonly kind: 'declined'; readonly intent: PaymentIntent; readonly error: ErrorBody };

/** Asks the card for the money. The caller has checked that the payment's status allows it. */
export function confirmPayment(
  scope: Scope,
  intent: PaymentIntent,
  confirmation: Confirmation,
): PaymentOutcome {
  const stored = scope.load('payment_method', confirmation.method, 'payment_method');
  const card = knownTestCard(stored.facts.testNumber);
  const verdict = authorisePayment(card, { ...confirmation, isSetUp: stored.facts.isSetUpForOffSession });
  if (verdict.kind === 'authentication_needed')
    return { kind: 'action_required', intent: askForAction(scope, intent, confirmation) };
  if (verdict.kind === 'declined')
    return declinePayment(scope, intent, { method: stored.object, decline: verdict.decline });
  return { kind: 'paid', intent: acceptPayment(scope, intent, { stored, confirmation }) };
}

/** Where the holder of a card completes or fails the challenge for an intent. The secret in it is the permission. */
export const challengeUrl = (scope: Scope, clientSecret: string): string =>
  `${scope.publicOrigin}/stripe-test/authenticate/${clientSecret}`;

function askForAction(scope: Scope, intent: PaymentIntent, confirmation: Confirmation): PaymentIntent {
  const waiting = scope.update<'payment_intent'>({
    ...intent,
    status: 'requires_action',
    payment_method: confirmation.method,
    last_payment_error: null,
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: { return_url: confirmation.returnUrl, url: challengeUrl(scope, intent.client_secret) },
    },
  });
  scope.emit('payment_intent.requires_action', waiting);
  return waiting;
}

interface Refused {
  readonly method: PaymentMethod;
  readonly decline: Decline;
}

function declinePayment(scope: Scope, intent: PaymentIntent, refused: Refused): PaymentOutcome {
  const { method, decline } = refused;
  const words = wordsFor(decline);
  const charge = recordCharge(scope, { intent, method, decline, isAuthenticated: false });
  scope.emit('charge.failed', charge);
  return failPayment(
    scope,
    { ...intent, latest_charge: charge.id },
    {
      type: 'card_error',
      code: words.code,
      message: words.message,
      doc_url: docUrl(words.code),
      ...(words.declineCode === null
        ? {}
        : { decline_code: words.declineCode, advice_code: 'try_again_later' }),
      network_decline_code: '01',
      charge: charge.id,
      ...(words.param === null ? {} : { param: words.param }),
      payment_method: method,
    },
  );
}

/** Puts a payment back to where another card may be tried. */
function failPayment(scope: Scope, intent: PaymentIntent, error: PaymentError): PaymentOutcome {
  const failed = scope.update<'payment_intent'>({
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: error,
  });
  scope.emit('payment_intent.payment_failed', failed);
  return { kind: 'declined', intent: failed, error: { ...error, payment_intent: failed } };
}

/** The holder failed or refused the challenge. */
export function failAuthentication(scope: Scope, intent: PaymentIntent): PaymentOutcome {
  const method = intent.payment_method === null ? null : scope.get('payment_method', intent.payment_method);
  const code = 'payment_intent_authentication_failure';
  return failPayment(scope, intent, {
    type: 'invalid_request_error',
    code,
    doc_url: docUrl(code),
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod ' +
      'to attempt to fulfill this PaymentIntent again.',
    ...(method === null ? {} : { payment_method: method }),
  });
}

function acceptPayment(
  scope: Scope,
  intent: PaymentIntent,
  accepted: { readonly stored: Stored<'payment_method'>; readonly confirmation: Confirmation },
): PaymentIntent {
  const { object: method, facts } = accepted.stored;
  const { isAuthenticated } = accepted.confirmation;
  const authorised = recordCharge(scope, { intent, method, decline: null, isAuthenticated });
  const isHeld = intent.capture_method === 'manual';
  const charge = isHeld ? authorised : settleCharge(scope, authorised, intent.amount);
  const paid = scope.update<'payment_intent'>({
    ...intent,
    status: isHeld ? 'requires_capture' : 'succeeded',
    payment_method: method.id,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    amount_capturable: isHeld ? intent.amount : 0,
    amount_received: isHeld ? 0 : intent.amount,
  });
  keepOrConsume(scope, paid, { method, facts });
  scope.emit('charge.succeeded', charge);
  scope.emit(isHeld ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', paid);
  if (!isHeld) openDisputeOfCard(scope, charge);
  return paid;
}

/** Saves the card with the customer when the payment was made with that in mind; otherwise an unsaved card is used up. */
function keepOrConsume(
  scope: Scope,
  intent: PaymentIntent,
  used: { readonly method: PaymentMethod; readonly facts: PaymentMethodFacts },
): void {
  const { method, facts } = used;
  if (intent.setup_future_usage === null || intent.customer === null) {
    if (method.customer === null) scope.update<'payment_method'>(method, { ...facts, isConsumed: true });
    return;
  }
  const isSetUp = facts.isSetUpForOffSession || intent.setup_future_usage === 'off_session';
  const attached = attachPaymentMethod(scope, method, intent.customer);
  scope.update<'payment_method'>(attached, { ...facts, isSetUpForOffSession: isSetUp });
}

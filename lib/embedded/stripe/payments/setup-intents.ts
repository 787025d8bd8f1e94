/** Saving a card for later: the same steps as a payment, without the money. */
import { authoriseSetup } from '#lib/embedded/stripe/cards/authorise';
import { wordsFor, type Decline } from '#lib/embedded/stripe/cards/declines';
import { knownTestCard } from '#lib/embedded/stripe/cards/test-cards';
import { docUrl, type ErrorBody } from '#lib/embedded/stripe/errors';
import type { PaymentError } from '#lib/embedded/stripe/objects/payment-error';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import type { SetupCancellation, SetupIntent } from '#lib/embedded/stripe/objects/setup-intent';
import { challengeUrl } from '#lib/embedded/stripe/payments/confirm-payment';
import { attachPaymentMethod } from '#lib/embedded/stripe/payments/payment-methods';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export type NewSetup = Pick<
  SetupIntent,
  | 'allowed_payment_method_types'
  | 'automatic_payment_methods'
  | 'customer'
  | 'description'
  | 'metadata'
  | 'on_behalf_of'
  | 'payment_method'
  | 'usage'
> & { readonly checkoutSession: string | null };

/** Stores a setup that nobody has tried yet, and announces it. */
export function createSetupIntent(scope: Scope, setup: NewSetup): SetupIntent {
  const { checkoutSession, ...fields } = setup;
  const id = newId('setup_intent');
  const intent = scope.insertWithFacts<'setup_intent'>(
    {
      id,
      object: 'setup_intent',
      ...fields,
      application: null,
      cancellation_reason: null,
      client_secret: `${id}_secret_${randomToken(25)}`,
      created: scope.nowSeconds,
      customer_account: null,
      excluded_payment_method_types: null,
      flow_directions: null,
      last_setup_error: null,
      latest_attempt: null,
      livemode: false,
      mandate: null,
      next_action: null,
      payment_method_configuration_details: null,
      payment_method_options: {
        card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
      },
      payment_method_types: ['card'],
      single_use_mandate: null,
      status: setup.payment_method === null ? 'requires_payment_method' : 'requires_confirmation',
    },
    { checkoutSession },
  );
  scope.emit('setup_intent.created', intent);
  return intent;
}

export type SetupOutcome =
  | { readonly kind: 'done'; readonly intent: SetupIntent }
  | { readonly kind: 'action_required'; readonly intent: SetupIntent }
  | { readonly kind: 'declined'; readonly intent: SetupIntent; readonly error: ErrorBody };

export interface SetupConfirmation {
  readonly method: string;
  readonly isAuthenticated: boolean;
  readonly returnUrl: string | null;
}

/** Asks the card's bank whether the card may be kept. The caller has checked that the status allows it. */
export function confirmSetup(
  scope: Scope,
  intent: SetupIntent,
  confirmation: SetupConfirmation,
): SetupOutcome {
  const { object: method, facts } = scope.load('payment_method', confirmation.method, 'payment_method');
  const verdict = authoriseSetup(knownTestCard(facts.testNumber), confirmation);
  if (verdict.kind === 'declined') return declineSetup(scope, intent, { method, decline: verdict.decline });
  if (verdict.kind === 'authentication_needed')
    return { kind: 'action_required', intent: askForAction(scope, intent, confirmation) };
  const kept = intent.customer === null ? method : attachPaymentMethod(scope, method, intent.customer);
  scope.update<'payment_method'>(kept, { ...facts, isSetUpForOffSession: intent.usage === 'off_session' });
  const done = scope.update<'setup_intent'>({
    ...intent,
    status: 'succeeded',
    payment_method: method.id,
    last_setup_error: null,
    next_action: null,
  });
  scope.emit('setup_intent.succeeded', done);
  return { kind: 'done', intent: done };
}

function askForAction(scope: Scope, intent: SetupIntent, confirmation: SetupConfirmation): SetupIntent {
  const waiting = scope.update<'setup_intent'>({
    ...intent,
    status: 'requires_action',
    payment_method: confirmation.method,
    last_setup_error: null,
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: { return_url: confirmation.returnUrl, url: challengeUrl(scope, intent.client_secret) },
    },
  });
  scope.emit('setup_intent.requires_action', waiting);
  return waiting;
}

function declineSetup(
  scope: Scope,
  intent: SetupIntent,
  refused: { readonly method: PaymentMethod; readonly decline: Decline },
): SetupOutcome {
  const words = wordsFor(refused.decline);
  return failSetup(scope, intent, {
    type: 'card_error',
    code: words.code,
    message: words.message,
    doc_url: docUrl(words.code),
    ...(words.declineCode === null ? {} : { decline_code: words.declineCode }),
    ...(words.param === null ? {} : { param: words.param }),
    payment_method: refused.method,
  });
}

/** Puts a setup back to where another card may be tried. */
function failSetup(scope: Scope, intent: SetupIntent, error: PaymentError): SetupOutcome {
  const failed = scope.update<'setup_intent'>({
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_setup_error: error,
  });
  scope.emit('setup_intent.setup_failed', failed);
  return { kind: 'declined', intent: failed, error: { ...error, setup_intent: failed } };
}

/** The holder failed or refused the challenge. */
export function failSetupAuthentication(scope: Scope, intent: SetupIntent): SetupOutcome {
  const code = 'setup_intent_authentication_failure';
  return failSetup(scope, intent, {
    type: 'invalid_request_error',
    code,
    doc_url: docUrl(code),
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod ' +
      'to attempt to fulfill this SetupIntent again.',
    ...(intent.payment_method === null
      ? {}
      : { payment_method: scope.get('payment_method', intent.payment_method) }),
  });
}

export function cancelSetup(
  scope: Scope,
  intent: SetupIntent,
  reason: SetupCancellation | null,
): SetupIntent {
  const cancelled = scope.update<'setup_intent'>({
    ...intent,
    status: 'canceled',
    cancellation_reason: reason,
    next_action: null,
  });
  scope.emit('setup_intent.canceled', cancelled);
  return cancelled;
}

import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { choice, integer, metadata, changeMetadata, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { Declined, refuseParameter, refuseState } from '#lib/embedded/stripe/errors';
import type { PaymentIntent, PaymentIntentStatus } from '#lib/embedded/stripe/objects/payment-intent';
import { cancelIntent } from '#lib/embedded/stripe/payments/cancel-payment';
import { capturePayment } from '#lib/embedded/stripe/payments/capture-payment';
import { confirmPayment } from '#lib/embedded/stripe/payments/confirm-payment';
import {
  changePayment,
  confirmParams,
  createFromParams,
  createParams,
  methodOf,
  updateParams,
} from '#lib/embedded/stripe/payments/payment-intent-params';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const changeable: readonly PaymentIntentStatus[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];
const cancellable: readonly PaymentIntentStatus[] = [...changeable, 'requires_capture'];

/** @throws Refusal 400 unless the payment has one of the statuses. */
function checkStatus(
  intent: PaymentIntent,
  allowed: { readonly statuses: readonly PaymentIntentStatus[]; readonly verb: string },
): void {
  const { statuses, verb } = allowed;
  if (statuses.includes(intent.status)) return;
  throw refuseState(
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of ` +
      `the following statuses may be ${verb === 'cancel' ? 'canceled' : `used to ${verb}`}: ${statuses.join(', ')}.`,
    { code: 'payment_intent_unexpected_state', about: { payment_intent: intent } },
  );
}

/** @throws Refusal 400 for a payment that belongs to a Checkout Session: its page drives it. */
function checkNotCheckout(scope: Scope, intent: PaymentIntent): void {
  if (scope.load('payment_intent', intent.id).facts.checkoutSession === null) return;
  throw refuseState(
    'You cannot confirm, change or cancel a PaymentIntent that was created by a Checkout Session. To cancel it, expire ' +
      'the Checkout Session instead.',
    { code: 'payment_intent_unexpected_state' },
  );
}

interface ConfirmOptions {
  readonly off_session?: boolean | undefined;
  readonly return_url?: string | undefined;
}

function confirm(scope: Scope, intent: PaymentIntent, options: ConfirmOptions): PaymentIntent | Declined {
  if (intent.payment_method === null)
    throw refuseState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
        'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.',
      { code: 'payment_intent_unexpected_state', about: { payment_intent: intent } },
    );
  // A list of allowed types that names cards only leaves nothing that could lead the customer away for good.
  const mayRedirect =
    intent.allowed_payment_method_types === null &&
    intent.automatic_payment_methods?.enabled === true &&
    intent.automatic_payment_methods.allow_redirects !== 'never';
  if (mayRedirect && options.return_url === undefined && options.off_session !== true)
    throw refuseParameter(
      'This PaymentIntent is configured to accept payment methods that might redirect your customer off of your page, so ' +
        'you must provide a `return_url`. If you do not want that, set `automatic_payment_methods[allow_redirects]` to ' +
        '`never`.',
      { param: 'return_url' },
    );
  const outcome = confirmPayment(scope, intent, {
    method: intent.payment_method,
    isOffSession: options.off_session ?? false,
    isAuthenticated: false,
    returnUrl: options.return_url ?? null,
  });
  return outcome.kind === 'declined' ? new Declined(outcome.error) : outcome.intent;
}

const readRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/payment_intents',
    params: { ...pageParams, created: createdParam, customer: text().optional() },
    answer: ({ scope, params: { customer, ...page } }) =>
      listPage(scope, { type: 'payment_intent', url: '/v1/payment_intents', page, where: { customer } }),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_intents/:id',
    params: { client_secret: text().optional() },
    answer: ({ scope, path }) => scope.get('payment_intent', path.id),
  }),
];

export const paymentIntentRoutes: readonly Route[] = [
  ...readRoutes,
  route({
    method: 'POST',
    path: '/v1/payment_intents',
    params: createParams,
    answer: ({ scope, params }) => {
      if (params.confirm !== true && (params.off_session !== undefined || params.return_url !== undefined))
        throw refuseParameter('This parameter can only be passed with confirm=true.', {
          param: params.off_session === undefined ? 'return_url' : 'off_session',
        });
      const intent = createFromParams(scope, params);
      return params.confirm === true ? confirm(scope, intent, params) : intent;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id',
    params: updateParams,
    answer: ({ scope, path, params }) => {
      const intent = scope.get('payment_intent', path.id);
      const { metadata: _, description: __, ...rest } = params;
      if (Object.values(rest).some((value) => value !== undefined)) {
        checkNotCheckout(scope, intent);
        checkStatus(intent, { statuses: changeable, verb: 'update' });
      }
      return scope.update<'payment_intent'>(changePayment(scope, intent, params));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    params: confirmParams,
    answer: ({ scope, path, params }) => {
      const intent = scope.get('payment_intent', path.id);
      checkNotCheckout(scope, intent);
      checkStatus(intent, { statuses: changeable, verb: 'confirm' });
      const { receipt_email, setup_future_usage, shipping } = params;
      const changed = changePayment(scope, intent, { receipt_email, setup_future_usage, shipping });
      const method = methodOf(scope, params, intent.customer) ?? intent.payment_method;
      return confirm(scope, { ...changed, payment_method: method }, params);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/capture',
    params: {
      amount_to_capture: integer({ minimum: 1 }).optional(),
      application_fee_amount: integer({ minimum: 0 }).optional(),
      metadata: metadata().optional(),
    },
    answer: ({ scope, path, params }) => {
      const intent = scope.get('payment_intent', path.id);
      checkStatus(intent, { statuses: ['requires_capture'], verb: 'capture' });
      const described = { ...intent, metadata: changeMetadata(intent.metadata, params.metadata) };
      return capturePayment(scope, described, {
        amount: params.amount_to_capture ?? null,
        applicationFee: params.application_fee_amount ?? null,
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    params: {
      cancellation_reason: choice([
        'duplicate',
        'fraudulent',
        'requested_by_customer',
        'abandoned',
      ]).optional(),
    },
    answer: ({ scope, path, params }) => {
      const intent = scope.get('payment_intent', path.id);
      // A session's payment that waits for its capture is the merchant's again, and may be let go.
      if (intent.status !== 'requires_capture') checkNotCheckout(scope, intent);
      checkStatus(intent, { statuses: cancellable, verb: 'cancel' });
      return cancelIntent(scope, intent, params.cancellation_reason ?? null);
    },
  }),
];

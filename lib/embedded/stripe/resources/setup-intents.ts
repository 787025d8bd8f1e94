import { z } from 'zod';
import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import {
  allowedMethodTypes,
  changeMetadata,
  choice,
  clearableText,
  flag,
  metadata,
  text,
  webAddress,
  unlessOmitted,
} from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { Declined, refuseState } from '#lib/embedded/stripe/errors';
import type { SetupIntent } from '#lib/embedded/stripe/objects/setup-intent';
import { paymentMethodParams } from '#lib/embedded/stripe/payments/card-params';
import { methodOf } from '#lib/embedded/stripe/payments/payment-intent-params';
import { cancelSetup, confirmSetup, createSetupIntent } from '#lib/embedded/stripe/payments/setup-intents';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const confirmParams = {
  allowed_payment_method_types: allowedMethodTypes().optional(),
  payment_method: text().optional(),
  payment_method_data: z.strictObject(paymentMethodParams).optional(),
  return_url: webAddress().optional(),
  use_stripe_sdk: flag().optional(),
};

const createParams = {
  ...confirmParams,
  automatic_payment_methods: z
    .strictObject({ enabled: flag(), allow_redirects: choice(['always', 'never']).optional() })
    .optional(),
  confirm: flag().optional(),
  customer: text().optional(),
  description: text(1000).optional(),
  metadata: metadata().optional(),
  on_behalf_of: text().optional(),
  usage: choice(['on_session', 'off_session']).optional(),
};

type CreateParams = z.output<z.ZodObject<typeof createParams>>;

function createFromParams(scope: Scope, params: CreateParams): SetupIntent {
  const customer = params.customer ?? null;
  if (customer !== null) scope.get('customer', customer, 'customer');
  const { enabled = true, allow_redirects = 'always' } = params.automatic_payment_methods ?? {};
  return createSetupIntent(scope, {
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_payment_methods: { enabled, allow_redirects },
    checkoutSession: null,
    customer,
    description: params.description ?? null,
    metadata: changeMetadata({}, params.metadata),
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: methodOf(scope, params, customer),
    usage: params.usage ?? 'off_session',
  });
}

/** @throws Refusal 400 when it is over, or belongs to a Checkout Session. */
function checkOpen(scope: Scope, intent: SetupIntent, verb: string): void {
  if (scope.load('setup_intent', intent.id).facts.checkoutSession !== null)
    throw refuseState(`You cannot ${verb} a SetupIntent that was created by a Checkout Session.`, {
      code: 'setup_intent_unexpected_state',
    });
  if (intent.status === 'succeeded' || intent.status === 'canceled')
    throw refuseState(`You cannot ${verb} this SetupIntent because it has a status of ${intent.status}.`, {
      code: 'setup_intent_unexpected_state',
      about: { setup_intent: intent },
    });
}

function confirm(scope: Scope, intent: SetupIntent, returnUrl: string | null): SetupIntent | Declined {
  if (intent.payment_method === null)
    throw refuseState("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
      about: { setup_intent: intent },
    });
  const outcome = confirmSetup(scope, intent, {
    method: intent.payment_method,
    isAuthenticated: false,
    returnUrl,
  });
  return outcome.kind === 'declined' ? new Declined(outcome.error) : outcome.intent;
}

export const setupIntentRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/setup_intents',
    params: createParams,
    answer: ({ scope, params }) => {
      const intent = createFromParams(scope, params);
      return params.confirm === true ? confirm(scope, intent, params.return_url ?? null) : intent;
    },
  }),
  route({
    method: 'GET',
    path: '/v1/setup_intents',
    params: {
      ...pageParams,
      created: createdParam,
      customer: text().optional(),
      payment_method: text().optional(),
    },
    answer: ({ scope, params: { customer, payment_method, ...page } }) =>
      listPage(scope, {
        type: 'setup_intent',
        url: '/v1/setup_intents',
        page,
        where: { customer, payment_method },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    params: { client_secret: text().optional() },
    answer: ({ scope, path }) => scope.get('setup_intent', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id',
    params: {
      customer: text().optional(),
      description: clearableText(1000).optional(),
      metadata: metadata().optional(),
      payment_method: text().optional(),
    },
    answer: ({ scope, path, params }) => {
      const intent = scope.get('setup_intent', path.id);
      if (params.customer !== undefined || params.payment_method !== undefined)
        checkOpen(scope, intent, 'update');
      const customer = params.customer ?? intent.customer;
      if (params.customer !== undefined) scope.get('customer', params.customer, 'customer');
      const method = methodOf(
        scope,
        { payment_method: params.payment_method, payment_method_data: undefined },
        customer,
      );
      return scope.update<'setup_intent'>({
        ...intent,
        customer,
        description: unlessOmitted(params.description, intent.description),
        metadata: changeMetadata(intent.metadata, params.metadata),
        payment_method: method ?? intent.payment_method,
        status: method === null ? intent.status : 'requires_confirmation',
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id/confirm',
    params: confirmParams,
    answer: ({ scope, path, params }) => {
      const intent = scope.get('setup_intent', path.id);
      checkOpen(scope, intent, 'confirm');
      const method = methodOf(scope, params, intent.customer) ?? intent.payment_method;
      return confirm(scope, { ...intent, payment_method: method }, params.return_url ?? null);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id/cancel',
    params: { cancellation_reason: choice(['abandoned', 'duplicate', 'requested_by_customer']).optional() },
    answer: ({ scope, path, params }) => {
      const intent = scope.get('setup_intent', path.id);
      checkOpen(scope, intent, 'cancel');
      return cancelSetup(scope, intent, params.cancellation_reason ?? null);
    },
  }),
];

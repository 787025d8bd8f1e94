import { listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { changeMetadata, choice, integer, metadata, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { authoriseSetup } from '#lib/embedded/stripe/cards/authorise';
import { wordsFor } from '#lib/embedded/stripe/cards/declines';
import { knownTestCard } from '#lib/embedded/stripe/cards/test-cards';
import { Declined, docUrl, refuseParameter, refuseState } from '#lib/embedded/stripe/errors';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import {
  billingParams,
  changeBilling,
  checkUsable,
  createMethodFromParams,
  paymentMethodParams,
  resolveMethod,
} from '#lib/embedded/stripe/payments/card-params';
import { attachPaymentMethod, detachPaymentMethod } from '#lib/embedded/stripe/payments/payment-methods';
import type { Scope } from '#lib/embedded/stripe/store/scope';
import { z } from 'zod';

/** Saving a card asks its bank whether the card is good, without asking the holder to authenticate. */
function attach(scope: Scope, method: PaymentMethod, customer: string): PaymentMethod | Declined {
  scope.get('customer', customer, 'customer');
  if (method.customer !== null && method.customer !== customer)
    throw refuseState('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    });
  checkUsable(scope, method, customer);
  const { facts } = scope.load('payment_method', method.id);
  const verdict = authoriseSetup(knownTestCard(facts.testNumber), { isAuthenticated: true });
  if (verdict.kind !== 'declined') return attachPaymentMethod(scope, method, customer);
  const words = wordsFor(verdict.decline);
  return new Declined({
    type: 'card_error',
    code: words.code,
    message: words.message,
    doc_url: docUrl(words.code),
    ...(words.declineCode === null ? {} : { decline_code: words.declineCode }),
    ...(words.param === null ? {} : { param: words.param }),
  });
}

const listParams = {
  ...pageParams,
  type: choice(['card']).optional(),
};

const customerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/customers/:id/payment_methods',
    params: listParams,
    answer: ({ scope, path, params: { type, ...page } }) => {
      scope.get('customer', path.id);
      const url = `/v1/customers/${path.id}/payment_methods`;
      return listPage(scope, { type: 'payment_method', url, page, where: { customer: path.id, type } });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:id/payment_methods/:method',
    params: {},
    answer: ({ scope, path }) => {
      const method = scope.get('payment_method', path.method);
      checkOwner(method, path.id);
      return method;
    },
  }),
];

function checkOwner(method: PaymentMethod, customer: string): void {
  if (method.customer !== customer)
    throw refuseParameter(
      `The customer ${customer} does not have a payment method with the ID ${method.id}.`,
      {
        code: 'resource_missing',
        param: 'payment_method',
      },
    );
}

export const paymentMethodRoutes: readonly Route[] = [
  ...customerRoutes,
  route({
    method: 'POST',
    path: '/v1/payment_methods',
    params: paymentMethodParams,
    answer: ({ scope, params }) => createMethodFromParams(scope, params),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_methods',
    params: { ...listParams, customer: text().optional() },
    answer: ({ scope, params: { customer, type, ...page } }) =>
      listPage(scope, {
        type: 'payment_method',
        url: '/v1/payment_methods',
        page,
        where: { customer, type },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_methods/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('payment_method', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id',
    params: {
      allow_redisplay: choice(['always', 'limited', 'unspecified']).optional(),
      billing_details: billingParams.optional(),
      card: z
        .strictObject({
          exp_month: integer({ minimum: 1, maximum: 12 }).optional(),
          exp_year: integer({ minimum: 2000, maximum: 2099 }).optional(),
        })
        .optional(),
      metadata: metadata().optional(),
    },
    answer: ({ scope, path, params }) => {
      const before = scope.get('payment_method', path.id);
      const method = scope.update<'payment_method'>({
        ...before,
        allow_redisplay: params.allow_redisplay ?? before.allow_redisplay,
        billing_details: changeBilling(before.billing_details, params.billing_details),
        card: {
          ...before.card,
          exp_month: params.card?.exp_month ?? before.card.exp_month,
          exp_year: params.card?.exp_year ?? before.card.exp_year,
        },
        metadata: changeMetadata(before.metadata, params.metadata),
      });
      scope.emit('payment_method.updated', method, changedFields(before, method));
      return method;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    params: { customer: text() },
    answer: ({ scope, path, params }) => attach(scope, resolveMethod(scope, path.id), params.customer),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    params: {},
    answer: ({ scope, path }) => {
      const method = scope.get('payment_method', path.id);
      if (method.customer === null)
        throw refuseState(
          'The payment method you provided is not attached to a customer so detachment is impossible.',
          { code: 'payment_method_unexpected_state' },
        );
      return detachPaymentMethod(scope, method);
    },
  }),
];

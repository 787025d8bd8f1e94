import { z } from 'zod';
import { createdParam, listPage, pageOf, pageParams } from '#lib/embedded/stripe/api/lists';
import { changeMetadata, choice, metadata, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { createSession } from '#lib/embedded/stripe/checkout/create-session';
import { expireSession } from '#lib/embedded/stripe/checkout/expire-session';
import { sessionParams } from '#lib/embedded/stripe/checkout/session-params';
import { refuseState } from '#lib/embedded/stripe/errors';

export const checkoutSessionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/checkout/sessions',
    params: sessionParams,
    answer: ({ scope, params }) => createSession(scope, params),
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions',
    params: {
      ...pageParams,
      created: createdParam,
      customer: text().optional(),
      customer_details: z.strictObject({ email: text() }).optional(),
      payment_intent: text().optional(),
      status: choice(['open', 'complete', 'expired']).optional(),
    },
    answer: ({ scope, params: { customer, customer_details, payment_intent, status, ...page } }) =>
      listPage(scope, {
        type: 'checkout.session',
        url: '/v1/checkout/sessions',
        page,
        where: { customer, 'customer_details.email': customer_details?.email, payment_intent, status },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('checkout.session', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/checkout/sessions/:id',
    params: { metadata: metadata().optional() },
    answer: ({ scope, path, params }) => {
      const session = scope.get('checkout.session', path.id);
      return scope.update<'checkout.session'>({
        ...session,
        metadata: changeMetadata(session.metadata, params.metadata),
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/checkout/sessions/:id/expire',
    params: {},
    answer: ({ scope, path }) => {
      const session = scope.get('checkout.session', path.id);
      if (session.status !== 'open')
        throw refuseState(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ` +
            `${session.status}.`,
        );
      return expireSession(scope, session);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions/:id/line_items',
    params: pageParams,
    answer: ({ scope, path, params }) =>
      pageOf(scope.load('checkout.session', path.id).facts.lineItems, {
        url: `/v1/checkout/sessions/${path.id}/line_items`,
        page: params,
      }),
  }),
];

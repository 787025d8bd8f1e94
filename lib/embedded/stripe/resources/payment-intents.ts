import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';

export const paymentIntentRoutes: readonly Route[] = [
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

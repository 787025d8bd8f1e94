import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import {
  changeMetadata,
  clearableText,
  metadata,
  text,
  unlessOmitted,
} from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';

export const chargeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/charges',
    params: {
      ...pageParams,
      created: createdParam,
      customer: text().optional(),
      payment_intent: text().optional(),
      transfer_group: text().optional(),
    },
    answer: ({ scope, params: { customer, payment_intent, transfer_group, ...page } }) =>
      listPage(scope, {
        type: 'charge',
        url: '/v1/charges',
        page,
        where: { customer, payment_intent, transfer_group },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/charges/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('charge', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/charges/:id',
    params: {
      description: clearableText().optional(),
      metadata: metadata().optional(),
      transfer_group: text().optional(),
    },
    answer: ({ scope, path, params }) => {
      const before = scope.get('charge', path.id);
      const charge = scope.update<'charge'>({
        ...before,
        description: unlessOmitted(params.description, before.description),
        metadata: changeMetadata(before.metadata, params.metadata),
        transfer_group: params.transfer_group ?? before.transfer_group,
      });
      scope.emit('charge.updated', charge, changedFields(before, charge));
      return charge;
    },
  }),
];

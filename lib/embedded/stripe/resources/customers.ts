import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Deleted } from '#lib/embedded/stripe/objects/shared';
import { changeCustomer, createCustomer, customerParams } from '#lib/embedded/stripe/payments/customers';
import type { Scope } from '#lib/embedded/stripe/store/scope';

function deleteCustomer(scope: Scope, id: string): Deleted<'customer'> {
  const customer = scope.get('customer', id);
  const stub: Deleted<'customer'> = { id, object: 'customer', deleted: true };
  scope.replaceByStub(stub);
  scope.emit('customer.deleted', customer);
  return stub;
}

/** A deleted customer is still found, as the stub that says so. */
function retrieveCustomer(scope: Scope, id: string): object {
  const found = scope.findAny(id);
  const isDeleted =
    found?.type === 'customer' && found.account === scope.account && 'deleted' in found.object;
  return isDeleted ? found.object : scope.get('customer', id);
}

export const customerRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/customers',
    params: customerParams,
    answer: ({ scope, params }) => createCustomer(scope, params),
  }),
  route({
    method: 'GET',
    path: '/v1/customers',
    params: { ...pageParams, created: createdParam, email: text().optional() },
    answer: ({ scope, params }) =>
      listPage(scope, {
        type: 'customer',
        url: '/v1/customers',
        page: params,
        where: { email: params.email },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:id',
    params: {},
    answer: ({ scope, path }) => retrieveCustomer(scope, path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/customers/:id',
    params: customerParams,
    answer: ({ scope, path, params }) => {
      const before = scope.get('customer', path.id);
      const customer = scope.update<'customer'>(changeCustomer(scope, before, params));
      scope.emit('customer.updated', customer, changedFields(before, customer));
      return customer;
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/customers/:id',
    params: {},
    answer: ({ scope, path }) => deleteCustomer(scope, path.id),
  }),
];

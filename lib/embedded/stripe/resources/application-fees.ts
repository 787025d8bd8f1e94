import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { changeMetadata, integer, metadata, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { refuseParameter } from '#lib/embedded/stripe/errors';
import type { FeeRefund } from '#lib/embedded/stripe/objects/application-fee';
import { refundFee } from '#lib/embedded/stripe/connect/application-fees';
import type { Scope } from '#lib/embedded/stripe/store/scope';

function findRefund(scope: Scope, path: { readonly id: string; readonly refund: string }): FeeRefund {
  const refund = scope.get('fee_refund', path.refund);
  if (refund.fee !== path.id)
    throw refuseParameter(`Application fee ${path.id} has no refund with the ID ${path.refund}.`, {
      code: 'resource_missing',
    });
  return refund;
}

export const applicationFeeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/application_fees',
    params: { ...pageParams, charge: text().optional(), created: createdParam },
    answer: ({ scope, params: { charge, ...page } }) =>
      listPage(scope, { type: 'application_fee', url: '/v1/application_fees', page, where: { charge } }),
  }),
  route({
    method: 'GET',
    path: '/v1/application_fees/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('application_fee', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/application_fees/:id/refunds',
    params: { amount: integer({ minimum: 1 }).optional(), metadata: metadata().optional() },
    answer: ({ scope, path, params }) =>
      refundFee(scope, scope.get('application_fee', path.id), {
        amount: params.amount ?? null,
        metadata: changeMetadata({}, params.metadata),
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/application_fees/:id/refunds',
    params: pageParams,
    answer: ({ scope, path, params }) => {
      scope.get('application_fee', path.id);
      const url = `/v1/application_fees/${path.id}/refunds`;
      return listPage(scope, { type: 'fee_refund', url, page: params, where: { fee: path.id } });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/application_fees/:id/refunds/:refund',
    params: {},
    answer: ({ scope, path }) => findRefund(scope, path),
  }),
  route({
    method: 'POST',
    path: '/v1/application_fees/:id/refunds/:refund',
    params: { metadata: metadata().optional() },
    answer: ({ scope, path, params }) => {
      const before = findRefund(scope, path);
      return scope.update<'fee_refund'>({
        ...before,
        metadata: changeMetadata(before.metadata, params.metadata),
      });
    },
  }),
];

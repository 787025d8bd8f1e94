import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { changeMetadata, choice, flag, integer, metadata, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { refuseParameter, refuseState } from '#lib/embedded/stripe/errors';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import { refundCharge } from '#lib/embedded/stripe/payments/refund-charge';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Finds the charge that a refund names, directly or through its payment. */
function chargeToRefund(
  scope: Scope,
  named: { readonly charge: string | undefined; readonly payment_intent: string | undefined },
): Charge {
  if (named.charge !== undefined) return scope.get('charge', named.charge, 'charge');
  if (named.payment_intent === undefined)
    throw refuseParameter(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  const intent = scope.get('payment_intent', named.payment_intent, 'payment_intent');
  if (intent.latest_charge === null || intent.status !== 'succeeded')
    throw refuseState(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
    });
  return scope.get('charge', intent.latest_charge);
}

export const refundRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/refunds',
    params: {
      amount: integer({ minimum: 1 }).optional(),
      charge: text().optional(),
      metadata: metadata().optional(),
      payment_intent: text().optional(),
      reason: choice(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
      refund_application_fee: flag().optional(),
      reverse_transfer: flag().optional(),
    },
    answer: ({ scope, params: { charge, payment_intent, ...asked } }) =>
      refundCharge(scope, chargeToRefund(scope, { charge, payment_intent }), {
        amount: asked.amount ?? null,
        reason: asked.reason ?? null,
        metadata: changeMetadata({}, asked.metadata),
        reverseTransfer: asked.reverse_transfer ?? false,
        refundApplicationFee: asked.refund_application_fee ?? false,
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/refunds',
    params: {
      ...pageParams,
      charge: text().optional(),
      created: createdParam,
      payment_intent: text().optional(),
    },
    answer: ({ scope, params: { charge, payment_intent, ...page } }) =>
      listPage(scope, { type: 'refund', url: '/v1/refunds', page, where: { charge, payment_intent } }),
  }),
  route({
    method: 'GET',
    path: '/v1/refunds/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('refund', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/refunds/:id',
    params: { metadata: metadata().optional() },
    answer: ({ scope, path, params }) => {
      const before = scope.get('refund', path.id);
      const refund = scope.update<'refund'>({
        ...before,
        metadata: changeMetadata(before.metadata, params.metadata),
      });
      scope.emit('refund.updated', refund, changedFields(before, refund));
      return refund;
    },
  }),
];

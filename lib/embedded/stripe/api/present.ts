/** What of an object is worked out when it is shown, and what is shown only on request. */
import { listPage, pageOf } from '#lib/embedded/stripe/api/lists';
import type { Scope } from '#lib/embedded/stripe/store/scope';

type Include = (scope: Scope, id: string) => object;

const includes: Readonly<Record<string, Readonly<Record<string, Include>>>> = {
  'checkout.session': {
    line_items: (scope, id) =>
      pageOf(scope.load('checkout.session', id).facts.lineItems, {
        url: `/v1/checkout/sessions/${id}/line_items`,
        page: {},
      }),
  },
  charge: {
    refunds: (scope, id) =>
      listPage(scope, { type: 'refund', url: `/v1/charges/${id}/refunds`, page: {}, where: { charge: id } }),
  },
};

/** Returns how to make a field that an object of this type carries only when it is expanded. */
export function includable(type: string, field: string): Include | undefined {
  return includes[type]?.[field];
}

/** Returns the fields of an object that depend on when it is looked at. */
export function present(scope: Scope, object: object): object {
  if (!('object' in object)) return {};
  if (object.object === 'event' && 'id' in object && typeof object.id === 'string')
    return { pending_webhooks: scope.isDeliveryOwed(object.id) ? 1 : 0 };
  if (object.object === 'balance_transaction' && 'available_on' in object)
    return { status: Number(object.available_on) <= scope.nowSeconds ? 'available' : 'pending' };
  return {};
}

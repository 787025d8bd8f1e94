import { expireSession } from '#lib/embedded/stripe/checkout/expire-session';
import { settleRefund } from '#lib/embedded/stripe/payments/settle-refund';
import type { Store } from '#lib/embedded/stripe/store/store';

const atOnce = 100;

/** Does what time does: Checkout Sessions past their end expire, banks think better of refunds, and old idempotency keys are forgotten. */
export function keepUp(store: Store, nowMs: number): void {
  const nowSeconds = Math.floor(nowMs / 1000);
  for (const { id, account } of store.overdueSessions(nowSeconds, atOnce))
    store.transact((scope) => expireSession(scope, scope.get('checkout.session', id)), { account });
  for (const { id, account } of store.changingRefunds(nowSeconds, atOnce))
    store.transact((scope) => settleRefund(scope, id), { account });
  store.idempotency.forgetExpired(nowSeconds);
}

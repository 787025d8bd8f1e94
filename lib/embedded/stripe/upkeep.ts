import { expireSession } from '#lib/embedded/stripe/checkout/expire-session';
import type { Store } from '#lib/embedded/stripe/store/store';

const sessionsAtOnce = 100;

/** Does what time does: Checkout Sessions past their end expire, and old idempotency keys are forgotten. */
export function keepUp(store: Store, nowMs: number): void {
  const nowSeconds = Math.floor(nowMs / 1000);
  for (const { id, account } of store.overdueSessions(nowSeconds, sessionsAtOnce))
    store.transact((scope) => expireSession(scope, scope.get('checkout.session', id)), { account });
  store.idempotency.forgetExpired(nowSeconds);
}

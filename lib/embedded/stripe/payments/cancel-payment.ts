import type { CancellationReason, PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { Scope } from '#lib/embedded/stripe/store/scope';
import { releaseHold } from '#lib/embedded/stripe/payments/refund-charge';

/** Gives a payment up; money that a card holds for it is released. The caller has checked that its status allows it. */
export function cancelIntent(
  scope: Scope,
  intent: PaymentIntent,
  reason: CancellationReason | null,
): PaymentIntent {
  if (intent.status === 'requires_capture' && intent.latest_charge !== null)
    releaseHold(scope, scope.get('charge', intent.latest_charge));
  const cancelled = scope.update<'payment_intent'>({
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: scope.nowSeconds,
    cancellation_reason: reason,
    next_action: null,
  });
  scope.emit('payment_intent.canceled', cancelled);
  return cancelled;
}

import { refuseParameter } from '#lib/embedded/stripe/errors';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import { openDisputeOfCard } from '#lib/embedded/stripe/payments/open-dispute';
import { settleCharge } from '#lib/embedded/stripe/payments/settle-charge';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface Capture {
  /** Minor units; null for all that is held. What is not captured is released. */
  readonly amount: number | null;
  readonly applicationFee: number | null;
}

/** Takes money that a card holds. The caller has checked that the payment waits for it. @throws Refusal 400 */
export function capturePayment(scope: Scope, intent: PaymentIntent, capture: Capture): PaymentIntent {
  if (intent.latest_charge === null) throw new Error('a payment that waits for its capture has a charge');
  const amount = capture.amount ?? intent.amount_capturable;
  if (amount > intent.amount_capturable)
    throw refuseParameter(
      `The amount_to_capture (${amount}) is greater than the amount that can be captured (${intent.amount_capturable}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    );
  const held = scope.get('charge', intent.latest_charge);
  const fee = capture.applicationFee ?? held.application_fee_amount;
  if (fee !== null && fee > amount)
    throw refuseParameter('Your application fee cannot be larger than the amount you capture.', {
      param: 'application_fee_amount',
    });
  const charge = settleCharge(scope, { ...held, application_fee_amount: fee }, amount);
  const captured = scope.update<'payment_intent'>({
    ...intent,
    application_fee_amount: fee,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: amount,
  });
  scope.emit('charge.captured', charge);
  scope.emit('payment_intent.succeeded', captured);
  openDisputeOfCard(scope, charge);
  return captured;
}

import { knownTestCard } from '#lib/embedded/stripe/cards/test-cards';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import { postBalance, processingFee, usualAvailability } from '#lib/embedded/stripe/payments/post-balance';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Captures an approved charge, wholly or in part: the money enters the balance. `amount` is in minor units. */
export function settleCharge(scope: Scope, charge: Charge, amount: number): Charge {
  const isAvailableAtOnce =
    charge.payment_method !== null &&
    knownTestCard(scope.load('payment_method', charge.payment_method).facts.testNumber).isAvailableAtOnce;
  const transaction = postBalance(scope, {
    type: 'charge',
    amount,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    fees: [processingFee(amount, charge.currency)],
    availableOn: isAvailableAtOnce ? scope.nowSeconds : usualAvailability(scope.nowSeconds),
  });
  return scope.update<'charge'>({
    ...charge,
    captured: true,
    amount_captured: amount,
    // What was authorised and not captured is released; Stripe shows that as refunded.
    amount_refunded: charge.amount - amount,
    balance_transaction: transaction.id,
  });
}

import { knownTestCard } from '#lib/embedded/stripe/cards/test-cards';
import type { FeeDetail } from '#lib/embedded/stripe/objects/balance-transaction';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import { postBalance, processingFee, usualAvailability } from '#lib/embedded/stripe/balance/post-balance';
import { splitCharge } from '#lib/embedded/stripe/connect/split-payment';
import { platform } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** What is taken off before the money enters the balance: Stripe's fee, and the platform's from an account of its own. */
function feesOn(scope: Scope, charge: Charge, amount: number): readonly FeeDetail[] {
  const stripeFee = processingFee(amount, charge.currency);
  const fee = charge.application_fee_amount ?? 0;
  if (scope.account === platform || fee === 0) return [stripeFee];
  return [
    stripeFee,
    {
      amount: fee,
      application: null,
      currency: charge.currency,
      description: 'Application fee',
      type: 'application_fee',
    },
  ];
}

/** Captures an approved charge, wholly or in part: the money enters the balance. `amount` is in minor units. */
export function settleCharge(scope: Scope, charge: Charge, amount: number): Charge {
  const isAvailableAtOnce =
    charge.payment_method !== null &&
    knownTestCard(scope.load('payment_method', charge.payment_method).facts.testNumber).isAvailableAtOnce;
  const availableOn = isAvailableAtOnce ? scope.nowSeconds : usualAvailability(scope.nowSeconds);
  const transaction = postBalance(scope, {
    type: 'charge',
    amount,
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    fees: feesOn(scope, charge, amount),
    availableOn,
  });
  const captured: Charge = {
    ...charge,
    captured: true,
    amount_captured: amount,
    // What was authorised and not captured is released; Stripe shows that as refunded.
    amount_refunded: charge.amount - amount,
    balance_transaction: transaction.id,
  };
  return scope.update<'charge'>(splitCharge(scope, captured, availableOn));
}

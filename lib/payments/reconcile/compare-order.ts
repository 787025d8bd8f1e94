/**
 * Compares an order's money as this house and Stripe have it. Invariants: what Stripe says has happened, so that only the house
 * is ever changed; what the house has asked for and Stripe has yet to do is no difference; two accounts without a difference in
 * their parts have the same sum, or that is one. Pure.
 */
import { cents, formatMoney } from '#lib/auction/money';
import type { HouseAccount, StripeAccount } from '#lib/payments/reconcile/accounts';
import { compareDisputes } from '#lib/payments/reconcile/compare-disputes';
import { comparePayments } from '#lib/payments/reconcile/compare-payments';
import { compareRefunds } from '#lib/payments/reconcile/compare-refunds';
import { compareTransfers } from '#lib/payments/reconcile/compare-transfers';
import type { Difference } from '#lib/payments/reconcile/difference';
import { stageOf } from '#lib/payments/refunds/dispute';
import type { DisputeReport } from '#lib/payments/stripe/disputes';

const signed = (amount: number, currency: string): string =>
  `${amount < 0 ? '−' : ''}${formatMoney(cents(Math.abs(amount)), currency)}`;

/** What a dispute took, as far as it has not been given back. */
const takenBy = ({ amount, status, isWithdrawn, isReinstated }: DisputeReport): number => {
  if (!isWithdrawn) return stageOf(status) === 'lost' ? amount : 0;
  return isReinstated ? 0 : amount;
};

/** What moved at Stripe for an order, by currency, before Stripe's own fees. */
function sumAtStripe({ payments, refunds, disputes, transfers }: StripeAccount): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (currency: string, amount: number): void => {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  };
  for (const { currency, amount } of payments) add(currency, amount);
  for (const { currency, amount, result } of refunds)
    if (result.status === 'succeeded') add(currency, 0 - amount);
  for (const dispute of disputes) add(dispute.currency, -takenBy(dispute));
  for (const { currency, amount, reversedAmount } of transfers) add(currency, reversedAmount - amount);
  return sums;
}

function compareSums(house: HouseAccount, stripe: StripeAccount): readonly Difference[] {
  const there = sumAtStripe(stripe);
  const currencies = [...new Set([...house.booked.keys(), ...there.keys()])];
  return currencies
    .filter((currency) => (house.booked.get(currency) ?? 0) !== (there.get(currency) ?? 0))
    .map((currency) => ({
      kind: 'books_differ',
      orderId: house.order.id,
      stripeId: null,
      here: signed(house.booked.get(currency) ?? 0, currency),
      there: signed(there.get(currency) ?? 0, currency),
      repair: null,
    }));
}

/** All that an order's accounts differ in, what has to be mended first in front. */
export function compareOrder(house: HouseAccount, stripe: StripeAccount): readonly Difference[] {
  const parts = [
    ...comparePayments(house, stripe),
    ...compareDisputes(house, stripe),
    ...compareTransfers(house, stripe),
    ...compareRefunds(house, stripe),
  ];
  return parts.length > 0 ? parts : compareSums(house, stripe);
}

import { formatMoney } from '#lib/auction/money';
import type { HouseAccount, StripeAccount } from '#lib/payments/reconcile/accounts';
import type { Difference } from '#lib/payments/reconcile/difference';
import type { DisputeReport } from '#lib/payments/stripe/disputes';

/** Disputes of payments that went back by themselves cannot be booked on the order: a person has to look. */
const isOfStray = ({ strays }: HouseAccount, report: DisputeReport): boolean =>
  strays.some(({ paymentIntentId }) => paymentIntentId === report.paymentIntentId);

function compareReport(house: HouseAccount, report: DisputeReport): Difference | null {
  const { stripeId, amount, currency, status } = report;
  const { id: orderId } = house.order;
  const there = `${formatMoney(amount, currency)} ${status}`;
  const known = house.disputes.find((dispute) => dispute.stripeId === stripeId);
  const reread = { by: 'event', type: 'charge.dispute.updated', stripeId } as const;
  if (!known) {
    const repair = isOfStray(house, report) ? null : reread;
    return { kind: 'dispute_unrecorded', orderId, stripeId, here: 'unknown', there, repair };
  }
  const isSameAmount = known.amount === amount && house.order.currency === currency;
  if (isSameAmount && known.status === status) return null;
  return {
    kind: 'dispute_differs',
    orderId,
    stripeId,
    here: `${formatMoney(known.amount, house.order.currency)} ${known.status}`,
    there,
    repair: isSameAmount ? reread : null,
  };
}

/** How the disputes of an order differ. Pure. */
export function compareDisputes(house: HouseAccount, stripe: StripeAccount): readonly Difference[] {
  const missing = house.disputes
    .filter(({ stripeId }) => stripe.disputes.every((report) => report.stripeId !== stripeId))
    .map(({ stripeId, amount, status }): Difference => ({
      kind: 'dispute_missing',
      orderId: house.order.id,
      stripeId,
      here: `${formatMoney(amount, house.order.currency)} ${status}`,
      there: 'unknown',
      repair: null,
    }));
  const reported = stripe.disputes.map((report) => compareReport(house, report));
  return [...reported.filter((difference) => difference !== null), ...missing];
}

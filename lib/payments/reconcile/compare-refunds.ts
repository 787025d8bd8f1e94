import { formatMoney } from '#lib/auction/money';
import type { HouseAccount, KnownRefund, StripeAccount } from '#lib/payments/reconcile/accounts';
import type { Difference } from '#lib/payments/reconcile/difference';
import type { RefundReport } from '#lib/payments/stripe/refunds';

const theirWords = ({ amount, currency, result }: RefundReport): string =>
  `${formatMoney(amount, currency)} ${result.status}`;

const unrecorded = (orderId: number, report: RefundReport, here: string): Difference => ({
  kind: 'refund_unrecorded',
  orderId,
  stripeId: report.stripeId,
  here,
  there: theirWords(report),
  repair: { by: 'refund', report },
});

/** A refund of an order's own payment. */
function compareOwn({ order, refunds }: HouseAccount, report: RefundReport): Difference | null {
  const { stripeId, result } = report;
  const known = refunds.find((refund) => refund.stripeId === stripeId);
  if (!known) {
    const asked = refunds.find(({ id, stripeId: answer }) => id === report.refundId && answer === null);
    // Nothing left for a refund that failed and that nobody here asked for.
    if (result.status === 'failed' && asked?.status !== 'pending') return null;
    return unrecorded(order.id, report, asked?.status ?? 'unknown');
  }
  const isSame = known.amount === report.amount && order.currency === report.currency;
  if (isSame && known.status === result.status) return null;
  return {
    kind: 'refund_differs',
    orderId: order.id,
    stripeId,
    here: `${formatMoney(known.amount, order.currency)} ${known.status}`,
    there: theirWords(report),
    repair: isSame ? { by: 'event', type: 'refund.updated', stripeId } : null,
  };
}

function compareReport(house: HouseAccount, report: RefundReport): Difference | null {
  const stray = house.strays.find(({ paymentIntentId }) => paymentIntentId === report.paymentIntentId);
  if (!stray) return compareOwn(house, report);
  const { status } = report.result;
  const isNews =
    status === 'succeeded'
      ? stray.status !== 'succeeded'
      : status === 'failed' && stray.status === 'succeeded' && stray.stripeId === report.stripeId;
  return isNews ? unrecorded(house.order.id, report, stray.status) : null;
}

/** How the refunds of an order, and of payments that could not settle it, differ. Pure. */
export function compareRefunds(house: HouseAccount, stripe: StripeAccount): readonly Difference[] {
  const { order, refunds, strays } = house;
  const isMissing = ({ stripeId, status }: KnownRefund): boolean =>
    status === 'succeeded' &&
    stripeId !== null &&
    stripe.refunds.every((report) => report.stripeId !== stripeId);
  const missing = [...refunds, ...strays].filter(isMissing).map(({ stripeId, amount }): Difference => ({
    kind: 'refund_missing',
    orderId: order.id,
    stripeId,
    here: `${formatMoney(amount, order.currency)} succeeded`,
    there: 'unknown',
    repair: null,
  }));
  const reported = stripe.refunds.map((report) => compareReport(house, report));
  return [...reported.filter((difference) => difference !== null), ...missing];
}

import { cents, formatMoney } from '#lib/auction/money';
import type { HouseAccount, KnownPayout, StripeAccount } from '#lib/payments/reconcile/accounts';
import type { Difference } from '#lib/payments/reconcile/difference';
import type { TransferReport } from '#lib/payments/stripe/movements';

const words = ({ amount, currency }: TransferReport): string => formatMoney(amount, currency);

/** What came back of a transfer that both sides know. */
function compareReversals(house: HouseAccount, report: TransferReport): Difference | null {
  const { order, reversals } = house;
  const amountOf = (status: 'pending' | 'succeeded'): number =>
    reversals.filter((reversal) => reversal.status === status).reduce((sum, { amount }) => sum + amount, 0);
  const here = cents(amountOf('succeeded'));
  if (here === report.reversedAmount) return null;
  const isExpected = report.reversedAmount > here && report.reversedAmount <= here + amountOf('pending');
  return {
    kind: isExpected ? 'reversal_unrecorded' : 'reversal_differs',
    orderId: order.id,
    stripeId: report.stripeId,
    here: formatMoney(here, order.currency),
    there: formatMoney(report.reversedAmount, report.currency),
    repair: isExpected ? { by: 'reversals' } : null,
  };
}

function compareKnown(house: HouseAccount, payout: KnownPayout, report: TransferReport): Difference | null {
  const { id: orderId, currency } = house.order;
  if (report.amount === payout.amount && report.currency === currency) return compareReversals(house, report);
  return {
    kind: 'transfer_differs',
    orderId,
    stripeId: report.stripeId,
    here: formatMoney(payout.amount, currency),
    there: words(report),
    repair: null,
  };
}

function compareReport(house: HouseAccount, report: TransferReport): Difference | null {
  const { payout, order } = house;
  const { stripeId } = report;
  if (payout?.stripeId === stripeId) return compareKnown(house, payout, report);
  const frame = { orderId: order.id, stripeId, there: words(report) };
  if (payout?.id === report.payoutId && payout?.stripeId === null)
    return {
      ...frame,
      kind: 'transfer_unrecorded',
      here: `${formatMoney(payout.amount, order.currency)} ${payout.status}`,
      repair: { by: 'transfer', report },
    };
  // What came back whole is as if it had never left.
  if (report.reversedAmount === report.amount) return null;
  return { ...frame, kind: 'transfer_of_no_payout', here: 'unknown', repair: null };
}

/** How the transfers to an order's seller differ, and what came back of them. Pure. */
export function compareTransfers(house: HouseAccount, stripe: StripeAccount): readonly Difference[] {
  const { payout, order } = house;
  const reported = stripe.transfers
    .map((report) => compareReport(house, report))
    .filter((difference) => difference !== null);
  const sent = payout?.stripeId ?? null;
  if (payout === null || sent === null || stripe.transfers.some(({ stripeId }) => stripeId === sent))
    return reported;
  const here = `${formatMoney(payout.amount, order.currency)} sent`;
  const missing = { kind: 'transfer_missing', orderId: order.id, stripeId: sent } as const;
  return [...reported, { ...missing, here, there: 'unknown', repair: null }];
}

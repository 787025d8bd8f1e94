import type { HouseAccount, StripeAccount } from '#lib/payments/reconcile/accounts';
import type { Unrecorded } from '#lib/payments/reconcile/match-payments';
import { findPaymentOf, listMovementsOf, type Movements } from '#lib/payments/stripe/movements';

/** What moved lately, by what it belongs to. */
export interface LateMovements {
  readonly payments: ReadonlyMap<string, Movements['payments'][number]>;
  readonly refunds: ReadonlyMap<string, Movements['refunds']>;
  readonly disputes: ReadonlyMap<string, Movements['disputes']>;
  readonly transfers: ReadonlyMap<number, Movements['transfers']>;
}

function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export const sortMovements = ({ payments, refunds, disputes, transfers }: Movements): LateMovements => ({
  payments: new Map(payments.map((payment) => [payment.stripeId, payment])),
  refunds: groupBy(refunds, ({ paymentIntentId }) => paymentIntentId),
  disputes: groupBy(disputes, ({ paymentIntentId }) => paymentIntentId),
  transfers: groupBy(transfers, ({ orderId }) => orderId ?? 0),
});

function pick(late: LateMovements, orderId: number, ids: readonly string[]): Movements {
  return {
    payments: ids.flatMap((id) => late.payments.get(id) ?? []),
    refunds: ids.flatMap((id) => late.refunds.get(id) ?? []),
    disputes: ids.flatMap((id) => late.disputes.get(id) ?? []),
    transfers: late.transfers.get(orderId) ?? [],
  };
}

/** A checkout that was paid while its order still waits here, longer ago than we look back. */
async function findPaidCheckout({ order, strays }: HouseAccount): Promise<Unrecorded | null> {
  if (order.status !== 'pending' || order.checkoutSessionId === null) return null;
  const stripeId = await findPaymentOf(order.checkoutSessionId);
  if (stripeId === null || strays.some(({ paymentIntentId }) => paymentIntentId === stripeId)) return null;
  return { stripeId, sessionId: order.checkoutSessionId, orderId: order.id };
}

/**
 * All that moved at Stripe for an order. Whatever follows a payment comes after it, so that what moved lately is the whole of it
 * when its payments are among that; otherwise Stripe is asked about this order.
 *
 * @throws when Stripe cannot be reached.
 */
export async function readStripeAccount(
  house: HouseAccount,
  late: LateMovements,
  attributed: readonly Unrecorded[],
): Promise<StripeAccount> {
  const { order, strays, payout } = house;
  const open = attributed.length > 0 ? null : await findPaidCheckout(house);
  const unrecordedPayments = open ? [open] : attributed;
  const ids = [
    ...(order.paymentIntentId === null ? [] : [order.paymentIntentId]),
    ...strays.map(({ paymentIntentId }) => paymentIntentId),
    ...unrecordedPayments.map(({ stripeId }) => stripeId),
  ];
  const wasPaidElsewhere = ids.length === 0 && payout !== null;
  const isWhole = !wasPaidElsewhere && ids.every((id) => late.payments.has(id));
  const movements = isWhole ? pick(late, order.id, ids) : await listMovementsOf(order.id, ids);
  const charged = findCharge(house, movements);
  return {
    ...movements,
    unrecordedPayments: charged ? [...unrecordedPayments, charged] : unrecordedPayments,
  };
}

/** A saved card that was charged while its order still waits here. */
function findCharge({ order }: HouseAccount, { payments }: Movements): Unrecorded | null {
  const { paymentIntentId: stripeId, id: orderId } = order;
  if (stripeId === null || order.paidThrough === 'stripe') return null;
  return payments.some((payment) => payment.stripeId === stripeId)
    ? { stripeId, sessionId: null, orderId }
    : null;
}

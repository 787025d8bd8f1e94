import { formatMoney } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { compareOrder } from '#lib/payments/reconcile/compare-order';
import type { Difference } from '#lib/payments/reconcile/difference';
import { attribute, matchPayments, type Unrecorded } from '#lib/payments/reconcile/match-payments';
import { findOrdersInMotion, readHouseAccounts } from '#lib/payments/reconcile/read-house-accounts';
import {
  readStripeAccount,
  sortMovements,
  type LateMovements,
} from '#lib/payments/reconcile/read-stripe-accounts';
import { listMovements, type Movements, type PaymentReport } from '#lib/payments/stripe/movements';

export interface Look {
  /** How many orders were compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
}

/** Orders compared side by side: as many conversations with Stripe at once. */
const setSize = 10;

interface Attribution {
  readonly unrecorded: readonly Unrecorded[];
  readonly ownerless: readonly PaymentReport[];
}

async function attributeAll(payments: readonly PaymentReport[]): Promise<Attribution> {
  const unrecorded: Unrecorded[] = [];
  const ownerless: PaymentReport[] = [];
  for (const payment of payments) {
    const found = await attribute(database(), payment);
    if (found) unrecorded.push(found);
    else ownerless.push(payment);
  }
  return { unrecorded, ownerless };
}

/** Money that lies at Stripe and belongs to no order; what was given back whole does not. */
function compareOwnerless(payments: readonly PaymentReport[], late: LateMovements): readonly Difference[] {
  const returned = (id: string): number =>
    (late.refunds.get(id) ?? [])
      .filter(({ result }) => result.status === 'succeeded')
      .reduce((sum, { amount }) => sum + amount, 0);
  return payments
    .filter(({ stripeId, amount }) => returned(stripeId) < amount)
    .map(({ stripeId, amount, currency }) => ({
      kind: 'payment_of_no_order',
      orderId: null,
      stripeId,
      here: 'unknown',
      there: `paid ${formatMoney(amount, currency)}`,
      repair: null,
    }));
}

function compareForeignTransfers(
  transfers: Movements['transfers'],
  compared: ReadonlySet<number>,
): readonly Difference[] {
  return transfers
    .filter(({ orderId }) => orderId === null || !compared.has(orderId))
    .filter(({ amount, reversedAmount }) => reversedAmount < amount)
    .map(({ stripeId, amount, currency }) => ({
      kind: 'transfer_of_no_payout',
      orderId: null,
      stripeId,
      here: 'unknown',
      there: formatMoney(amount, currency),
      repair: null,
    }));
}

async function compareOrders(
  orderIds: readonly number[],
  late: LateMovements,
  unrecorded: readonly Unrecorded[],
): Promise<Look> {
  const differences: Difference[] = [];
  let compared = 0;
  for (let from = 0; from < orderIds.length; from += setSize) {
    const houses = await readHouseAccounts(database(), orderIds.slice(from, from + setSize));
    compared += houses.length;
    const found = await Promise.all(
      houses.map(async (house) => {
        const own = unrecorded.filter(({ orderId }) => orderId === house.order.id);
        return compareOrder(house, await readStripeAccount(house, late, own));
      }),
    );
    differences.push(...found.flat());
  }
  return { compared, differences };
}

/**
 * Compares every order whose money moved since a moment, here or at Stripe, or is on its way, with what Stripe says of it; and
 * finds what moved there and belongs to none. Reads only.
 *
 * @throws when Stripe or the database cannot be reached.
 */
export async function findDifferences(since: EpochMs): Promise<Look> {
  const movements = await listMovements(since);
  const late = sortMovements(movements);
  const { payments, refunds, disputes, transfers } = movements;
  const orderOf = await matchPayments(database(), [
    ...new Set([
      ...payments.map(({ stripeId }) => stripeId),
      ...late.refunds.keys(),
      ...late.disputes.keys(),
    ]),
  ]);
  const unknown = payments.filter(({ stripeId }) => !orderOf.has(stripeId));
  const { unrecorded, ownerless } = await attributeAll(unknown);
  const orderIds = new Set([
    ...(await findOrdersInMotion(database(), since)),
    ...[...refunds, ...disputes].flatMap(({ paymentIntentId }) => orderOf.get(paymentIntentId) ?? []),
    ...orderOf.values(),
    ...unrecorded.map(({ orderId }) => orderId),
    ...transfers.flatMap(({ orderId }) => orderId ?? []),
  ]);
  const existing = await existingOf([...orderIds]);
  const look = await compareOrders([...existing], late, unrecorded);
  const foreign = [...compareOwnerless(ownerless, late), ...compareForeignTransfers(transfers, existing)];
  return { ...look, differences: [...look.differences, ...foreign] };
}

async function existingOf(ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await database().order.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return new Set(rows.map(({ id }) => id));
}

import { cents } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { Prisma } from '#lib/db/generated/client';
import { openText, sealedColumns, type SealedColumn } from '#lib/db/sealed-columns';
import { findOrdersById } from '#lib/payments/orders/order-rows';
import type { HouseAccount, KnownReversal } from '#lib/payments/reconcile/accounts';

/**
 * Orders whose money may have moved since a moment, or is on its way: paid since then, with a checkout that is open or a
 * charge under way, or with
 * anything about them undecided.
 */
export async function findOrdersInMotion(db: Queryable, since: EpochMs): Promise<readonly number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT o.id FROM orders o
    WHERE (o.status = 'pending' AND coalesce(o.checkout_session_sealed, o.payment_intent_sealed) IS NOT NULL)
      OR o.paid_at >= ${new Date(since)} OR o.is_disputed
      OR EXISTS (SELECT FROM refunds r WHERE r.order_id = o.id AND r.status = 'pending')
      OR EXISTS (SELECT FROM stray_payments s WHERE s.order_id = o.id AND s.status <> 'succeeded')
      OR EXISTS (
        SELECT FROM payouts p LEFT JOIN transfer_reversals v ON v.payout_id = p.id
        WHERE p.order_id = o.id AND (p.status = 'sending' OR v.status = 'pending' OR p.paid_at >= ${new Date(since)}))
    ORDER BY o.id`;
  return rows.map(({ id }) => id);
}

const everything = {
  payout: { include: { reversals: true } },
  refunds: true,
  disputes: true,
  strayPayments: true,
} as const satisfies Prisma.OrderInclude;

type Row = Prisma.OrderGetPayload<{ include: typeof everything }>;

const amountOf = ({ amount }: { readonly amount: bigint }) => cents(Number(amount));

const openOrNull = (column: SealedColumn, id: number, sealed: string | null): string | null =>
  sealed === null ? null : openText(column, [id], sealed);

const reversalsOf = ({ payout }: Row): readonly KnownReversal[] =>
  (payout?.reversals ?? []).map((row) => ({
    id: row.id,
    amount: amountOf(row),
    status: row.status,
    stripeId: openOrNull(sealedColumns.reversal, row.id, row.reversalSealed),
  }));

const toAccount = (row: Row): Omit<HouseAccount, 'order' | 'booked'> => ({
  refunds: row.refunds.map((refund) => ({
    id: refund.id,
    amount: amountOf(refund),
    status: refund.status,
    stripeId: openOrNull(sealedColumns.refund, refund.id, refund.refundSealed),
  })),
  disputes: row.disputes.map((dispute) => ({
    id: dispute.id,
    amount: amountOf(dispute),
    status: dispute.status,
    stripeId: openText(sealedColumns.dispute, [dispute.id], dispute.disputeSealed),
  })),
  strays: row.strayPayments.map((stray) => ({
    id: stray.id,
    amount: amountOf(stray),
    currency: stray.currency,
    status: stray.status,
    paymentIntentId: openText(sealedColumns.strayPayment, [stray.id], stray.paymentIntentSealed),
    stripeId: openOrNull(sealedColumns.strayRefund, stray.id, stray.refundSealed),
  })),
  payout: row.payout && {
    id: row.payout.id,
    amount: amountOf(row.payout),
    status: row.payout.status,
    stripeId: openOrNull(sealedColumns.transfer, row.payout.id, row.payout.transferSealed),
  },
  reversals: reversalsOf(row),
});

async function readBooked(
  db: Queryable,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const rows = await db.$queryRaw<{ order_id: number; currency: string; amount: number }[]>`
    SELECT t.order_id, e.currency, sum(e.amount)::float8 AS amount
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.order_id = ANY(${[...orderIds]}::int[]) AND e.account = 'stripe'
    GROUP BY t.order_id, e.currency`;
  const byOrder = new Map<number, Map<string, number>>();
  for (const { order_id: id, currency, amount } of rows)
    byOrder.set(id, (byOrder.get(id) ?? new Map<string, number>()).set(currency, amount));
  return byOrder;
}

/** These orders' money as this house has it. Those that are not there are absent. */
export async function readHouseAccounts(
  db: Queryable,
  orderIds: readonly number[],
): Promise<readonly HouseAccount[]> {
  const orders = await findOrdersById(db, orderIds);
  const rows = await db.order.findMany({ where: { id: { in: [...orderIds] } }, include: everything });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const booked = await readBooked(db, orderIds);
  return orders.flatMap((order) => {
    const row = rowOf.get(order.id);
    return row
      ? [{ ...toAccount(row), order, booked: booked.get(order.id) ?? new Map<string, number>() }]
      : [];
  });
}

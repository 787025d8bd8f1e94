/** Payouts between their rows and the rules. Whoever changes one holds the lock of its order first. */
import { cents } from '#lib/auction/money';
import type { Queryable } from '#lib/db/client';
import type { Payout, PayoutStatus } from '#lib/payments/payouts/payout';

interface PayoutRow {
  readonly id: number;
  readonly status: PayoutStatus;
  readonly amount: number;
  readonly reversed_amount: number;
}

/** The payout of an order, locked against whoever sends it to the seller. Every order that was paid has one. */
export async function lockPayout(tx: Queryable, orderId: number): Promise<Payout> {
  const [row] = await tx.$queryRaw<PayoutRow[]>`
    SELECT id, status, amount::float8, reversed_amount::float8 FROM payouts
    WHERE order_id = ${orderId} FOR NO KEY UPDATE`;
  if (!row) throw new Error(`order ${orderId} was paid and has no payout`);
  return {
    id: row.id,
    status: row.status,
    amount: cents(row.amount),
    reversedAmount: cents(row.reversed_amount),
  };
}

/** Writes what the rules made of a locked payout. That it left is written where it is sent. */
export async function writePayout(tx: Queryable, payout: Payout): Promise<void> {
  const { id, status, amount, reversedAmount } = payout;
  await tx.payout.update({ where: { id }, data: { status, amount, reversedAmount } });
}

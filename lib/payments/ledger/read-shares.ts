import { cents } from '#lib/auction/money';
import type { Queryable } from '#lib/db/client';
import type { BookingKind } from '#lib/payments/ledger/posting';
import { noShares, type Shares } from '#lib/payments/ledger/shares';

/** What puts money of an order onto its shares, or takes it off. Payouts only move the seller's to where they want it. */
const sharing: readonly BookingKind[] = ['payment', 'refund', 'refund_failed', 'dispute_lost'];

interface ShareRow {
  readonly account: keyof Shares;
  readonly amount: number;
}

/**
 * Whose what is left of an order's money is, as the books have it. The caller holds the order's lock. A loss that the house
 * made on the order counts as nothing left.
 */
export async function readShares(tx: Queryable, orderId: number): Promise<Shares> {
  const rows = await tx.$queryRaw<ShareRow[]>`
    SELECT e.account, (-sum(e.amount))::float8 AS amount
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.order_id = ${orderId} AND t.kind = ANY(${[...sharing]}::text[])
      AND e.account IN ('seller', 'platform', 'tax')
    GROUP BY e.account`;
  return rows.reduce<Shares>(
    (shares, { account, amount }) => ({ ...shares, [account]: cents(Math.max(0, amount)) }),
    noShares,
  );
}

/** What a refund that was booked took of each share. @throws Error when it is not booked. */
export async function readRefundShares(tx: Queryable, refundId: number): Promise<Shares> {
  const entries = await tx.ledgerEntry.findMany({
    where: {
      transaction: { reference: `refund-${refundId}` },
      account: { in: ['seller', 'platform', 'tax'] },
    },
  });
  if (entries.length === 0) throw new Error(`refund ${refundId} is not booked`);
  return entries.reduce<Shares>(
    (shares, { account, amount }) => ({ ...shares, [account]: cents(Number(amount)) }),
    noShares,
  );
}

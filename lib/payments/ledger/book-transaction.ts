import { epochMs, formatInstant } from '#lib/auction/instants';
import { bidderId } from '#lib/auction/identifiers';
import type { BidderId, EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { balanced, type Account, type Booking, type SignedCents } from '#lib/payments/ledger/posting';

/** An entry as it stands in the books. */
export interface BookedEntry {
  readonly account: Account;
  readonly bidderId: BidderId | null;
  readonly currency: string;
  readonly amount: SignedCents;
}

export interface BookedTransaction {
  readonly id: number;
  readonly kind: string;
  readonly reference: string;
  readonly orderId: number | null;
  readonly occurredAt: EpochMs;
  readonly entries: readonly BookedEntry[];
}

/** What is booked for an order, or under a reference, in the order in which it was booked. */
export async function readTransactions(
  db: Queryable,
  which: { readonly orderId: number } | { readonly reference: string },
): Promise<readonly BookedTransaction[]> {
  const rows = await db.ledgerTransaction.findMany({
    where: which,
    orderBy: { id: 'asc' },
    include: { entries: { orderBy: { id: 'asc' } } },
  });
  return rows.map(({ id, kind, reference, orderId, occurredAt, entries }) => ({
    id: Number(id),
    kind,
    reference,
    orderId,
    occurredAt: epochMs(occurredAt.getTime()),
    entries: entries.map((entry) => ({
      account: entry.account,
      bidderId: entry.bidderId === null ? null : bidderId(entry.bidderId),
      currency: entry.currency,
      amount: Number(entry.amount),
    })),
  }));
}

const written = (entry: Omit<BookedEntry, 'currency'>): string =>
  `${entry.account} ${entry.bidderId ?? '-'} ${entry.amount}`;

function isSame(booked: BookedTransaction, booking: Booking): boolean {
  const there = booked.entries.map(written).toSorted();
  const wanted = booking.entries.map(written).toSorted();
  return (
    booked.kind === booking.kind &&
    booked.orderId === booking.orderId &&
    booked.entries.every(({ currency }) => currency === booking.currency) &&
    there.length === wanted.length &&
    there.every((line, index) => line === wanted[index])
  );
}

/**
 * Books a movement in the caller's transaction, once: what is booked under this reference already is left as it is, so that
 * whoever resumes after a crash may book again. Somebody who books the same at this moment is waited for.
 *
 * @returns whether it was booked now.
 * @throws Error when something else is booked under the reference.
 */
export async function bookTransaction(tx: Queryable, asked: Booking): Promise<boolean> {
  const booking = balanced(asked);
  const { kind, reference, orderId, currency, occurredAt, entries } = booking;
  const inserted = await tx.$executeRaw`
    WITH booked AS (
      INSERT INTO ledger_transactions (kind, reference, order_id, occurred_at)
      VALUES (${kind}, ${reference}, ${orderId}::int, ${formatInstant(occurredAt)}::timestamptz)
      ON CONFLICT (reference) DO NOTHING
      RETURNING id
    )
    INSERT INTO ledger_entries (transaction_id, account, bidder_id, currency, amount)
    SELECT booked.id, u.account::ledger_account, u.bidder_id, ${currency}, u.amount
    FROM booked, unnest(
      ${entries.map(({ account }) => account)}::text[], ${entries.map(({ bidderId }) => bidderId)}::int[],
      ${entries.map(({ amount }) => amount)}::bigint[]
    ) WITH ORDINALITY AS u(account, bidder_id, amount, position)
    ORDER BY u.position`;
  if (inserted > 0) return true;
  const [there] = await readTransactions(tx, { reference });
  if (!there || !isSame(there, booking)) throw new Error(`${reference} is booked already, as something else`);
  return false;
}

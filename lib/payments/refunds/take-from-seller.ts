import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { ReversalCause } from '#lib/payments/ledger/bookings';
import { readShares } from '#lib/payments/ledger/read-shares';
import { takeBack, type Payout } from '#lib/payments/payouts/payout';
import { writePayout } from '#lib/payments/payouts/payout-rows';

/**
 * What a seller was sent too little of a payout that has left: an earlier refund failed after their share of it had been taken.
 *
 * @param due what of the order is the seller's, as the books have it.
 */
export async function readOwed(tx: Queryable, { id, status, amount }: Payout, due: Cents): Promise<Cents> {
  if (status !== 'sending' && status !== 'paid') return cents(0);
  const { _sum } = await tx.transferReversal.aggregate({ where: { payoutId: id }, _sum: { amount: true } });
  const sent = Number(amount) - Number(_sum.amount ?? 0n);
  return cents(Math.max(0, due - sent));
}

/**
 * Takes the seller's share of what went back to the buyer: off what is held for them, or, of a payout that has left, out of their
 * account. That it went back is booked already. The caller holds the locks of the order and the payout.
 */
export async function takeFromSeller(
  tx: Queryable,
  taking: {
    readonly orderId: number;
    readonly payout: Payout;
    readonly share: Cents;
    readonly cause: ReversalCause;
  },
): Promise<void> {
  const { orderId, payout, share, cause } = taking;
  const { seller: due } = await readShares(tx, orderId);
  const owed = await readOwed(tx, payout, cents(due + share));
  const taken = takeBack(payout, { share, owed });
  await writePayout(tx, taken.payout);
  if (taken.toReverse > 0)
    await tx.transferReversal.create({
      data: { payoutId: payout.id, amount: taken.toReverse, ...cause },
    });
}

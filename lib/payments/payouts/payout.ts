/**
 * What becomes of the money that is held for a seller when the sale is undone in whole or in part. Invariants: what has not left
 * is made smaller, and what has left is taken back; together never more than the seller was due; a payout from which everything
 * was taken is `cancelled`; while anything about its order is undecided (a dispute, a refund under way) it is `frozen`, so that
 * the decision finds it as it was; from the moment on at which Stripe is asked to send it (`sending`) it counts as gone. Pure.
 */
import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

export const payoutStatuses = ['held', 'frozen', 'sending', 'paid', 'cancelled'] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

export interface Payout {
  readonly id: number;
  readonly status: PayoutStatus;
  /** What the seller gets, or got before anything was taken back. */
  readonly amount: Cents;
  /** Of a payout that has left: what was taken back, or is to be. */
  readonly reversedAmount: Cents;
}

/** Keeps the money from leaving. One that has left, or is nothing any more, stays as it is. */
export const freeze = (payout: Payout): Payout =>
  payout.status === 'held' ? { ...payout, status: 'frozen' } : payout;

/** Lets the money leave when its time comes. */
export const thaw = (payout: Payout): Payout =>
  payout.status === 'frozen' ? { ...payout, status: 'held' } : payout;

/** What of the seller's part of a sale, whole at first, went back to the buyer. */
export const takenFrom = (
  whole: Cents,
  { amount, reversedAmount }: Pick<Payout, 'amount' | 'reversedAmount'>,
): Cents => cents(whole - (amount - reversedAmount));

export interface Taken {
  readonly payout: Payout;
  /** What is to be brought back from the seller's account, as it has left. */
  readonly toReverse: Cents;
}

export interface Taking {
  /** The seller's share of what went back to the buyer. */
  readonly share: Cents;
  /** Of a payout that has left: what the seller was sent too little before, as an earlier refund failed. It is kept first. */
  readonly owed: Cents;
}

/** Takes the seller's share of what went back to the buyer. @throws RangeError when it is more than the seller has of it. */
export function takeBack(payout: Payout, { share, owed }: Taking): Taken {
  const { status, amount, reversedAmount } = payout;
  const hasLeft = status === 'sending' || status === 'paid';
  const toReverse = cents(hasLeft ? Math.max(0, share - owed) : 0);
  const left = cents(amount - reversedAmount - (hasLeft ? toReverse : share));
  switch (status) {
    case 'held':
    case 'frozen':
      return {
        payout: { ...payout, amount: left, status: left === 0 ? 'cancelled' : status },
        toReverse,
      };
    case 'sending':
    case 'paid':
      return { payout: { ...payout, reversedAmount: cents(reversedAmount + toReverse) }, toReverse };
    case 'cancelled':
      return { payout, toReverse };
    default:
      return status satisfies never;
  }
}

/**
 * Gives back to a seller what was taken for a refund that failed after all.
 *
 * @throws RangeError when the payout has left: it cannot be made larger, and a person has to see to it.
 */
export function giveBack(payout: Payout, share: Cents): Payout {
  if (share === 0) return payout;
  if (payout.status === 'paid' || payout.status === 'sending')
    throw new RangeError(`payout ${payout.id} has left`);
  return {
    ...payout,
    amount: cents(payout.amount + share),
    status: payout.status === 'cancelled' ? 'held' : payout.status,
  };
}

/** Stripe is about to be asked to send it. @throws RangeError when it may not leave. */
export function send(payout: Payout): Payout {
  if (payout.status !== 'held')
    throw new RangeError(`payout ${payout.id} is ${payout.status} and cannot be sent`);
  return { ...payout, status: 'sending' };
}

/** Stripe will not send it, now: it is held again, less what was to be brought back meanwhile. */
export function comeBack(payout: Payout): Payout {
  if (payout.status !== 'sending') return payout;
  const amount = cents(payout.amount - payout.reversedAmount);
  return { ...payout, amount, reversedAmount: cents(0), status: amount === 0 ? 'cancelled' : 'held' };
}

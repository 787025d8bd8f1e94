/**
 * One movement of money, as it is booked. Invariants: its entries are in one currency and sum to zero; none of them is zero; an
 * entry names its party exactly where the account is kept for each bidder. Pure.
 */
import type { BidderId, EpochMs } from '#lib/auction/types';

/** Kept for each bidder: what that bidder owes the house, or below zero what the house owes them. */
export type PartyAccount = 'buyer' | 'seller';
/**
 * The house's own. `stripe` and `external` hold money: at Stripe, and what changed hands outside it as an administrator said.
 * `platform` and `tax` are what the house has earned and what it collected for the tax office, both below zero.
 */
export type HouseAccount = 'platform' | 'tax' | 'stripe' | 'external';
export type Account = PartyAccount | HouseAccount;

/** Minor units of the booking's currency. Positive: held by the house, or owed to it; negative: earned, or owed by it. */
export type SignedCents = number;

export type Entry =
  | { readonly account: PartyAccount; readonly bidderId: BidderId; readonly amount: SignedCents }
  | { readonly account: HouseAccount; readonly bidderId: null; readonly amount: SignedCents };

export type BookingKind =
  | 'payment'
  | 'payout'
  | 'refund'
  | 'refund_failed'
  | 'reversal'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost'
  | 'stray_payment'
  | 'stray_refund'
  | 'stray_refund_failed';

export interface Booking {
  readonly kind: BookingKind;
  /** What is booked, named once and for all: `order-12-payment`. */
  readonly reference: string;
  readonly orderId: number | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly occurredAt: EpochMs;
  readonly entries: readonly Entry[];
}

export const onParty = (account: PartyAccount, bidderId: BidderId, amount: SignedCents): Entry => ({
  account,
  bidderId,
  amount,
});

export const onHouse = (account: HouseAccount, amount: SignedCents): Entry => ({
  account,
  bidderId: null,
  amount,
});

/**
 * A booking without the entries that move nothing.
 *
 * @throws Error when the entries do not sum to zero, or none is left: a programmer's error, never a person's.
 */
export function balanced(booking: Booking): Booking {
  const entries = booking.entries.filter(({ amount }) => amount !== 0);
  if (!entries.every(({ amount }) => Number.isSafeInteger(amount)))
    throw new Error(`${booking.reference} books what is no whole amount`);
  const sum = entries.reduce((total, { amount }) => total + amount, 0);
  if (sum !== 0 || entries.length === 0)
    throw new Error(`${booking.reference} does not balance: its ${entries.length} entries sum to ${sum}`);
  return { ...booking, entries };
}

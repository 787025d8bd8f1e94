/**
 * What each movement of money is in the books. Cash basis: nothing is booked until money moves. Invariants: every booking
 * balances; a fact has one reference for ever, so that it can be booked again without being booked twice; what a payment put on
 * the accounts of an order, its refunds and lost disputes take off them to the cent. Pure.
 */
import type { BidderId, Cents, EpochMs } from '#lib/auction/types';
import {
  balanced,
  onHouse,
  onParty,
  type Booking,
  type Entry,
  type SignedCents,
} from '#lib/payments/ledger/posting';
import { sharesOf, sumOf, type OrderPrices, type Shares } from '#lib/payments/ledger/shares';

/** Where the money of an order came in, and where it goes out again. */
export type Till = 'stripe' | 'external';

/** An order, as far as the books care. */
export interface BookedOrder {
  readonly id: number;
  readonly buyerId: BidderId;
  readonly sellerId: BidderId;
  readonly currency: string;
}

/** An amount as it is taken off an account. */
const off = (amount: Cents): SignedCents => 0 - amount;

type Frame = Pick<Booking, 'kind' | 'reference' | 'occurredAt'>;

const book = (order: BookedOrder, frame: Frame, entries: readonly Entry[]): Booking =>
  balanced({ ...frame, orderId: order.id, currency: order.currency, entries });

/** The shares of an order's money, off the accounts they stand on (`1`) or onto them (`-1`). */
const entriesOf = ({ sellerId }: BookedOrder, shares: Shares, sign: 1 | -1): readonly Entry[] => [
  onParty('seller', sellerId, sign * shares.seller),
  onHouse('platform', sign * shares.platform),
  onHouse('tax', sign * shares.tax),
];

/** The buyer has paid the whole order. */
export function paymentBooking(
  order: BookedOrder & OrderPrices,
  { till, at }: { readonly till: Till; readonly at: EpochMs },
): Booking {
  const shares = sharesOf(order);
  const frame: Frame = { kind: 'payment', reference: `order-${order.id}-payment`, occurredAt: at };
  return book(order, frame, [onHouse(till, sumOf(shares)), ...entriesOf(order, shares, -1)]);
}

/** The seller's money has left for their account at Stripe. */
export function payoutBooking(
  order: BookedOrder,
  { amount, at }: { readonly amount: Cents; readonly at: EpochMs },
): Booking {
  const frame: Frame = { kind: 'payout', reference: `order-${order.id}-payout`, occurredAt: at };
  return book(order, frame, [onParty('seller', order.sellerId, amount), onHouse('stripe', off(amount))]);
}

export interface RefundFact {
  readonly refundId: number;
  readonly till: Till;
  readonly shares: Shares;
  readonly at: EpochMs;
}

/** Money has gone back to the buyer, out of everybody's share. */
export function refundBooking(order: BookedOrder, { refundId, till, shares, at }: RefundFact): Booking {
  const frame: Frame = { kind: 'refund', reference: `refund-${refundId}`, occurredAt: at };
  return book(order, frame, [onHouse(till, off(sumOf(shares))), ...entriesOf(order, shares, 1)]);
}

/** The refund came back after all: the bank did not take it. */
export function refundFailedBooking(order: BookedOrder, { refundId, till, shares, at }: RefundFact): Booking {
  const frame: Frame = { kind: 'refund_failed', reference: `refund-${refundId}-failed`, occurredAt: at };
  return book(order, frame, [onHouse(till, sumOf(shares)), ...entriesOf(order, shares, -1)]);
}

/** Why money came back from a seller's account at Stripe. */
export type ReversalCause = { readonly refundId: number } | { readonly disputeId: number };

const causeName = (cause: ReversalCause): string =>
  'refundId' in cause ? `refund-${cause.refundId}` : `dispute-${cause.disputeId}`;

/** The seller's share of a refund or a lost dispute came back from their account, as the payout had left before. */
export function reversalBooking(
  order: BookedOrder,
  fact: { readonly cause: ReversalCause; readonly amount: Cents; readonly at: EpochMs },
): Booking {
  const { cause, amount, at } = fact;
  const frame: Frame = { kind: 'reversal', reference: `${causeName(cause)}-reversal`, occurredAt: at };
  return book(order, frame, [onHouse('stripe', amount), onParty('seller', order.sellerId, off(amount))]);
}

export interface DisputeFact {
  readonly disputeId: number;
  readonly amount: Cents;
  readonly at: EpochMs;
}

const disputeFrame = (
  kind: 'dispute_opened' | 'dispute_won' | 'dispute_lost',
  { disputeId, at }: Pick<DisputeFact, 'disputeId' | 'at'>,
): Frame => ({
  kind,
  reference: `dispute-${disputeId}-${kind.slice('dispute_'.length)}`,
  occurredAt: at,
});

/** The buyer's bank has taken the money back until the dispute is decided: for so long the buyer owes it. */
export const disputeOpenedBooking = (order: BookedOrder, fact: DisputeFact): Booking =>
  book(order, disputeFrame('dispute_opened', fact), [
    onHouse('stripe', off(fact.amount)),
    onParty('buyer', order.buyerId, fact.amount),
  ]);

/** The bank has given the money back. */
export const disputeWonBooking = (order: BookedOrder, fact: DisputeFact): Booking =>
  book(order, disputeFrame('dispute_won', fact), [
    onHouse('stripe', fact.amount),
    onParty('buyer', order.buyerId, off(fact.amount)),
  ]);

/** The buyer keeps the money, out of everybody's share. */
export const disputeLostBooking = (
  order: BookedOrder,
  fact: { readonly disputeId: number; readonly shares: Shares; readonly at: EpochMs },
): Booking =>
  book(order, disputeFrame('dispute_lost', fact), [
    onParty('buyer', order.buyerId, off(sumOf(fact.shares))),
    ...entriesOf(order, fact.shares, 1),
  ]);

export interface StrayFact {
  readonly strayId: number;
  /** How often it was sent back and came here again before. */
  readonly comebacks?: number;
  readonly amount: Cents;
  readonly currency: string;
  readonly at: EpochMs;
}

const strayBooked = (order: BookedOrder, fact: StrayFact, frame: Frame, sign: 1 | -1): Booking =>
  balanced({
    ...frame,
    orderId: order.id,
    currency: fact.currency,
    entries: [onHouse('stripe', sign * fact.amount), onParty('buyer', order.buyerId, -sign * fact.amount)],
  });

/** Money arrived that settles no order: the house owes it to whoever paid. In the currency that arrived. */
export const strayPaymentBooking = (order: BookedOrder, fact: StrayFact): Booking =>
  strayBooked(
    order,
    fact,
    { kind: 'stray_payment', reference: `stray-${fact.strayId}`, occurredAt: fact.at },
    1,
  );

const again = ({ comebacks = 0 }: StrayFact): string => (comebacks === 0 ? '' : `-${comebacks + 1}`);

/** That money has gone back. */
export const strayRefundBooking = (order: BookedOrder, fact: StrayFact): Booking =>
  strayBooked(
    order,
    fact,
    { kind: 'stray_refund', reference: `stray-${fact.strayId}-refund${again(fact)}`, occurredAt: fact.at },
    -1,
  );

/** It came here again: the bank did not take it, and the house owes it to them as before. */
export function strayRefundFailedBooking(order: BookedOrder, fact: StrayFact): Booking {
  const reference = `stray-${fact.strayId}-refund-failed${again(fact)}`;
  return strayBooked(order, fact, { kind: 'stray_refund_failed', reference, occurredAt: fact.at }, 1);
}

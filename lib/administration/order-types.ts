import type { AuctionId, Cents, EpochMs } from '#lib/auction/types';
import type { OrderStatus, PriceBreakdown } from '#lib/payments/types';

/** What the desk can look for among orders. `refunded`: in part or whole; `disputed`: now, or once. */
export const orderFilters = ['pending', 'paid', 'lapsed', 'refunded', 'disputed'] as const;
export type OrderFilter = (typeof orderFilters)[number];

/** An order in a list. */
export interface AdminOrder {
  readonly id: number;
  readonly auctionId: AuctionId;
  readonly lotTitle: string;
  readonly buyerUsername: string;
  readonly sellerUsername: string;
  readonly currency: string;
  readonly totalPrice: Cents;
  readonly refundedPrice: Cents;
  readonly status: OrderStatus;
  /** Whether a dispute is open. */
  readonly isDisputed: boolean;
  readonly createdAt: EpochMs;
}

export interface AdminPayout {
  readonly status: 'held' | 'frozen' | 'sending' | 'paid' | 'cancelled';
  readonly amount: Cents;
  readonly reversedAmount: Cents;
  /** What the seller was paid too little, as a refund failed after their share of it had been taken. */
  readonly owed: Cents;
  readonly releaseAt: EpochMs;
  readonly paidAt: EpochMs | null;
}

export interface AdminRefund {
  readonly id: number;
  readonly amount: Cents;
  readonly reason: string;
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** In Stripe's words for machines. */
  readonly failure: string | null;
  /** Whether the money went back in another way than through Stripe. */
  readonly isOutside: boolean;
  /** null for one that was made at Stripe itself. */
  readonly administrator: string | null;
  readonly createdAt: EpochMs;
}

export interface AdminDispute {
  readonly id: number;
  readonly amount: Cents;
  /** Stripe's words: `fraudulent`, `needs_response`. */
  readonly reason: string;
  readonly status: string;
  readonly stage: 'open' | 'won' | 'lost';
  readonly awaitsAnswer: boolean;
  readonly respondBy: EpochMs | null;
  readonly openedAt: EpochMs;
}

/** A payment that settled nothing. */
export interface AdminStray {
  readonly id: number;
  readonly amount: Cents;
  readonly currency: string;
  readonly status: AdminRefund['status'];
  readonly reason: string;
  readonly createdAt: EpochMs;
}

/** One side of a booking. `amount` is signed: positive for what the house holds or is owed. */
export interface AdminEntry {
  readonly account: string;
  readonly username: string | null;
  readonly currency: string;
  readonly amount: number;
}

export interface AdminBooking {
  readonly id: number;
  readonly reference: string;
  readonly occurredAt: EpochMs;
  readonly entries: readonly AdminEntry[];
}

export interface AdminOrderDetail extends AdminOrder {
  readonly price: PriceBreakdown;
  readonly commission: Cents;
  readonly proceeds: Cents;
  /** What may still go back to the buyer; 0 for an order that was not paid. */
  readonly refundable: Cents;
  readonly dueAt: EpochMs;
  readonly paidAt: EpochMs | null;
  readonly paidThrough: 'stripe' | 'administrator' | null;
  readonly receivedAt: EpochMs | null;
  readonly payout: AdminPayout | null;
  readonly refunds: readonly AdminRefund[];
  readonly disputes: readonly AdminDispute[];
  readonly strays: readonly AdminStray[];
  readonly bookings: readonly AdminBooking[];
}

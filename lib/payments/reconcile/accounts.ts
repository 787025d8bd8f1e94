/** An order's money as two sides have it: this house, and Stripe. */
import type { Cents } from '#lib/auction/types';
import type { OrderRecord } from '#lib/payments/orders/order-rows';
import type { PayoutStatus } from '#lib/payments/payouts/payout';
import type { Movements } from '#lib/payments/stripe/movements';
import type { RefundResult } from '#lib/payments/stripe/refunds';

interface Known {
  readonly id: number;
  readonly amount: Cents;
  readonly stripeId: string | null;
}

export interface KnownRefund extends Known {
  readonly status: RefundResult['status'];
}

export interface KnownStray extends KnownRefund {
  readonly paymentIntentId: string;
  readonly currency: string;
}

export interface KnownDispute extends Known {
  readonly stripeId: string;
  /** Stripe's word. */
  readonly status: string;
}

export interface KnownPayout extends Known {
  readonly status: PayoutStatus;
}

export interface KnownReversal extends Known {
  readonly status: 'pending' | 'succeeded';
}

/** An order's money by the rows and the books of this house. `stripeId` is null where Stripe has not answered. */
export interface HouseAccount {
  readonly order: OrderRecord;
  readonly strays: readonly KnownStray[];
  readonly refunds: readonly KnownRefund[];
  readonly disputes: readonly KnownDispute[];
  readonly payout: KnownPayout | null;
  readonly reversals: readonly KnownReversal[];
  /** What the books hold at Stripe for it, by currency; currencies without a balance are absent. */
  readonly booked: ReadonlyMap<string, number>;
}

/** All that moved at Stripe for an order, and the session that it was paid through while the house does not know it. */
export interface StripeAccount extends Movements {
  readonly unrecordedPayments: readonly { readonly stripeId: string; readonly sessionId: string | null }[];
}

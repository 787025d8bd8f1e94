import type { Metadata } from '#lib/embedded/stripe/objects/shared';

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly balance_transaction: string | null;
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly customer_account: null;
  readonly destination_details?: {
    readonly type: 'card';
    readonly card: {
      readonly reference?: string;
      readonly reference_status: 'available' | 'pending';
      readonly reference_type: 'acquirer_reference_number';
      readonly type: 'refund' | 'reversal';
    };
  };
  /** Of one that failed after the money had left: the movement that brought it back, and why. */
  readonly failure_balance_transaction?: string;
  readonly failure_reason?: 'expired_or_canceled_card';
  readonly metadata: Metadata;
  readonly payment_intent: string | null;
  readonly payment_method: string | null;
  readonly reason: RefundReason | null;
  readonly receipt_number: null;
  readonly source_transfer_reversal: string | null;
  readonly status: 'succeeded' | 'pending' | 'failed' | 'canceled' | 'requires_action';
  readonly transfer_reversal: string | null;
}

/** What becomes of a refund later on, and when, in Unix seconds; null for one of which nothing more becomes. */
export type RefundFacts = { readonly outcome: 'succeeded' | 'failed'; readonly changesAt: number } | null;

export type RefundReason = 'duplicate' | 'fraudulent' | 'requested_by_customer' | 'expired_uncaptured_charge';

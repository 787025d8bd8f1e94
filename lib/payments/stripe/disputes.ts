/** Disputes at Stripe, as the house sees them. Nothing here touches the database. */
import type { Stripe } from 'stripe';
import { epochMs } from '#lib/auction/instants';
import type { Cents, EpochMs } from '#lib/auction/types';
import { fromStripeAmount } from '#lib/payments/stripe/amount';
import { stripe } from '#lib/payments/stripe/client';
import { numberIn } from '#lib/payments/stripe/metadata';
import { unlessMissing } from '#lib/payments/stripe/unless-missing';

export interface DisputeReport {
  readonly stripeId: string;
  readonly paymentIntentId: string;
  /** The order that the payment was made for, as we told Stripe then. */
  readonly orderId: number | null;
  readonly amount: Cents;
  readonly currency: string;
  /** Stripe's words, such as `fraudulent` and `needs_response`. */
  readonly reason: string;
  readonly status: string;
  readonly openedAt: EpochMs;
  /** Until when the house may answer, if it may. */
  readonly respondBy: EpochMs | null;
  /** Whether the bank has taken the money, and whether it has given it back. */
  readonly isWithdrawn: boolean;
  readonly isReinstated: boolean;
}

/** @returns null for a dispute of what was not paid as our orders are. The payment has to be there whole. */
export function toDisputeReport(dispute: Stripe.Dispute): DisputeReport | null {
  const { payment_intent: intent, evidence_details: evidence, balance_transactions: movements } = dispute;
  if (intent === null || typeof intent === 'string') return null;
  const currency = dispute.currency.toUpperCase();
  return {
    stripeId: dispute.id,
    paymentIntentId: intent.id,
    orderId: numberIn(intent.metadata['order_id']),
    amount: fromStripeAmount({ amount: dispute.amount, currency }),
    currency,
    reason: dispute.reason,
    status: dispute.status,
    openedAt: epochMs(dispute.created * 1000),
    respondBy: evidence.due_by === null ? null : epochMs(evidence.due_by * 1000),
    isWithdrawn: movements.some(({ amount }) => amount < 0),
    isReinstated: movements.some(({ amount }) => amount > 0),
  };
}

/** How a dispute stands by now; null when Stripe knows none, or it is about no payment such as ours. */
export async function retrieveDispute(id: string): Promise<DisputeReport | null> {
  const dispute = await unlessMissing(stripe().disputes.retrieve(id, { expand: ['payment_intent'] }));
  return dispute && toDisputeReport(dispute);
}

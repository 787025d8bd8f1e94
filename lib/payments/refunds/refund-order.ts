import type { BidderId, Cents } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { lockOrder, writePaidOrder } from '#lib/payments/orders/order-rows';
import { decidePaidOrder, type PaidOrderRefusal } from '#lib/payments/orders/paid-order';
import { announceSettlement, type Settlement } from '#lib/payments/orders/settlement';
import { freeze } from '#lib/payments/payouts/payout';
import { lockPayout, writePayout } from '#lib/payments/payouts/payout-rows';
import { carryOutRefund } from '#lib/payments/refunds/carry-out-refund';
import { recordRefund } from '#lib/payments/refunds/record-refund';
import { insertRefund } from '#lib/payments/refunds/refund-rows';
import type { RefundResult } from '#lib/payments/stripe/refunds';
import { log } from '#lib/platform/log';

export interface RefundRequest {
  readonly orderId: number;
  readonly amount: Cents;
  readonly reason: string;
  readonly requestedBy: BidderId;
  /** Whether the administrator gives it back in another way than through Stripe, such as to a bank account. */
  readonly isOutside?: boolean;
  /** Written in the same transaction: the entry in the audit trail. */
  readonly alongside: (tx: Queryable) => Promise<void>;
}

/** In their order of precedence. */
export type RefundRefusal = { readonly code: 'not_found' } | PaidOrderRefusal;

export type RefundOutcome =
  /** `pending`: Stripe has not answered yet; it is asked until it does. `failed`: nothing went back, and the order is as before. */
  | { readonly accepted: true; readonly refundId: number; readonly status: RefundResult['status'] }
  | { readonly accepted: false; readonly refusal: RefundRefusal };

interface Intent {
  readonly accepted: true;
  readonly refundId: number;
  /** Of money given back outside Stripe, as it had come in: that is done with the word. null: Stripe is to be asked. */
  readonly settlement: Settlement | null;
}

/** Writes down what is about to happen, under the order's lock: from then on nobody can give the same money back again. */
async function recordIntent(
  tx: Queryable,
  request: RefundRequest,
): Promise<Intent | Extract<RefundOutcome, { accepted: false }>> {
  const { orderId, amount, reason, requestedBy, isOutside = false, alongside } = request;
  const order = await lockOrder(tx, { orderId });
  if (!order) return { accepted: false, refusal: { code: 'not_found' } };
  const decision = decidePaidOrder(order, { kind: 'refund', amount });
  if (!decision.accepted) return decision;
  await writePaidOrder(tx, decision.order);
  const refundId = await insertRefund(tx, { orderId, amount, reason, requestedBy });
  await writePayout(tx, freeze(await lockPayout(tx, orderId)));
  await alongside(tx);
  if (order.paidThrough === 'stripe' && !isOutside) return { accepted: true, refundId, settlement: null };
  const result = { status: 'succeeded', stripeId: null } as const;
  const settlement = await recordRefund(tx, { id: refundId, orderId, result });
  return { accepted: true, refundId, settlement };
}

/**
 * Gives a part of what was paid for an order, or all that is left of it, back to the buyer: through Stripe, or, where the
 * payment came in outside Stripe or the buyer's card takes nothing any more, by word of the administrator. That the caller is one is checked by the caller. Everybody's
 * share of it goes back in proportion; what has left for the seller's account is brought back from there.
 */
export async function refundOrder(request: RefundRequest): Promise<RefundOutcome> {
  const intent = await inTransaction((tx) => recordIntent(tx, request));
  if (!intent.accepted) return intent;
  const { refundId } = intent;
  if (intent.settlement) {
    announceSettlement(intent.settlement);
    return { accepted: true, refundId, status: 'succeeded' };
  }
  try {
    return { accepted: true, refundId, status: await carryOutRefund(refundId, { isRepeated: false }) };
  } catch (error) {
    log().warn({ err: error, refundId }, 'a refund could not be carried out yet; it is tried again');
    return { accepted: true, refundId, status: 'pending' };
  }
}

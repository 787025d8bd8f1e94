import type { AuctionId } from '#lib/auction/types';
import { lockAuctions } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { endCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { lockOrder } from '#lib/payments/orders/order-rows';
import { settleOrder, type SettleOutcome } from '#lib/payments/orders/settle-order';
import { announceSettlement } from '#lib/payments/orders/settlement';
import { log } from '#lib/platform/log';

export interface MarkPaidRequest {
  readonly auctionId: AuctionId;
  /** The auction's version that the administrator saw. */
  readonly ifVersion?: number | undefined;
  /** Written in the same transaction: the entry in the audit trail. */
  readonly alongside: (tx: Queryable) => Promise<void>;
}

/** In their order of precedence. */
export type MarkPaidRefusal =
  | { readonly code: 'not_found' }
  | { readonly code: 'version_mismatch'; readonly version: number }
  | { readonly code: 'auction_not_won' }
  | { readonly code: 'already_paid' }
  | { readonly code: 'payment_window_over' };

export type MarkPaidOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: MarkPaidRefusal };

function toRefusal({ code }: Extract<SettleOutcome, { accepted: false }>['refusal']): MarkPaidRefusal {
  switch (code) {
    case 'already_paid':
      return { code };
    case 'order_lapsed':
      return { code: 'payment_window_over' };
    case 'no_order':
    case 'order_cancelled':
      return { code: 'auction_not_won' };
    case 'amount_mismatch':
    case 'currency_mismatch':
    case 'not_yet_due':
      // The whole of what is owed, in its own currency, was paid by definition.
      throw new Error(`an order marked as paid in full was refused as ${code}`);
    default:
      return code satisfies never;
  }
}

/** Both locks, in the order in which everything takes them, so that the version holds until the end of the transaction. */
async function refuseVersion(
  tx: Queryable,
  { auctionId, ifVersion }: MarkPaidRequest,
): Promise<MarkPaidRefusal | null> {
  await lockOrder(tx, { auctionId });
  const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
  if (!state) return { code: 'not_found' };
  return ifVersion === undefined || ifVersion === state.version
    ? null
    : { code: 'version_mismatch', version: state.version };
}

/** So that nobody pays twice. Where Stripe cannot be reached, the webhook reports a second payment as one to refund. */
async function endCheckout(sessionId: string): Promise<void> {
  try {
    await endCheckoutSession(sessionId);
  } catch (error) {
    log().warn({ err: error, sessionId }, 'the checkout of an order that is paid could not be ended');
  }
}

/**
 * Settles an order that was paid in some other way, as an administrator says. That the caller is one is checked by the caller.
 * A checkout that the buyer may still have open is ended afterwards.
 */
export async function markOrderPaid(request: MarkPaidRequest): Promise<MarkPaidOutcome> {
  const payment = { through: 'administrator', received: null, paymentIntentId: null } as const;
  const marked = await inTransaction(async (tx) => {
    const refusal = await refuseVersion(tx, request);
    if (refusal) return { accepted: false, refusal } as const;
    const outcome = await settleOrder(tx, { key: { auctionId: request.auctionId }, payment });
    if (!outcome.accepted) return { accepted: false, refusal: toRefusal(outcome.refusal) } as const;
    await request.alongside(tx);
    return outcome;
  });
  if (!marked.accepted) return marked;
  announceSettlement(marked.settlement);
  if (marked.order.checkoutSessionId !== null) await endCheckout(marked.order.checkoutSessionId);
  return { accepted: true };
}

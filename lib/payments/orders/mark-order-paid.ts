import type { AuctionId } from '#lib/auction/types';
import { lockAuctions } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { callOffCharge } from '#lib/payments/cards/call-off-charge';
import { isChargeUnderWay } from '#lib/payments/cards/charge';
import { endCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { lockOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
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

interface Locked {
  readonly order: OrderRecord | null;
  readonly refusal: MarkPaidRefusal | null;
}

/** Both locks, in the order in which everything takes them, so that the version holds until the end of the transaction. */
async function lockBoth(tx: Queryable, { auctionId, ifVersion }: MarkPaidRequest): Promise<Locked> {
  const order = await lockOrder(tx, { auctionId });
  const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
  if (!state) return { order, refusal: { code: 'not_found' } };
  if (ifVersion === undefined || ifVersion === state.version) return { order, refusal: null };
  return { order, refusal: { code: 'version_mismatch', version: state.version } };
}

/** So that nobody pays twice. Where Stripe cannot be reached, the webhook reports a second payment as one to refund. */
async function endCheckout(sessionId: string): Promise<void> {
  try {
    await endCheckoutSession(sessionId);
  } catch (error) {
    log().warn({ err: error, sessionId }, 'the checkout of an order that is paid could not be ended');
  }
}

type Marked =
  MarkPaidOutcome | Extract<SettleOutcome, { accepted: true }> | { readonly charging: OrderRecord };

async function mark(tx: Queryable, request: MarkPaidRequest): Promise<Marked> {
  const { order, refusal } = await lockBoth(tx, request);
  if (refusal) return { accepted: false, refusal };
  if (order && isChargeUnderWay(order)) return { charging: order };
  const payment = { through: 'administrator', received: null, paymentIntentId: null } as const;
  const outcome = await settleOrder(tx, { key: { auctionId: request.auctionId }, payment });
  if (!outcome.accepted) return { accepted: false, refusal: toRefusal(outcome.refusal) };
  await request.alongside(tx);
  return outcome;
}

/** A card is charged once for an order, so one round ends its charge; another may have to wait for somebody who just did. */
const roundsLimit = 4;

/**
 * Settles an order that was paid in some other way, as an administrator says. That the caller is one is checked by the caller.
 * A charge of the buyer's saved card that is under way is called off first, or has paid the order; a checkout that the buyer may
 * still have open is ended afterwards.
 *
 * @throws when such a charge can be neither: Stripe cannot be reached.
 */
export async function markOrderPaid(request: MarkPaidRequest): Promise<MarkPaidOutcome> {
  for (let round = 0; round < roundsLimit; round++) {
    const marked = await inTransaction((tx) => mark(tx, request));
    if ('charging' in marked) {
      await callOffCharge(marked.charging);
      continue;
    }
    if (!('settlement' in marked)) return marked;
    announceSettlement(marked.settlement);
    if (marked.order.checkoutSessionId !== null) await endCheckout(marked.order.checkoutSessionId);
    return { accepted: true };
  }
  throw new Error(`the order of auction ${request.auctionId} kept being charged while it was marked as paid`);
}

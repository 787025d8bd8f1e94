import type { AuctionId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { settleOrder } from '#lib/payments/settle-order';
import type { OrderRecord } from '#lib/payments/order-rows';
import type { Settlement } from '#lib/payments/settlement';

export type MarkPaidOutcome =
  | { readonly accepted: true; readonly order: OrderRecord; readonly settlement: Settlement }
  | {
      readonly accepted: false;
      readonly refusal: {
        readonly code: 'auction_not_won' | 'already_paid' | 'payment_window_over';
      };
    };

/**
 * Settles an order that was paid in some other way, as an administrator says, in the caller's transaction (which also writes the
 * audit entry). After the commit the caller passes the outcome's settlement and order to `finishMarkedPaid`.
 */
export async function markOrderPaid(
  tx: Queryable,
  { auctionId }: { readonly auctionId: AuctionId },
): Promise<MarkPaidOutcome> {
  const payment = { through: 'administrator', received: null, paymentIntentId: null } as const;
  const outcome = await settleOrder(tx, { key: { auctionId }, payment });
  if (outcome.accepted) return outcome;
  const { code } = outcome.refusal;
  switch (code) {
    case 'already_paid':
      return { accepted: false, refusal: { code } };
    case 'order_lapsed':
      return { accepted: false, refusal: { code: 'payment_window_over' } };
    case 'no_order':
    case 'order_cancelled':
      return { accepted: false, refusal: { code: 'auction_not_won' } };
    case 'amount_mismatch':
    case 'currency_mismatch':
    case 'not_yet_due':
      // The whole of what is owed, in its own currency, was paid by definition.
      throw new Error(`an order marked as paid in full was refused as ${code}`);
    default:
      return code satisfies never;
  }
}

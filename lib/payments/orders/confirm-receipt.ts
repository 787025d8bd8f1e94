import type { BidderId } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { lockOrder, writePaidOrder } from '#lib/payments/orders/order-rows';
import { decidePaidOrder, type PaidOrderRefusal } from '#lib/payments/orders/paid-order';
import { publishNotices } from '#lib/realtime/server/index';

/** What can only be wrong with a refund is not wrong here. */
type RefundOnly = 'disputed' | 'refund_of_nothing' | 'refund_too_high';

export type ReceiptRefusal = {
  readonly code: 'not_found' | Exclude<PaidOrderRefusal['code'], RefundOnly>;
};

export type ReceiptOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: ReceiptRefusal };

function codeOf({ code }: PaidOrderRefusal): ReceiptRefusal['code'] {
  switch (code) {
    case 'disputed':
    case 'refund_of_nothing':
    case 'refund_too_high':
      throw new Error(`confirming receipt was refused as ${code}`);
    case 'not_paid':
    case 'order_lapsed':
    case 'order_cancelled':
    case 'already_refunded':
    case 'already_received':
      return code;
    default:
      return code satisfies never;
  }
}

/** The holding time is over for whatever of the money is still held. */
const release = (tx: Queryable, orderId: number, now: Date) =>
  tx.payout.updateMany({ where: { orderId, releaseAt: { gt: now } }, data: { releaseAt: now } });

/**
 * Takes the buyer's word that the lot has arrived: the seller's money may leave now. Refusals: `not_found` (no such order of this
 * buyer), then as `decidePaidOrder`.
 */
export async function confirmReceipt(request: {
  readonly orderId: number;
  readonly buyerId: BidderId;
}): Promise<ReceiptOutcome> {
  const { orderId, buyerId } = request;
  const told: NewNotice[] = [];
  const outcome = await inTransaction(async (tx): Promise<ReceiptOutcome> => {
    const order = await lockOrder(tx, { orderId });
    if (!order || order.buyerId !== buyerId) return { accepted: false, refusal: { code: 'not_found' } };
    const at = await readClock(tx);
    const decision = decidePaidOrder(order, { kind: 'confirm_receipt', at });
    if (!decision.accepted) return { accepted: false, refusal: { code: codeOf(decision.refusal) } };
    await writePaidOrder(tx, decision.order);
    await release(tx, orderId, new Date(at));
    told.push({ bidderId: order.sellerId, auctionId: order.auctionId, notice: { kind: 'received' } });
    await enqueueNotice(tx, told);
    return { accepted: true };
  });
  if (outcome.accepted) publishNotices(told.map(({ bidderId }) => bidderId));
  return outcome;
}

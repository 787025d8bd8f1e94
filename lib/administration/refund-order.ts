import { writeAudit } from '#lib/administration/write-audit';
import type { BidderId, Cents } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { refundOrder, type RefundOutcome } from '#lib/payments/index';

/**
 * Gives money of an order back to its buyer. The entry in the audit trail is written with the intent, so that neither exists
 * without the other. That the actor is an administrator is checked by the caller. Refusals: those of `refundOrder`.
 */
export async function refundOrderAs(request: {
  readonly actorId: BidderId;
  readonly orderId: number;
  readonly amount: Cents;
  readonly reason: string;
  readonly isOutside?: boolean;
}): Promise<RefundOutcome> {
  const { actorId, orderId, amount, reason, isOutside = false } = request;
  const order = await database().order.findUnique({
    where: { id: orderId },
    select: { auction: { select: { title: true } } },
  });
  if (!order) return { accepted: false, refusal: { code: 'not_found' } };
  return refundOrder({
    orderId,
    amount,
    reason,
    requestedBy: actorId,
    isOutside,
    alongside: (tx) =>
      writeAudit(tx, {
        actorId,
        action: 'refund',
        subject: 'order',
        subjectId: orderId,
        subjectName: order.auction.title,
        reason,
      }),
  });
}

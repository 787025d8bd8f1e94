import { writeAudit } from '#lib/administration/write-audit';
import type { BidderId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';

/** Lets go of all strikes against a bidder. @returns how many there were. */
export async function forgiveAll(tx: Queryable, bidderId: BidderId): Promise<number> {
  const { count } = await tx.strike.updateMany({
    where: { bidderId, forgivenAt: null },
    data: { forgivenAt: new Date() },
  });
  return count;
}

export type ForgiveOutcome =
  | { readonly accepted: true; readonly forgiven: number }
  | { readonly accepted: false; readonly refusal: { readonly code: 'not_found' | 'unchanged' } };

/** Lets go of what a bidder did not pay, before it leads to a suspension. Refusals: `not_found`, `unchanged` (no strikes). */
export function forgiveStrikes(request: {
  readonly actorId: BidderId;
  readonly bidderId: BidderId;
  readonly reason: string;
}): Promise<ForgiveOutcome> {
  const { actorId, bidderId, reason } = request;
  return inTransaction(async (tx): Promise<ForgiveOutcome> => {
    const bidder = await tx.bidder.findUnique({ where: { id: bidderId } });
    if (!bidder) return { accepted: false, refusal: { code: 'not_found' } };
    const forgiven = await forgiveAll(tx, bidderId);
    if (forgiven === 0) return { accepted: false, refusal: { code: 'unchanged' } };
    await writeAudit(tx, {
      actorId,
      action: 'forgive_strikes',
      subject: 'bidder',
      subjectId: bidderId,
      subjectName: bidder.username,
      reason,
    });
    return { accepted: true, forgiven };
  });
}

import { writeAudit } from '#lib/administration/write-audit';
import { forgiveAll } from '#lib/administration/forgive-strikes';
import type { BidderId } from '#lib/auction/types';
import { inTransaction } from '#lib/db/transaction';

export type SetStandingOutcome =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      readonly refusal: { readonly code: 'not_found' | 'is_administrator' | 'unchanged' };
    };

/**
 * Suspends a bidder or takes that back. A suspended bidder stays signed in and may look and pay, but neither bids nor lists. Who
 * is reinstated begins anew: the strikes so far are forgiven, or the next one would suspend again.
 * Refusals: `not_found`, `is_administrator` (nobody locks out the desk), `unchanged`.
 */
export function setBidderStanding(request: {
  readonly actorId: BidderId;
  readonly bidderId: BidderId;
  readonly standing: 'good' | 'suspended';
  readonly reason: string;
}): Promise<SetStandingOutcome> {
  const { actorId, bidderId, standing, reason } = request;
  return inTransaction(async (tx): Promise<SetStandingOutcome> => {
    const bidder = await tx.bidder.findUnique({ where: { id: bidderId } });
    if (!bidder) return { accepted: false, refusal: { code: 'not_found' } };
    if (bidder.role === 'administrator') return { accepted: false, refusal: { code: 'is_administrator' } };
    const { count } = await tx.bidder.updateMany({
      where: { id: bidderId, standing: { not: standing } },
      data: { standing },
    });
    if (count === 0) return { accepted: false, refusal: { code: 'unchanged' } };
    if (standing === 'good') await forgiveAll(tx, bidderId);
    await writeAudit(tx, {
      actorId,
      action: standing === 'suspended' ? 'suspend' : 'reinstate',
      subject: 'bidder',
      subjectId: bidderId,
      subjectName: bidder.username,
      reason,
    });
    return { accepted: true };
  });
}

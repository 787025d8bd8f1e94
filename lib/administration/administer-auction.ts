import { writeAudit, type NewAuditEntry } from '#lib/administration/write-audit';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { cancelAuction, endAuctionNow, type Alongside } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { markOrderPaid } from '#lib/payments/index';

export interface AuctionAction {
  readonly actorId: BidderId;
  readonly auctionId: AuctionId;
  readonly action: 'end_now' | 'cancel' | 'mark_paid';
  readonly reason: string;
  /** The version that the administrator saw. */
  readonly ifVersion?: number | undefined;
}

export type AuctionActionOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: { readonly code: string } };

/**
 * Ends an auction now, cancels it before its end, or marks a won one as paid outside of Stripe. The entry in the audit trail is
 * written in the transaction of the action, so that neither exists without the other. That the actor is an administrator is
 * checked by the caller. Refusals: `not_found`, `version_mismatch`, and those of the action itself.
 */
export async function administerAuction(request: AuctionAction): Promise<AuctionActionOutcome> {
  const { actorId, auctionId, action, reason, ifVersion } = request;
  const lot = await database().auction.findUnique({ where: { id: auctionId }, select: { title: true } });
  if (!lot) return { accepted: false, refusal: { code: 'not_found' } };
  const entry: NewAuditEntry = {
    actorId,
    action,
    subject: 'auction',
    subjectId: auctionId,
    subjectName: lot.title,
    reason,
  };
  const alongside: Alongside = (tx) => writeAudit(tx, entry);
  switch (action) {
    case 'end_now':
      return endAuctionNow({ auctionId, ifVersion, alongside });
    case 'cancel':
      return cancelAuction({ auctionId, by: 'administrator', ifVersion, alongside });
    case 'mark_paid':
      return markOrderPaid({ auctionId, ifVersion, alongside });
    default:
      return action satisfies never;
  }
}

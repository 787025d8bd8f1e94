import { writeAudit } from '#lib/administration/write-audit';
import { bidderId } from '#lib/auction/identifiers';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { voidBids } from '#lib/bidding/index';
import type { AuctionActionOutcome } from '#lib/administration/administer-auction';
import { database } from '#lib/db/client';

export interface VoidBidsOf {
  readonly actorId: BidderId;
  readonly auctionId: AuctionId;
  /** Whose bids; upper and lower case do not matter. */
  readonly username: string;
  /** Kept in the audit trail. The public history shows the void, not why. */
  readonly reason: string;
}

/**
 * Voids all that one bidder has bid on a running auction. It depends on no version, for it is about a person and not about a
 * price: whatever that bidder has bid until the lock is held falls. The entry in the audit trail is written in the same
 * transaction. That the actor is an administrator is checked by the caller. Refusals: `not_found`, then those of the rules:
 * `auction_not_started`, `auction_ended`, `nothing_to_void`.
 */
export async function voidBidsOf(request: VoidBidsOf): Promise<AuctionActionOutcome> {
  const { actorId, auctionId, username, reason } = request;
  const [lot, bidder] = await Promise.all([
    database().auction.findUnique({ where: { id: auctionId }, select: { title: true } }),
    database().bidder.findUnique({ where: { username }, select: { id: true, username: true } }),
  ]);
  if (!lot || !bidder) return { accepted: false, refusal: { code: 'not_found' } };
  return voidBids({
    auctionId,
    bidderId: bidderId(bidder.id),
    alongside: (tx) =>
      writeAudit(tx, {
        actorId,
        action: 'void_bids',
        subject: 'auction',
        subjectId: auctionId,
        subjectName: lot.title,
        bidderUsername: bidder.username,
        reason,
      }),
  });
}

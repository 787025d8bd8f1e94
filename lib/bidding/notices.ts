/** Who is told what when a command is accepted. Written in its transaction. */
import type { AuctionState, Decision } from '#lib/auction/types';
import type { EngineCommand } from '#lib/bidding/engine-command';
import type { Queryable } from '#lib/db/client';
import { readStandingBidders } from '#lib/db/history-rows';
import type { NewNotice } from '#lib/notifications/index';

export interface Accepted {
  readonly before: AuctionState;
  readonly decision: Extract<Decision, { accepted: true }>;
}

/** To a leader who was outbid; after a void to its bidder, and to whoever leads because of it. */
export function noticesOfDecision(
  { action, auctionId }: EngineCommand,
  { before, decision: { state, outbid } }: Accepted,
): readonly NewNotice[] {
  const standing = { price: state.currentPrice, currency: state.terms.currency };
  if (outbid !== null) return [{ bidderId: outbid, auctionId, notice: { kind: 'outbid', ...standing } }];
  if (action.kind !== 'void') return [];
  const voided: NewNotice = { bidderId: action.bidderId, auctionId, notice: { kind: 'bid_voided' } };
  const { leader } = state;
  return leader === null || leader.bidderId === before.leader?.bidderId
    ? [voided]
    : [voided, { bidderId: leader.bidderId, auctionId, notice: { kind: 'leading_again', ...standing } }];
}

/** To the seller, and to everybody who has a bid that counts, of auctions that an administrator cancelled. */
export async function readCancelledNotices(
  tx: Queryable,
  cancelled: readonly AuctionState[],
): Promise<readonly NewNotice[]> {
  if (cancelled.length === 0) return [];
  const bidders = await readStandingBidders(
    tx,
    cancelled.map(({ terms }) => terms.auctionId),
  );
  return [
    ...cancelled.map(({ terms: { sellerId, auctionId } }): NewNotice => ({
      bidderId: sellerId,
      auctionId,
      notice: { kind: 'cancelled', to: 'seller' },
    })),
    ...bidders.map(({ bidderId, auctionId }): NewNotice => ({
      bidderId,
      auctionId,
      notice: { kind: 'cancelled', to: 'bidder' },
    })),
  ];
}

import type { AuctionId, BidderId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { publishAuctions, publishNotices } from '#lib/realtime/server/index';

/** What a transaction of this feature changed, to be told after it has committed. */
export interface Settlement {
  readonly auctionIds: readonly AuctionId[];
  readonly notified: readonly BidderId[];
}

/** What an event of Stripe's does in its transaction. @returns what to announce after the commit, or null when nothing changed. */
export type Effect = (tx: Queryable) => Promise<Settlement | null>;

/** After the commit: every screen on these auctions, and everybody with a new notice, is told. Returns at once, never throws. */
export function announceSettlement({ auctionIds, notified }: Settlement): void {
  publishAuctions(auctionIds);
  publishNotices(notified);
}

import type { DueState } from '#lib/auction/closing';
import type { Queryable } from '#lib/db/client';
import { readStandingBidders } from '#lib/db/history-rows';
import type { NewNotice } from '#lib/notifications/index';
import { createOrders } from '#lib/payments/index';

/** To everybody who bid and did not win. Whose bids were voided was told so then. */
async function readLostNotices(tx: Queryable, ended: readonly DueState[]): Promise<readonly NewNotice[]> {
  const contested = ended.filter(({ bidCount }) => bidCount > 0);
  if (contested.length === 0) return [];
  const winnerOf = new Map(
    contested.map(({ terms, status, leader }) => [
      terms.auctionId,
      status === 'won' ? leader?.bidderId : undefined,
    ]),
  );
  const bidders = await readStandingBidders(tx, [...winnerOf.keys()]);
  return bidders
    .filter(({ auctionId, bidderId }) => winnerOf.get(auctionId) !== bidderId)
    .map(({ auctionId, bidderId }) => ({ bidderId, auctionId, notice: { kind: 'lost' } }));
}

const unsoldNotices = (ended: readonly DueState[]): readonly NewNotice[] =>
  ended.flatMap(({ terms, status, outcome }): NewNotice[] =>
    status === 'closed' && (outcome === 'no_bids' || outcome === 'reserve_not_met')
      ? [{ bidderId: terms.sellerId, auctionId: terms.auctionId, notice: { kind: 'unsold', outcome } }]
      : [],
  );

/**
 * What follows when bidding has ended, whether its time had come, somebody bought the lot, or an administrator ended it: the
 * winners' orders, in the transaction of the end, which holds the auctions' locks. Auctions that were called off are not among
 * them.
 *
 * @returns what winners, sellers and those who bid in vain are to be told.
 */
export async function concludeAuctions(
  tx: Queryable,
  ended: readonly DueState[],
): Promise<readonly NewNotice[]> {
  const won = ended.filter(({ status }) => status === 'won');
  const orderNotices = await createOrders(tx, won);
  return [...orderNotices, ...unsoldNotices(ended), ...(await readLostNotices(tx, ended))];
}

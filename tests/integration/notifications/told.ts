import { inTransaction } from '#lib/db/transaction';
import { database } from '#lib/db/client';
import { enqueueNotice, type NewNotice, type NoticeContent } from '#lib/notifications/index';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { makeAuction, makeBidder, type TestBidder } from '#tests/support/people';

export const tell = (notices: readonly NewNotice[]): Promise<void> =>
  inTransaction((tx) => enqueueNotice(tx, notices));

export const outbidAt = (price: number): NoticeContent => ({
  kind: 'outbid',
  price: cents(price),
  currency: 'USD',
});

/** A new bidder who was told that somebody else won a new lot. */
export async function makeLoser(): Promise<{ readonly bidder: TestBidder; readonly auctionId: AuctionId }> {
  const [bidder, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
  await tell([{ bidderId: bidder.id, auctionId, notice: { kind: 'lost' } }]);
  return { bidder, auctionId };
}

/** Makes every mail that is still to be sent due now, whatever it waits for. */
export async function makeMailDue(): Promise<void> {
  await database().$executeRaw`UPDATE notices SET mail_due_at = now() WHERE mail_due_at IS NOT NULL`;
}

/** The bidder's one notice, with what became of its mail. */
export const readMail = (bidder: TestBidder) =>
  database().notice.findFirstOrThrow({ where: { bidderId: bidder.id } });

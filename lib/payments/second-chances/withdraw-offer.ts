import type { AuctionId } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { decideOffer } from '#lib/payments/second-chances/offer';
import { readOpenOffers, writeAnswer } from '#lib/payments/second-chances/offer-rows';

/** Takes back whatever offer of a lot is open, in the caller's transaction, which holds the auction's lock. @returns who was told. */
export async function withdrawOffer(tx: Queryable, auctionId: AuctionId): Promise<readonly NewNotice[]> {
  const at = await readClock(tx);
  const notices: NewNotice[] = [];
  for (const offer of await readOpenOffers(tx, [auctionId])) {
    const decision = decideOffer(offer, { kind: 'withdraw' });
    if (!decision.accepted) continue;
    await writeAnswer(tx, { offer: { ...decision.offer, orderId: null }, at });
    notices.push({ bidderId: offer.bidderId, auctionId, notice: { kind: 'offer_withdrawn' } });
  }
  await enqueueNotice(tx, notices);
  return notices;
}

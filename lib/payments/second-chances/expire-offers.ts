import { lockAuctions, readClock } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import type { AuctionId } from '#lib/auction/types';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { decideOffer } from '#lib/payments/second-chances/offer';
import {
  findLotsWithOverdueOffers,
  readOpenOffers,
  writeAnswer,
} from '#lib/payments/second-chances/offer-rows';
import { offerNext } from '#lib/payments/second-chances/offer-next';
import { publishNotices } from '#lib/realtime/server/index';

/** Lots handled in one transaction. */
const setSize = 100;

interface Expired {
  readonly lots: readonly AuctionId[];
  readonly notices: readonly NewNotice[];
}

/**
 * Ends one set of offers that nobody answered in time, and offers those lots to whoever comes next. Any number of processes may:
 * what a lot's lock shows is what counts.
 *
 * @returns how many offers expired.
 */
export async function expireOffers(): Promise<number> {
  const overdue = await findLotsWithOverdueOffers(database(), setSize);
  if (overdue.length === 0) return 0;
  const { lots, notices } = await inTransaction(async (tx): Promise<Expired> => {
    const states = await lockAuctions(tx, overdue);
    const at = await readClock(tx);
    const expired: AuctionId[] = [];
    for (const offer of await readOpenOffers(tx, overdue)) {
      const decision = decideOffer(offer, { kind: 'expire', at });
      if (!decision.accepted) continue;
      await writeAnswer(tx, { offer: { ...decision.offer, orderId: null }, at });
      expired.push(offer.auctionId);
    }
    const next = await offerNext(tx, new Map([...states].filter(([id]) => expired.includes(id))));
    await enqueueNotice(tx, next);
    return { lots: expired, notices: next };
  });
  publishNotices(notices.map(({ bidderId }) => bidderId));
  return lots.length;
}

import { centsOrNull } from '#lib/db/amounts';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { Order } from '#lib/db/generated/client';
import type { OrderSummary, ReaderView } from '#lib/listings/types';

export const toOrderSummary = (order: Order): OrderSummary => ({
  id: order.id,
  status: order.status,
  totalPrice: cents(Number(order.totalPrice)),
  dueAt: epochMs(order.dueAt.getTime()),
  paidAt: order.paidAt === null ? null : epochMs(order.paidAt.getTime()),
});

/** What this reader, and nobody else, may know of a lot. @throws Error for a lot that does not exist. */
export async function readReaderView({
  auctionId,
  readerId,
}: {
  readonly auctionId: AuctionId;
  readonly readerId: BidderId;
}): Promise<ReaderView> {
  const lot = await database().auction.findUniqueOrThrow({
    where: { id: auctionId },
    include: {
      order: true,
      watches: { where: { bidderId: readerId }, take: 1 },
      bids: { where: { bidderId: readerId }, take: 1, select: { id: true } },
    },
  });
  const isSeller = lot.sellerId === readerId;
  const concernsReader = isSeller || lot.order?.buyerId === readerId;
  return {
    isSeller,
    isWatching: lot.watches.length > 0,
    hasBid: lot.bids.length > 0,
    ownMaximum: lot.leaderId === readerId ? centsOrNull(lot.leaderMaximum) : null,
    reservePrice: isSeller ? centsOrNull(lot.reservePrice) : null,
    order: lot.order && concernsReader ? toOrderSummary(lot.order) : null,
  };
}

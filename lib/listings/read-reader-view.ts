import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId, EpochMs } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { Order } from '#lib/db/generated/client';
import type { OrderSummary, ReaderView } from '#lib/listings/types';

export const toOrderSummary = (order: Order): OrderSummary => ({
  id: order.id,
  status: order.status,
  totalPrice: cents(Number(order.totalPrice)),
  dueAt: order.dueAt.getTime() as EpochMs,
  paidAt: order.paidAt === null ? null : (order.paidAt.getTime() as EpochMs),
});

const centsOrNull = (value: bigint | null) => (value === null ? null : cents(Number(value)));

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

import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import type { AuctionId, BidderId, EpochMs } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { noticeSchema, type NoticeContent } from '#lib/notifications/notice-kinds';
import { noticeWords } from '#lib/notifications/notice-words';
import type { NoticeWords } from '#lib/notifications/types';

/** A notice as its reader sees it. */
export interface NoticeEntry {
  /** Decimal digits; rises with time. */
  readonly id: string;
  readonly auctionId: AuctionId;
  readonly notice: NoticeContent;
  readonly words: NoticeWords;
  readonly createdAt: EpochMs;
  readonly readAt: EpochMs | null;
}

/** The bidder's newest notices, newest first, at most `limit`. */
export async function listNotices(bidderId: BidderId, limit: number): Promise<readonly NoticeEntry[]> {
  const rows = await database().notice.findMany({
    where: { bidderId },
    orderBy: { id: 'desc' },
    take: limit,
    include: { auction: { select: { id: true, title: true } } },
  });
  return rows.flatMap(({ id, auction, data, createdAt, readAt }): NoticeEntry[] => {
    if (auction === null) return [];
    const auctionId = toAuctionId(auction.id);
    const notice = noticeSchema.parse(data);
    return [
      {
        id: id.toString(),
        auctionId,
        notice,
        words: noticeWords(notice, { auctionId, title: auction.title }),
        createdAt: epochMs(createdAt.getTime()),
        readAt: readAt && epochMs(readAt.getTime()),
      },
    ];
  });
}

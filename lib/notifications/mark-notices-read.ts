import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/**
 * Marks this bidder's notices as read, up to and including the newest one that they were shown (`upToId`), so that one
 * which arrives while they read stays unread.
 */
export async function markNoticesRead({
  bidderId,
  upToId,
}: {
  readonly bidderId: BidderId;
  readonly upToId: string;
}): Promise<void> {
  await database().notice.updateMany({
    where: { bidderId, readAt: null, id: { lte: BigInt(upToId) } },
    data: { readAt: new Date() },
  });
}

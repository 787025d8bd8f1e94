import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/** How many of their notices this bidder has not read. */
export const countUnread = (bidderId: BidderId): Promise<number> =>
  database().notice.count({ where: { bidderId, readAt: null } });

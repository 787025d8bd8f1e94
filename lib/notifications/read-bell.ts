import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/** What the bell in the header shows. */
export interface Bell {
  readonly unread: number;
  /** Decimal digits; null while there are no notices. */
  readonly newestId: string | null;
}

/** In one statement, as every page has a bell. */
export async function readBell(bidderId: BidderId): Promise<Bell> {
  const [bell] = await database().$queryRaw<Bell[]>`
    SELECT (SELECT count(*)::int FROM notices WHERE bidder_id = ${bidderId}::int AND read_at IS NULL) AS unread,
      (SELECT max(id)::text FROM notices WHERE bidder_id = ${bidderId}::int) AS "newestId"`;
  if (!bell) throw new Error('a statement of one row has one row');
  return bell;
}

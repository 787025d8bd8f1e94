/** What the database knows of what was not told yet. */
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

const sweepSize = 1000;
/** As many numbers of auctions are looked at in one statement. */
const stretch = 50_000;
/** Notices older than this have been found by now: a page reads them when it connects or is looked at. */
const lately = '10 minutes';

/** What of one stretch of the house was not published. */
export interface Lagging {
  readonly ids: readonly AuctionId[];
  /** The next look begins anew. */
  readonly isLast: boolean;
}

/**
 * Goes through all auctions, again and again, a stretch at each call: a look costs the same however many lots there are, and no
 * index on every version has to be kept.
 */
export function createWalk(): () => Promise<Lagging> {
  let above = 0;
  return async () => {
    const rows = await database().$queryRaw<{ id: number }[]>`
      SELECT id FROM auctions WHERE id > ${above} AND id <= ${above + stretch} AND published_version < version
      ORDER BY id LIMIT ${sweepSize}`;
    const { _max: newest } = await database().auction.aggregate({ _max: { id: true } });
    const ids = rows.map(({ id }) => toAuctionId(id));
    above = ids.length === sweepSize ? (ids.at(-1) ?? above) : above + stretch;
    const isLast = above >= (newest.id ?? 0);
    if (isLast) above = 0;
    return { ids, isLast };
  };
}

export interface Version {
  readonly id: AuctionId;
  readonly version: number;
}

export async function readVersions(ids: readonly AuctionId[]): Promise<Version[]> {
  const rows = await database().$queryRaw<{ id: number; version: number }[]>`
    SELECT id, version FROM auctions WHERE id = ANY(${[...ids]}::int[])`;
  return rows.map(({ id, version }) => ({ id: toAuctionId(id), version }));
}

export async function readLatelyNoticed(): Promise<BidderId[]> {
  const rows = await database().$queryRaw<{ bidder_id: number }[]>`
    SELECT DISTINCT bidder_id FROM (SELECT bidder_id, created_at FROM notices ORDER BY id DESC LIMIT ${sweepSize}) newest
    WHERE created_at > now() - ${lately}::interval`;
  return rows.map(({ bidder_id: id }) => toBidderId(id));
}

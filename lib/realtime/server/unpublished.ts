/** What the database knows of what was not told yet. */
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

const sweepSize = 1000;
/** Notices older than this have been found by now: a page reads them when it connects or is looked at. */
const lately = '10 minutes';

export async function readUnpublished(): Promise<AuctionId[]> {
  const rows = await database().$queryRaw<{ id: number }[]>`
    SELECT id FROM auctions WHERE published_version < version ORDER BY id LIMIT ${sweepSize}`;
  return rows.map(({ id }) => toAuctionId(id));
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

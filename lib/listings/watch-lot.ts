import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readSummaries } from '#lib/listings/lot-rows';
import type { LotSummary } from '#lib/listings/types';

const shown = 200;

/** Puts a lot on the bidder's watchlist, or takes it off. Repeating it changes nothing. */
export async function setWatching(request: {
  readonly bidderId: BidderId;
  readonly auctionId: AuctionId;
  readonly watching: boolean;
}): Promise<void> {
  const { bidderId, auctionId, watching } = request;
  const db = database();
  if (watching)
    await db.$executeRaw`
      INSERT INTO watches (bidder_id, auction_id) SELECT ${bidderId}::int, id FROM auctions WHERE id = ${auctionId}::int
      ON CONFLICT DO NOTHING`;
  else await db.watch.deleteMany({ where: { bidderId, auctionId } });
}

/** Watched lots: those still running first, the soonest to end at the top. */
export async function listWatched(bidderId: BidderId): Promise<readonly LotSummary[]> {
  const db = database();
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT a.id FROM watches w JOIN auctions a ON a.id = w.auction_id WHERE w.bidder_id = ${bidderId}::int
    ORDER BY a.status IN ('won', 'closed'), a.ends_at LIMIT ${shown}`;
  return readSummaries(
    db,
    rows.map(({ id }) => toAuctionId(id)),
  );
}

import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/** Few enough that no bid waits long for their locks. */
const marksPerStatement = 500;

/**
 * Writes down which versions were sent. An auction that a bid holds right now is passed over rather than waited for: a mark may
 * be late, a bid may not. Returns those that were marked.
 */
async function markSome(sent: readonly (readonly [AuctionId, number])[]): Promise<AuctionId[]> {
  const rows = await database().$queryRaw<{ id: number }[]>`
    WITH free AS (
      SELECT a.id, u.version
      FROM unnest(${sent.map(([id]) => id)}::int[], ${sent.map(([, version]) => version)}::int[]) AS u(id, version)
      JOIN auctions a ON a.id = u.id
      ORDER BY a.id FOR NO KEY UPDATE OF a SKIP LOCKED
    )
    UPDATE auctions a SET published_version = greatest(a.published_version, free.version)
    FROM free WHERE a.id = free.id
    RETURNING a.id`;
  return rows.map(({ id }) => toAuctionId(id));
}

/** Marks what was sent, and forgets it; what could not be marked stays for the next time. */
export async function markPublished(sent: Map<AuctionId, number>): Promise<void> {
  const all = [...sent];
  for (let start = 0; start < all.length; start += marksPerStatement) {
    const some = all.slice(start, start + marksPerStatement);
    const marked = new Set(await markSome(some));
    // A version that was sent meanwhile is still to be marked.
    for (const [id, version] of some) if (marked.has(id) && sent.get(id) === version) sent.delete(id);
  }
}

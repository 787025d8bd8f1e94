import { bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { database } from '#lib/db/client';
import type { Page } from '#lib/listings/index';
import type { AdminBidder } from '#lib/administration/types';

interface Deeds {
  readonly id: number;
  readonly bids: number;
  readonly auctions: number;
  readonly strikes: number;
}

/** Each bidder's by themselves: a house has far more bids than a page shows bidders. */
async function countDeeds(ids: readonly number[]): Promise<ReadonlyMap<number, Deeds>> {
  const rows = await database().$queryRaw<Deeds[]>`
    SELECT u.id,
      (SELECT count(*)::int FROM bids WHERE bidder_id = u.id AND kind NOT IN ('automatic', 'void')) AS bids,
      (SELECT count(*)::int FROM auctions WHERE seller_id = u.id) AS auctions,
      (SELECT count(*)::int FROM strikes WHERE bidder_id = u.id AND forgiven_at IS NULL) AS strikes
    FROM unnest(${ids}::int[]) AS u(id)`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Accounts, the newest first; `query` finds parts of a username or an e-mail address. */
export async function listBidders(filter: {
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}): Promise<Page<AdminBidder>> {
  const { query, cursor, limit } = filter;
  const before = cursor !== undefined && /^\d{1,9}$/.test(cursor) ? { id: { lt: Number(cursor) } } : {};
  const matching = query
    ? {
        OR: [
          { username: { contains: query, mode: 'insensitive' as const } },
          { email: { contains: query, mode: 'insensitive' as const } },
        ],
      }
    : {};
  const rows = await database().bidder.findMany({
    where: { ...before, ...matching },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const counts = await countDeeds(shown.map(({ id }) => id));
  return {
    data: shown.map((row) => ({
      id: bidderId(row.id),
      username: row.username,
      email: row.email,
      role: row.role,
      standing: row.standing,
      createdAt: epochMs(row.createdAt.getTime()),
      bids: counts.get(row.id)?.bids ?? 0,
      auctions: counts.get(row.id)?.auctions ?? 0,
      strikes: counts.get(row.id)?.strikes ?? 0,
    })),
    nextCursor: rows.length > limit && last ? String(last.id) : null,
  };
}

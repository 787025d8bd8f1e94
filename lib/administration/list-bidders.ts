import { bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { database } from '#lib/db/client';
import type { Page } from '#lib/listings/index';
import type { AdminBidder } from '#lib/administration/types';

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
    include: {
      _count: {
        select: {
          bids: { where: { kind: { notIn: ['automatic', 'void'] } } },
          auctionsSold: true,
          strikes: { where: { forgivenAt: null } },
        },
      },
    },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(({ _count: count, ...row }) => ({
      id: bidderId(row.id),
      username: row.username,
      email: row.email,
      role: row.role,
      standing: row.standing,
      createdAt: epochMs(row.createdAt.getTime()),
      bids: count.bids,
      auctions: count.auctionsSold,
      strikes: count.strikes,
    })),
    nextCursor: rows.length > limit && last ? String(last.id) : null,
  };
}

import { cents } from '#lib/auction/money';
import type { AuctionId, BidId, EpochMs } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { HistoryEntry, Page } from '#lib/listings/types';

/** Whether a cursor of the history is one of ours: the sequence of the last row seen. */
export const isHistoryCursor = (cursor: string): boolean => /^[1-9]\d{0,9}$/.test(cursor);

/** One page of an auction's public history, newest first; null when there is no such auction. */
export async function listHistory(
  auctionId: AuctionId,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<HistoryEntry> | null> {
  const db = database();
  const auction = await db.auction.findUnique({ where: { id: auctionId }, select: { id: true } });
  if (!auction) return null;
  const before = cursor !== undefined && isHistoryCursor(cursor) ? { lt: Number(cursor) } : undefined;
  const rows = await db.bid.findMany({
    where: { auctionId, ...(before ? { sequence: before } : {}) },
    orderBy: { sequence: 'desc' },
    take: limit + 1,
    include: { bidder: { select: { username: true } } },
  });
  const data = rows.slice(0, limit).map((row): HistoryEntry => ({
    id: Number(row.id) as BidId,
    sequence: row.sequence,
    kind: row.kind,
    username: row.bidder.username,
    price: cents(Number(row.price)),
    at: row.timestamp.getTime() as EpochMs,
    commitment: row.commitment,
    hash: row.hash,
    previousHash: row.previousHash,
  }));
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? String(last.sequence) : null };
}

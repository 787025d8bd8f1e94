import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { lotExists } from '#lib/listings/lot-exists';
import { readHistory } from '#lib/db/history-rows';
import type { HistoryEntry, Page } from '#lib/listings/types';

/** Whether a cursor of the history is one of ours: the sequence of the last row seen. */
export const isHistoryCursor = (cursor: string): boolean => /^[1-9]\d{0,8}$/.test(cursor);

/**
 * One page of an auction's public history, newest first, with the hidden maximums once it has ended; null when there is no
 * such auction.
 */
export async function listHistory(
  auctionId: AuctionId,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<HistoryEntry> | null> {
  const db = database();
  const below = cursor !== undefined && isHistoryCursor(cursor) ? Number(cursor) : null;
  const rows = await readHistory(db, { auctionId, above: 0, below, order: 'newest first', limit: limit + 1 });
  // Whether there is such an auction only has to be asked where it shows no rows.
  if (rows.length === 0 && !(await lotExists(auctionId))) return null;
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? String(last.sequence) : null };
}

import { bidderId as toBidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import type { BidderId, EpochMs } from '#lib/auction/types';
import { database } from '#lib/db/client';

export type BlockOutcome =
  | { readonly accepted: true; readonly username: string }
  | { readonly accepted: false; readonly refusal: { readonly code: 'not_found' | 'own_account' } };

/**
 * Takes no more bids of somebody on any lot of this seller, from the next bid on: those already placed stand. Repeating it
 * changes nothing. Refusals: `not_found`, `own_account`.
 *
 * @param request.username Upper and lower case do not matter.
 */
export async function blockBidder(request: {
  readonly sellerId: BidderId;
  readonly username: string;
}): Promise<BlockOutcome> {
  const { sellerId, username } = request;
  const db = database();
  const bidder = await db.bidder.findUnique({ where: { username }, select: { id: true, username: true } });
  if (!bidder) return { accepted: false, refusal: { code: 'not_found' } };
  if (bidder.id === sellerId) return { accepted: false, refusal: { code: 'own_account' } };
  await db.blockedBidder.createMany({ data: [{ sellerId, bidderId: bidder.id }], skipDuplicates: true });
  return { accepted: true, username: bidder.username };
}

/** Takes bids of somebody again. Does nothing where they are not blocked. */
export async function unblockBidder(pair: {
  readonly sellerId: BidderId;
  readonly bidderId: BidderId;
}): Promise<void> {
  await database().blockedBidder.deleteMany({ where: pair });
}

export interface BlockedBidder {
  readonly id: BidderId;
  readonly username: string;
  readonly since: EpochMs;
}

/** Whom a seller blocked, the latest first; at most `limit`. */
export async function listBlocked(sellerId: BidderId, limit: number): Promise<readonly BlockedBidder[]> {
  const rows = await database().blockedBidder.findMany({
    where: { sellerId },
    orderBy: [{ createdAt: 'desc' }, { bidderId: 'asc' }],
    take: limit,
    include: { bidder: { select: { username: true } } },
  });
  return rows.map((row) => ({
    id: toBidderId(row.bidderId),
    username: row.bidder.username,
    since: epochMs(row.createdAt.getTime()),
  }));
}

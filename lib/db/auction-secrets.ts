/**
 * The secrets of an auction and of its history between their sealed columns and the rules. What check constraints said while
 * these numbers stood in the clear is asserted here, on the way in and on the way out.
 */
import { isCents } from '#lib/auction/money';
import type { AuctionId, AuctionState, Cents, HistoryRow } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import {
  openAmount,
  openText,
  readAmount,
  sealAmount,
  sealedColumns,
  sealText,
  writeAmount,
} from '#lib/db/sealed-columns';

/**
 * Takes ids for auctions that are about to be inserted, ascending: a sealed value is bound to its row, so the row must be known
 * before it is there.
 */
export async function allotAuctionIds(db: Queryable, count: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT nextval(pg_get_serial_sequence('auctions', 'id'))::int AS id FROM generate_series(1, ${count}::int)`;
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}

/** The same for one. */
export async function allotAuctionId(db: Queryable): Promise<number> {
  const [id] = await allotAuctionIds(db, 1);
  if (id === undefined) throw new Error('the sequence of auctions gave no number');
  return id;
}

/** @param id The auction's. */
export function sealReserve(id: number, reserve: Cents | null): string | null {
  if (reserve === null) return null;
  if (!isCents(reserve) || reserve === 0) throw new Error(`auction ${id} has a reserve that is none`);
  return sealAmount(sealedColumns.reserve, [id], reserve);
}

export const openReserve = (row: {
  readonly id: number;
  readonly reserveSealed: string | null;
}): Cents | null =>
  row.reserveSealed === null ? null : openAmount(sealedColumns.reserve, [row.id], row.reserveSealed);

/** null without a leader. @throws Error when the price is above the leader's maximum. */
export function sealLeaderMaximum({ terms, leader, currentPrice }: AuctionState): string | null {
  if (!leader) return null;
  if (leader.maximum < currentPrice)
    throw new Error(`the price of auction ${terms.auctionId} is above its leader's maximum`);
  return sealAmount(sealedColumns.leaderMaximum, [terms.auctionId], leader.maximum);
}

export const openLeaderMaximum = (row: {
  readonly id: number;
  readonly leaderMaximumSealed: string | null;
}): Cents | null =>
  row.leaderMaximumSealed === null
    ? null
    : openAmount(sealedColumns.leaderMaximum, [row.id], row.leaderMaximumSealed);

/** A hidden maximum, with the salt that blinds its commitment. One without the other could be guessed from the commitment. */
export interface Opening {
  readonly maximum: Cents;
  readonly salt: string;
}

/** null on rows that bind no maximum. @throws Error when half of an opening is missing, or the price is above the maximum. */
export function sealOpening(auctionId: AuctionId, row: HistoryRow): string | null {
  const { sequence, price, maximum, salt } = row;
  if (maximum === null && salt === null) return null;
  if (maximum === null || salt === null || maximum < price)
    throw new Error(`bid ${sequence} of auction ${auctionId} binds no maximum that covers its price`);
  return sealText(sealedColumns.opening, [auctionId, sequence], `${writeAmount(maximum)} ${salt}`);
}

/** null on rows that bind no maximum. */
export function openOpening(row: {
  readonly auctionId: number;
  readonly sequence: number;
  readonly openingSealed: string | null;
}): Opening | null {
  const { auctionId, sequence, openingSealed } = row;
  if (openingSealed === null) return null;
  const [maximum, salt] = openText(sealedColumns.opening, [auctionId, sequence], openingSealed).split(' ');
  if (maximum === undefined || salt === undefined) throw new Error('a sealed opening is malformed');
  return { maximum: readAmount(maximum), salt };
}

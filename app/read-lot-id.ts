import { isAuctionId } from '#lib/auction/identifiers';
import type { AuctionId } from '#lib/auction/types';

/** The number of a lot in an address; null for what cannot be one. */
export function readLotId(text: string): AuctionId | null {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  return isAuctionId(id) ? id : null;
}

import { cache } from 'react';
import { findLot, type LotDetail } from '#lib/listings/index';
import { readLotId } from '#app/read-lot-id.ts';

/** The lot of an address, read once for each request; null for what is none. */
export const loadLot = cache(async (text: string): Promise<LotDetail | null> => {
  const id = readLotId(text);
  return id === null ? null : findLot(id);
});

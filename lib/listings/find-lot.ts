import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readDetail } from '#lib/listings/lot-rows';
import type { LotDetail } from '#lib/listings/types';

/** The lot as anybody may see it, or null when there is none of that number. */
export const findLot = (id: AuctionId): Promise<LotDetail | null> => readDetail(database(), id);

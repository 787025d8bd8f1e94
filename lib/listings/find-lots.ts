import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readDetails } from '#lib/listings/lot-rows';
import type { LotDetail } from '#lib/listings/types';

/** Lots as anybody may see them, in the order of `ids`; unknown ids are left out. */
export const findLots = (ids: readonly AuctionId[]): Promise<LotDetail[]> => readDetails(database(), ids);

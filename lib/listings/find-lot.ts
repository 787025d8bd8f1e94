import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readDetails } from '#lib/listings/lot-rows';
import type { LotDetail } from '#lib/listings/types';
import { gather } from '#lib/platform/gather';
import { processWide } from '#lib/platform/singleton';

/** Everybody who asks while a question is under way shares the next: a popular lot costs no more than a quiet one. */
const find = () =>
  processWide('find-lot', () =>
    gather<AuctionId, LotDetail>({
      answerAll: async (ids) =>
        new Map((await readDetails(database(), ids)).map((lot) => [lot.state.id, lot])),
      concurrency: 2,
      most: 100,
    }),
  );

/** The lot as anybody may see it, never older than the question, or null when there is none of that number. */
export const findLot = (id: AuctionId): Promise<LotDetail | null> => find()(id);

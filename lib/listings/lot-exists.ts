import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/** Whether there is a lot of this number: by its key alone, for those who only have to know that. */
export async function lotExists(id: AuctionId): Promise<boolean> {
  return (await database().auction.findUnique({ where: { id }, select: { id: true } })) !== null;
}

'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { auctionId } from '#lib/auction/identifiers';
import { setWatching } from '#lib/listings/index';

const request = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  watching: z.boolean(),
});

export type WatchInput = z.input<typeof request>;

/** Puts a lot on the reader's watchlist or takes it off. Answers whether that was done: not for who is signed out. */
export async function watchAction(input: WatchInput): Promise<{ readonly done: boolean }> {
  const parsed = request.safeParse(input);
  const caller = await currentCaller();
  if (!parsed.success || !caller) return { done: false };
  await setWatching({ ...parsed.data, bidderId: caller.id });
  return { done: true };
}

'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { blockBidder, unblockBidder } from '#lib/accounts/index';
import { bidderId } from '#lib/auction/identifiers';

export type BlockReply =
  { readonly done: true; readonly username: string } | { readonly done: false; readonly message: string };

const signedOut = 'You are signed out. Sign in again, then try once more.';
const words = {
  not_found: 'Nobody has this username. Check its spelling.',
  own_account: 'This is you: sellers never bid on their own lots.',
} as const;

const onName = z.object({ username: z.string().trim().min(1).max(30) });

export type BlockInput = z.input<typeof onName>;

/** Takes no more bids of somebody on the caller's lots. */
export async function blockAction(input: BlockInput): Promise<BlockReply> {
  const caller = await currentCaller();
  if (!caller) return { done: false, message: signedOut };
  const parsed = onName.safeParse(input);
  if (!parsed.success) return { done: false, message: 'Write the username of whom to block.' };
  const outcome = await blockBidder({ sellerId: caller.id, username: parsed.data.username });
  return outcome.accepted
    ? { done: true, username: outcome.username }
    : { done: false, message: words[outcome.refusal.code] };
}

const onBidder = z.object({ bidderId: z.int32().positive().transform(bidderId) });

export type UnblockInput = z.input<typeof onBidder>;

/** Takes bids of somebody again. Answers whether that was done. */
export async function unblockAction(input: UnblockInput): Promise<{ readonly done: boolean }> {
  const caller = await currentCaller();
  const parsed = onBidder.safeParse(input);
  if (!caller || !parsed.success) return { done: false };
  await unblockBidder({ ...parsed.data, sellerId: caller.id });
  return { done: true };
}

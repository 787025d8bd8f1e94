'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { allow } from '#lib/accounts/index';
import { auctionId } from '#lib/auction/identifiers';
import { buyNow, refusalReply, replyTo, type BidReply } from '#lib/bidding/index';

const request = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  /** Drawn once per attempt: pressing twice buys once. */
  key: z.uuid(),
});

export type BuyNowInput = z.input<typeof request>;

/** Buys the lot for the reader at its buy-now price, which ends the auction. */
export async function buyNowAction(input: BuyNowInput): Promise<BidReply> {
  const parsed = request.safeParse(input);
  const noState = { currency: 'USD', state: null };
  if (!parsed.success) return refusalReply({ code: 'invalid_request' }, noState);
  const caller = await currentCaller();
  if (!caller) return refusalReply({ code: 'unauthenticated' }, noState);
  const allowance = await allow('bid', String(caller.id));
  if (!allowance.allowed) return refusalReply({ code: 'rate_limited', ...allowance }, noState);
  const outcome = await buyNow({
    auctionId: parsed.data.auctionId,
    bidderId: caller.id,
    idempotencyKey: parsed.data.key,
  });
  return replyTo(outcome, outcome.state?.currency ?? noState.currency);
}

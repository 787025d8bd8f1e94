'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { allow } from '#lib/accounts/index';
import { isCurrency } from '#lib/auction/currencies';
import { auctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { placeBid, refusalReply, replyTo, type BidReply } from '#lib/bidding/index';

const amount = z.int().nonnegative().transform(cents);
const request = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  amount,
  maximum: amount.nullable(),
  currency: z.string().refine(isCurrency),
  /** Drawn once per attempt: pressing twice places one bid. */
  key: z.uuid(),
});

export type PlaceBidInput = z.input<typeof request>;

/** Bids for the reader. Refusals come back as words. */
export async function placeBidAction(input: PlaceBidInput): Promise<BidReply> {
  const parsed = request.safeParse(input);
  const noState = { currency: 'USD', state: null };
  if (!parsed.success) return refusalReply({ code: 'invalid_request' }, noState);
  const caller = await currentCaller();
  if (!caller) return refusalReply({ code: 'unauthenticated' }, noState);
  const allowance = await allow('bid', String(caller.id));
  if (!allowance.allowed) return refusalReply({ code: 'rate_limited', ...allowance }, noState);
  const { key, currency, maximum, ...bid } = parsed.data;
  const outcome = await placeBid({
    ...bid,
    bidderId: caller.id,
    idempotencyKey: key,
    ...(maximum !== null && { maximum }),
  });
  return replyTo(outcome, currency);
}

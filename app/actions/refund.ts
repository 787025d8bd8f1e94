'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { canAdminister } from '#lib/accounts/index';
import { refundOrderAs } from '#lib/administration/index';
import { cents, isCents } from '#lib/auction/money';
import type { RefundRefusal } from '#lib/payments/index';
import type { DeskReply } from '#app/actions/administer.ts';

const longestReason = 500;

const request = z.object({
  orderId: z.int32().positive(),
  amount: z.number().refine(isCents).transform(cents),
  reason: z.string().trim().min(3).max(longestReason),
  /** The administrator gives it back themselves, not through Stripe. */
  isOutside: z.boolean(),
});

export type RefundInput = z.input<typeof request>;

/** `isUnderWay`: nobody knows yet whether the money went back; the house sees to it. */
export type RefundReply =
  { readonly done: true; readonly isUnderWay: boolean } | Extract<DeskReply, { readonly done: false }>;

const words: Readonly<Record<RefundRefusal['code'], string>> = {
  not_found: 'There is no order of that number any more.',
  not_paid: 'It is not paid, so there is nothing to give back.',
  order_lapsed: 'It was never paid, so there is nothing to give back.',
  order_cancelled: 'It was never paid, so there is nothing to give back.',
  already_refunded: 'All of it has gone back already.',
  already_received: 'The buyer has confirmed receipt already.',
  disputed: 'The buyer’s bank is deciding about this payment. Until then nothing can be given back.',
  refund_of_nothing: 'Say how much to give back.',
  refund_too_high: 'That is more than is left of the payment. Read the order again, then decide.',
};

const refuse = (message: string): RefundReply => ({ done: false, message });

/** Gives money of an order back to its buyer. */
export async function refundAction(input: RefundInput): Promise<RefundReply> {
  const caller = await currentCaller();
  if (!caller || !canAdminister(caller))
    return refuse('Only administrators can do this. Sign in again as one.');
  const parsed = request.safeParse(input);
  if (!parsed.success) return refuse(`Say how much, and why in 3 to ${longestReason} characters.`);
  const outcome = await refundOrderAs({ ...parsed.data, actorId: caller.id });
  if (!outcome.accepted) return refuse(words[outcome.refusal.code]);
  return outcome.status === 'failed'
    ? refuse('Stripe did not take it, and nothing was given back. The order below says why.')
    : { done: true, isUnderWay: outcome.status === 'pending' };
}

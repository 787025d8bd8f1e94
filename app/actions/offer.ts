'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { auctionId } from '#lib/auction/identifiers';
import { answerOffer, type AnswerRefusal } from '#lib/payments/index';

const request = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  answer: z.enum(['accept', 'decline']),
});

export type AnswerOfferInput = z.input<typeof request>;

export type AnswerOfferReply = { readonly done: true } | { readonly done: false; readonly message: string };

const words: Readonly<Record<AnswerRefusal['code'], string>> = {
  no_offer: 'There is no such offer to you.',
  bidder_suspended: 'Your account is suspended, so you cannot buy for now.',
  offer_accepted: 'You have taken this offer already.',
  offer_declined: 'You have turned this offer down already.',
  offer_withdrawn: 'The seller has withdrawn this offer.',
  offer_expired: 'The time to answer this offer is over.',
};

/** Takes or leaves the lot that the reader was offered. */
export async function answerOfferAction(input: AnswerOfferInput): Promise<AnswerOfferReply> {
  const parsed = request.safeParse(input);
  if (!parsed.success) return { done: false, message: words.no_offer };
  const caller = await currentCaller();
  if (!caller) return { done: false, message: 'You are signed out. Sign in again to answer.' };
  const outcome = await answerOffer({ ...parsed.data, bidderId: caller.id });
  return outcome.accepted ? { done: true } : { done: false, message: words[outcome.refusal.code] };
}

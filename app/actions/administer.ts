'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { canAdminister } from '#lib/accounts/index';
import { administerAuction, forgiveStrikes, setBidderStanding, voidBidsOf } from '#lib/administration/index';
import { auctionId, bidderId } from '#lib/auction/identifiers';

const longestReason = 500;
const reason = z.string().trim().min(3).max(longestReason);

export type DeskReply = { readonly done: true } | { readonly done: false; readonly message: string };

const refuse = (message: string): DeskReply => ({ done: false, message });
const notAllowed = refuse('Only administrators can do this. Sign in again as one.');
const withoutReason = refuse(`Say why, in 3 to ${longestReason} characters.`);

const words: Readonly<Record<string, string>> = {
  not_found: 'There is none of that number any more.',
  version_mismatch: 'It changed while you were looking. Read it again, then decide.',
  auction_ended: 'Bidding has ended already.',
  auction_not_started: 'Bidding has not opened yet. Cancel it instead.',
  auction_not_won: 'Nobody has won this lot, so there is nothing to be paid.',
  already_paid: 'It is paid already.',
  nothing_to_void: 'They have no bids on this lot that still count.',
  payment_window_over: 'The time to pay is over, and the sale is off.',
  overloaded: 'The house is very busy. Try again in a moment.',
  is_administrator: 'Administrators cannot be suspended.',
  unchanged: 'Somebody else has just done that.',
};

const wordsFor = (code: string): string => words[code] ?? `That was refused (${code}).`;

const onAuction = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  action: z.enum(['end_now', 'cancel', 'mark_paid']),
  reason,
  /** The version that the administrator saw. */
  version: z.int32().positive(),
});

export type AdministerAuctionInput = z.input<typeof onAuction>;

/** Ends or cancels an auction, or marks it as paid. */
export async function administerAuctionAction(input: AdministerAuctionInput): Promise<DeskReply> {
  const caller = await currentCaller();
  if (!caller || !canAdminister(caller)) return notAllowed;
  const parsed = onAuction.safeParse(input);
  if (!parsed.success) return withoutReason;
  const { version, ...action } = parsed.data;
  const outcome = await administerAuction({ ...action, actorId: caller.id, ifVersion: version });
  return outcome.accepted ? { done: true } : refuse(wordsFor(outcome.refusal.code));
}

const onBids = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  username: z.string().min(1).max(30),
  reason,
});

export type VoidBidsInput = z.input<typeof onBids>;

/** Voids whatever one bidder has bid on a running auction. */
export async function voidBidsAction(input: VoidBidsInput): Promise<DeskReply> {
  const caller = await currentCaller();
  if (!caller || !canAdminister(caller)) return notAllowed;
  const parsed = onBids.safeParse(input);
  if (!parsed.success) return withoutReason;
  const outcome = await voidBidsOf({ ...parsed.data, actorId: caller.id });
  return outcome.accepted ? { done: true } : refuse(wordsFor(outcome.refusal.code));
}

const onBidder = z.object({
  bidderId: z.int32().positive().transform(bidderId),
  standing: z.enum(['good', 'suspended']),
  reason,
});

export type SetStandingInput = z.input<typeof onBidder>;

const strikesOf = onBidder.pick({ bidderId: true, reason: true });

export type ForgiveStrikesInput = z.input<typeof strikesOf>;

/** Lets go of the orders that a bidder let lapse. */
export async function forgiveStrikesAction(input: ForgiveStrikesInput): Promise<DeskReply> {
  const caller = await currentCaller();
  if (!caller || !canAdminister(caller)) return notAllowed;
  const parsed = strikesOf.safeParse(input);
  if (!parsed.success) return withoutReason;
  const outcome = await forgiveStrikes({ ...parsed.data, actorId: caller.id });
  return outcome.accepted ? { done: true } : refuse(wordsFor(outcome.refusal.code));
}

/** Suspends a bidder, or takes that back. */
export async function setStandingAction(input: SetStandingInput): Promise<DeskReply> {
  const caller = await currentCaller();
  if (!caller || !canAdminister(caller)) return notAllowed;
  const parsed = onBidder.safeParse(input);
  if (!parsed.success) return withoutReason;
  const outcome = await setBidderStanding({ ...parsed.data, actorId: caller.id });
  return outcome.accepted ? { done: true } : refuse(wordsFor(outcome.refusal.code));
}

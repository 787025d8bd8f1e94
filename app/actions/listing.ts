'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { allow } from '#lib/accounts/index';
import { auctionId } from '#lib/auction/identifiers';
import {
  createListing,
  editListing,
  listingEditSchema,
  listingFormSchema,
  listingRefusalReply,
  readListingEdit,
  readListingForm,
  relistLot,
  withdrawListing,
  type ListingReply,
} from '#lib/listings/index';
import { environment } from '#lib/platform/env';

export type CreateListingInput = z.input<typeof listingFormSchema>;

const signedOut: ListingReply = listingRefusalReply({ code: 'signed_out' });

/** Lists a lot for the reader. Its pictures follow, one by one. */
export async function createListingAction(input: CreateListingInput): Promise<ListingReply> {
  const caller = await currentCaller();
  if (!caller) return signedOut;
  const parsed = listingFormSchema.safeParse(input);
  if (!parsed.success) return listingRefusalReply({ code: 'unreadable' });
  const allowance = await allow('listing', String(caller.id));
  if (!allowance.allowed) return listingRefusalReply({ code: 'rate_limited' });
  const { minAuctionSeconds } = environment();
  const read = readListingForm(parsed.data, { minAuctionSeconds, now: Date.now() });
  if (read.faults.length > 0) return listingRefusalReply({ code: 'invalid_listing', faults: read.faults });
  const outcome = await createListing(caller, read.input);
  return outcome.accepted ? { accepted: true, auctionId: outcome.id } : listingRefusalReply(outcome.refusal);
}

const existing = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  /** The version that the reader saw. */
  version: z.int32().positive(),
});
const edit = existing.extend({ currency: listingFormSchema.shape.currency, change: listingEditSchema });

export type EditListingInput = z.input<typeof edit>;

/** Changes the reader's own lot before its first bid. */
export async function editListingAction(input: EditListingInput): Promise<ListingReply> {
  const caller = await currentCaller();
  if (!caller) return signedOut;
  const parsed = edit.safeParse(input);
  if (!parsed.success) return listingRefusalReply({ code: 'unreadable' });
  const { auctionId: id, version, currency, change } = parsed.data;
  const read = readListingEdit({ ...change, currency });
  if (read.faults.length > 0) return listingRefusalReply({ code: 'invalid_listing', faults: read.faults });
  const outcome = await editListing({
    auctionId: id,
    sellerId: caller.id,
    change: read.change,
    ifVersion: version,
  });
  return outcome.accepted ? { accepted: true, auctionId: id } : listingRefusalReply(outcome.refusal);
}

const unsold = existing.pick({ auctionId: true });

export type RelistInput = z.input<typeof unsold>;

/** Lists the reader's own lot again, as it was, after its bidding ended without a sale. */
export async function relistAction(input: RelistInput): Promise<ListingReply> {
  const caller = await currentCaller();
  if (!caller) return signedOut;
  const parsed = unsold.safeParse(input);
  if (!parsed.success) return listingRefusalReply({ code: 'unreadable' });
  const allowance = await allow('listing', String(caller.id));
  if (!allowance.allowed) return listingRefusalReply({ code: 'rate_limited' });
  const outcome = await relistLot(caller, parsed.data.auctionId);
  return outcome.accepted ? { accepted: true, auctionId: outcome.id } : listingRefusalReply(outcome.refusal);
}

export type WithdrawListingInput = z.input<typeof existing>;

/** Takes the reader's own lot off the house before its first bid. */
export async function withdrawListingAction(input: WithdrawListingInput): Promise<ListingReply> {
  const caller = await currentCaller();
  if (!caller) return signedOut;
  const parsed = existing.safeParse(input);
  if (!parsed.success) return listingRefusalReply({ code: 'unreadable' });
  const { auctionId: id, version } = parsed.data;
  const outcome = await withdrawListing({ auctionId: id, sellerId: caller.id, ifVersion: version });
  return outcome.accepted ? { accepted: true, auctionId: id } : listingRefusalReply(outcome.refusal);
}

/** What a form about a listing is answered: where the lot is, or in words why not. */
import type { AuctionId } from '#lib/auction/types';
import type { FieldFault, RelistRefusal } from '#lib/listings/types';
import type { WithdrawListingRefusal } from '#lib/listings/withdraw-listing';

export type ListingReply =
  | { readonly accepted: true; readonly auctionId: AuctionId }
  | {
      readonly accepted: false;
      /** About the form as a whole; null when the faults say it all. */
      readonly message: string | null;
      readonly faults: readonly FieldFault[];
    };

type FormRefusal =
  | RelistRefusal
  | WithdrawListingRefusal
  | { readonly code: 'signed_out' }
  | { readonly code: 'unreadable' }
  | { readonly code: 'rate_limited' };

const words: Readonly<Record<Exclude<FormRefusal['code'], 'invalid_listing'>, string>> = {
  signed_out: 'You are signed out. Sign in in another tab, then try again here; nothing you typed is lost.',
  unreadable: 'Something in the form could not be read. Look over the fields, then try again.',
  rate_limited: 'You have listed many lots just now. Wait a minute, then try again.',
  overloaded: 'The house is very busy, and nothing was changed. Try again in a moment.',
  bidder_suspended: 'Your account is suspended, so you cannot list lots for now.',
  not_found: 'There is no such lot any more.',
  not_the_seller: 'Only the seller can change this lot.',
  auction_has_bids: 'Somebody has just bid on this lot, so it can no longer be changed or withdrawn.',
  auction_ended: 'Bidding on this lot has ended, so it can no longer be changed or withdrawn.',
  not_unsold: 'Only a lot whose bidding ended without a sale can be listed again.',
  already_relisted: 'This lot has been listed again already. You find it among your sales.',
  version_mismatch: 'This lot was changed meanwhile, perhaps in another tab. Load the page again to go on.',
};

export function listingRefusalReply(refusal: FormRefusal): ListingReply {
  return refusal.code === 'invalid_listing'
    ? { accepted: false, message: null, faults: refusal.faults }
    : { accepted: false, message: words[refusal.code], faults: [] };
}

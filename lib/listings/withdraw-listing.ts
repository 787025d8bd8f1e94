import { cancelAuction, type ActionOutcome, type Alongside } from '#lib/bidding/index';
import { lockAuctions, readClock } from '#lib/db/auction-rows';
import { inTransaction } from '#lib/db/transaction';
import { refuseChange, type OwnListing } from '#lib/listings/edit-listing';
import type { ListingRefusal } from '#lib/listings/types';

export type WithdrawListingOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: ListingRefusal };

/**
 * Withdraws a listing before its first bid: closed, outcome `cancelled`. Refusals as `refuseChange`. The cancellation itself
 * goes through the bid engine, which decides again under its own lock, so that a bid arriving now cannot be lost.
 */
export async function withdrawListing(
  request: OwnListing & { readonly alongside?: Alongside | undefined },
): Promise<WithdrawListingOutcome> {
  const { auctionId, ifVersion, alongside } = request;
  const refusal = await inTransaction(async (tx) => {
    const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
    return refuseChange(state, request, await readClock(tx));
  });
  if (refusal) return { accepted: false, refusal };
  const outcome = await cancelAuction({ auctionId, by: 'seller', ifVersion, alongside });
  if (outcome.accepted) return { accepted: true };
  return { accepted: false, refusal: toListingRefusal(outcome.refusal) };
}

/** What the engine found under its own lock, in the words of listings. */
function toListingRefusal(refusal: Extract<ActionOutcome, { accepted: false }>['refusal']): ListingRefusal {
  if (refusal.code === 'version_mismatch') return { code: 'version_mismatch', version: refusal.version };
  if (refusal.code === 'auction_has_bids' || refusal.code === 'not_found') return { code: refusal.code };
  return { code: 'auction_ended' };
}

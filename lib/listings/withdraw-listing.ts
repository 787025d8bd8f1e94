import { cancelAuction, type ActionOutcome, type Alongside, type EngineRefusal } from '#lib/bidding/index';
import { lockAuctions, readClock } from '#lib/db/auction-rows';
import { inTransaction } from '#lib/db/transaction';
import { refuseChange, type OwnListing } from '#lib/listings/edit-listing';
import type { ListingRefusal } from '#lib/listings/types';

export type WithdrawListingRefusal = ListingRefusal | Extract<EngineRefusal, { code: 'overloaded' }>;

export type WithdrawListingOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: WithdrawListingRefusal };

/**
 * Withdraws a listing before its first bid: closed, outcome `cancelled`. Refusals as `refuseChange`, then `overloaded`. The
 * cancellation itself goes through the bid engine, which decides again under its own lock, so that a bid arriving now cannot
 * be lost.
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
  return { accepted: false, refusal: toRefusal(outcome) };
}

/** What the engine found under its own lock, in the words of listings. */
function toRefusal({ refusal }: Extract<ActionOutcome, { accepted: false }>): WithdrawListingRefusal {
  switch (refusal.code) {
    case 'version_mismatch':
    case 'auction_has_bids':
    case 'auction_ended':
    case 'not_found':
    case 'overloaded':
      return refusal;
    case 'bidder_suspended':
    case 'bidder_blocked':
    case 'own_auction':
    case 'auction_not_started':
    case 'buy_now_unavailable':
    case 'nothing_to_void':
    case 'bid_too_low':
    case 'maximum_too_low':
    case 'bid_too_high':
    case 'card_required':
    case 'idempotency_conflict':
      throw new Error(`a withdrawal was refused as ${refusal.code}`);
    default:
      return refusal satisfies never;
  }
}

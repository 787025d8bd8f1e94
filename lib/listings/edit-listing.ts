import { centsOrNull } from '#lib/db/amounts';
import { hasEnded } from '#lib/auction/closing';
import { cents } from '#lib/auction/money';
import type { AuctionId, AuctionState, BidderId, EpochMs } from '#lib/auction/types';
import { lockAuctions, readClock } from '#lib/db/auction-rows';
import { openReserve, sealReserve } from '#lib/db/auction-secrets';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import type { Auction } from '#lib/db/generated/client';
import { toCategory } from '#lib/listings/categories';
import { findFaults } from '#lib/listings/listing-rules';
import { readDetail } from '#lib/listings/lot-rows';
import type { ListingChange, ListingInput, ListingRefusal, LotDetail } from '#lib/listings/types';
import { publishAuctions } from '#lib/realtime/server/index';

export interface OwnListing {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  /** From `If-Match`. */
  readonly ifVersion?: number | undefined;
}

/**
 * Why the seller may not change this listing now, or null. Refusals in order: `not_found`, `not_the_seller`,
 * `version_mismatch`, `auction_ended`, `auction_has_bids` (of bids that count). The caller holds the lock.
 */
export function refuseChange(
  state: AuctionState | undefined,
  { sellerId, ifVersion }: OwnListing,
  now: EpochMs,
): ListingRefusal | null {
  if (!state) return { code: 'not_found' };
  if (state.terms.sellerId !== sellerId) return { code: 'not_the_seller' };
  if (ifVersion !== undefined && ifVersion !== state.version)
    return { code: 'version_mismatch', version: state.version };
  if (hasEnded(state, now)) return { code: 'auction_ended' };
  return state.leader === null ? null : { code: 'auction_has_bids' };
}

/** The first row of a history binds the terms, whatever became of the bid. */
const refuseWithHistory = (state: AuctionState | undefined): ListingRefusal | null =>
  state && state.lastSequence > 0 ? { code: 'auction_has_bids' } : null;

/** The listing as it would read after the change, for the rules to judge as a whole. It starts now, unless it has. */
export function listingAfter(row: Auction, change: ListingChange): ListingInput {
  return {
    title: change.title ?? row.title,
    description: change.description ?? row.description,
    category: change.category ?? toCategory(row.category),
    currency: row.currency,
    startingPrice: cents(Number(row.startingPrice)),
    reservePrice: change.reservePrice === undefined ? openReserve(row) : change.reservePrice,
    buyNowPrice: change.buyNowPrice === undefined ? centsOrNull(row.buyNowPrice) : change.buyNowPrice,
    bidIncrement: centsOrNull(row.bidIncrement),
    softCloseSeconds: row.softCloseSeconds,
    duration: row.duration,
    startsAt: null,
    shippingPrice: change.shippingPrice === undefined ? centsOrNull(row.shippingPrice) : change.shippingPrice,
    secondChance: change.secondChance ?? row.secondChance,
  };
}

async function write(tx: Queryable, id: AuctionId, input: ListingInput): Promise<void> {
  await tx.auction.update({
    where: { id },
    data: {
      title: input.title.trim(),
      description: input.description.trim(),
      category: input.category,
      reserveSealed: sealReserve(id, input.reservePrice),
      buyNowPrice: input.buyNowPrice,
      shippingPrice: input.shippingPrice,
      secondChance: input.secondChance,
      version: { increment: 1 },
    },
  });
}

export type EditListingOutcome =
  | { readonly accepted: true; readonly lot: LotDetail }
  | { readonly accepted: false; readonly refusal: ListingRefusal };

export interface EditListingRequest extends OwnListing {
  readonly change: ListingChange;
  /** Runs in the edit's own transaction: it happens exactly if the edit does. */
  readonly alongside?: ((tx: Queryable, lot: LotDetail) => Promise<void>) | undefined;
}

/** Changes a listing before its first bid. Refusals as `refuseChange`, then `invalid_listing`. */
export async function editListing(request: EditListingRequest): Promise<EditListingOutcome> {
  const { auctionId, change } = request;
  const outcome = await inTransaction(async (tx): Promise<EditListingOutcome> => {
    const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
    const now = await readClock(tx);
    const refusal = refuseChange(state, request, now) ?? refuseWithHistory(state);
    if (refusal) return { accepted: false, refusal };
    const row = await tx.auction.findUniqueOrThrow({ where: { id: auctionId } });
    const input = listingAfter(row, change);
    // The duration was judged when the lot was listed; the minimum of today does not bind it.
    const faults = findFaults(input, { minAuctionSeconds: Math.min(row.duration, input.duration), now });
    if (faults.length > 0) return { accepted: false, refusal: { code: 'invalid_listing', faults } };
    await write(tx, auctionId, input);
    const lot = await readDetail(tx, auctionId);
    if (!lot) throw new Error('a locked auction can be read');
    await request.alongside?.(tx, lot);
    return { accepted: true, lot };
  });
  if (outcome.accepted) publishAuctions([auctionId]);
  return outcome;
}

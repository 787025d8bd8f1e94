import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { AuctionId } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import { allotAuctionId, sealReserve } from '#lib/db/auction-secrets';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { findFaults } from '#lib/listings/listing-rules';
import type { ListingInput, ListingRefusal, SellerReference } from '#lib/listings/types';
import { currentFeeScheduleId } from '#lib/payments/index';
import { environment } from '#lib/platform/env';

export type CreateListingOutcome =
  | { readonly accepted: true; readonly id: AuctionId }
  | { readonly accepted: false; readonly refusal: ListingRefusal };

/**
 * Lists a lot. A start that is absent or has passed means now, by the database's clock: the auction is active at once.
 * Refusals: `bidder_suspended`, `invalid_listing` with a fault for each field.
 *
 * @param alongside runs in the listing's own transaction: it happens exactly if the listing does.
 */
export async function createListing(
  seller: SellerReference,
  input: ListingInput,
  alongside?: (tx: Queryable, id: AuctionId) => Promise<void>,
): Promise<CreateListingOutcome> {
  return inTransaction(async (tx) => {
    const outcome = await insertListing(tx, seller, input);
    if (outcome.accepted) await alongside?.(tx, outcome.id);
    return outcome;
  });
}

/** Lists a lot in the caller's transaction. Refusals as `createListing`. */
export async function insertListing(
  tx: Queryable,
  seller: SellerReference,
  input: ListingInput,
): Promise<CreateListingOutcome> {
  if (seller.suspended) return { accepted: false, refusal: { code: 'bidder_suspended' } };
  const { minAuctionSeconds } = environment();
  const now = await readClock(tx);
  const faults = findFaults(input, { minAuctionSeconds, now });
  if (faults.length > 0) return { accepted: false, refusal: { code: 'invalid_listing', faults } };
  const feeScheduleId = await currentFeeScheduleId(tx);
  const scheduled = input.startsAt !== null && input.startsAt > now;
  const startsAt = scheduled && input.startsAt !== null ? input.startsAt : now;
  const endsAt = new Date(startsAt + input.duration * 1000);
  const id = await allotAuctionId(tx);
  await tx.auction.create({
    data: {
      id,
      sellerId: seller.id,
      title: input.title.trim(),
      description: input.description.trim(),
      category: input.category,
      currency: input.currency,
      startingPrice: input.startingPrice,
      currentPrice: input.startingPrice,
      reserveSealed: sealReserve(id, input.reservePrice),
      buyNowPrice: input.buyNowPrice,
      bidIncrement: input.bidIncrement,
      softCloseSeconds: input.softCloseSeconds,
      feeScheduleId,
      shippingPrice: input.shippingPrice,
      secondChance: input.secondChance,
      duration: input.duration,
      status: scheduled ? 'scheduled' : 'active',
      startsAt: new Date(startsAt),
      endsAt,
      originalEndsAt: endsAt,
    },
    select: { id: true },
  });
  return { accepted: true, id: toAuctionId(id) };
}

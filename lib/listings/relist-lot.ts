import type { AuctionId } from '#lib/auction/types';
import { lockAuctions } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { insertListing } from '#lib/listings/create-listing';
import { listingAfter } from '#lib/listings/edit-listing';
import type { RelistRefusal, SellerReference } from '#lib/listings/types';
import { isUnsold } from '#lib/listings/unsold';
import { withdrawOffer } from '#lib/payments/index';
import { publishNotices } from '#lib/realtime/server/index';

export type RelistOutcome =
  | { readonly accepted: true; readonly id: AuctionId }
  | { readonly accepted: false; readonly refusal: RelistRefusal };

const refused = (refusal: RelistRefusal): RelistOutcome => ({ accepted: false, refusal });

const readUnsold = (tx: Queryable, id: AuctionId) =>
  tx.auction.findUniqueOrThrow({
    where: { id },
    include: {
      images: { orderBy: { position: 'asc' }, omit: { id: true } },
      orders: { orderBy: { id: 'desc' }, take: 1 },
      relistedAs: { select: { id: true } },
    },
  });

type UnsoldLot = Awaited<ReturnType<typeof readUnsold>>;

/** The new lot tells which one it lists again, and shows the same pictures. */
async function tieTogether(tx: Queryable, { lot, id }: { readonly lot: UnsoldLot; readonly id: AuctionId }) {
  await tx.auction.update({ where: { id }, data: { relistedFromId: lot.id } });
  await tx.auctionImage.createMany({
    data: lot.images.map((image) => ({ ...image, auctionId: id })),
  });
}

async function relist(tx: Queryable, seller: SellerReference, auctionId: AuctionId): Promise<RelistOutcome> {
  const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
  if (!state) return refused({ code: 'not_found' });
  if (state.terms.sellerId !== seller.id) return refused({ code: 'not_the_seller' });
  const lot = await readUnsold(tx, auctionId);
  if (lot.relistedAs) return refused({ code: 'already_relisted' });
  if (!isUnsold(lot, lot.orders[0]?.status ?? null)) return refused({ code: 'not_unsold' });
  const listed = await insertListing(tx, seller, listingAfter(lot, {}));
  if (listed.accepted) await tieTogether(tx, { lot, id: listed.id });
  return listed;
}

/**
 * Lists a lot again whose bidding ended without a sale: as it was, from now on, for as long as before, once. An offer of it that
 * is still open is taken back. Refusals in order: `not_found`, `not_the_seller`, `already_relisted`, `not_unsold`, then as
 * `createListing`: the rules may have become stricter since.
 */
export async function relistLot(seller: SellerReference, auctionId: AuctionId): Promise<RelistOutcome> {
  const { outcome, notices } = await inTransaction(async (tx) => {
    const relisted = await relist(tx, seller, auctionId);
    return { outcome: relisted, notices: relisted.accepted ? await withdrawOffer(tx, auctionId) : [] };
  });
  publishNotices(notices.map(({ bidderId }) => bidderId));
  return outcome;
}

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

/** Whether the lot stands listed again. The caller holds its lock, under which alone that is written. */
const isRelisted = async (tx: Queryable, id: AuctionId): Promise<boolean> =>
  (await tx.auction.count({ where: { relistedFromId: id } })) > 0;

async function readNewestOrderStatus(tx: Queryable, auctionId: AuctionId): Promise<string | null> {
  const order = await tx.order.findFirst({ where: { auctionId }, orderBy: { id: 'desc' } });
  return order?.status ?? null;
}

/** The new lot tells which one it lists again, and shows the same pictures. */
async function tieTogether(
  tx: Queryable,
  { from, to }: { readonly from: AuctionId; readonly to: AuctionId },
) {
  await tx.auction.update({ where: { id: to }, data: { relistedFromId: from } });
  const pictures = await tx.auctionImage.findMany({
    where: { auctionId: from },
    orderBy: { position: 'asc' },
    omit: { id: true },
  });
  await tx.auctionImage.createMany({ data: pictures.map((picture) => ({ ...picture, auctionId: to })) });
}

async function relist(tx: Queryable, seller: SellerReference, auctionId: AuctionId): Promise<RelistOutcome> {
  const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
  if (!state) return refused({ code: 'not_found' });
  if (state.terms.sellerId !== seller.id) return refused({ code: 'not_the_seller' });
  if (await isRelisted(tx, auctionId)) return refused({ code: 'already_relisted' });
  if (!isUnsold(state, await readNewestOrderStatus(tx, auctionId))) return refused({ code: 'not_unsold' });
  const lot = await tx.auction.findUniqueOrThrow({ where: { id: auctionId } });
  const listed = await insertListing(tx, seller, listingAfter(lot, {}));
  if (listed.accepted) await tieTogether(tx, { from: auctionId, to: listed.id });
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

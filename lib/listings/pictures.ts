/** Pictures of a listing: normalised, stored by content, and attached before the first bid. */
import path from 'node:path';
import type { AuctionId } from '#lib/auction/types';
import { lockAuctions, readAuctions, readClock } from '#lib/db/auction-rows';
import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { refuseChange, type OwnListing } from '#lib/listings/edit-listing';
import {
  normalisePicture,
  pictureStore,
  type PictureRefusal,
  type PictureStore,
} from '#lib/listings/images/index';
import { listingLimits } from '#lib/listings/listing-limits';
import { toPicture } from '#lib/listings/lot-rows';
import type { ListingRefusal, Picture } from '#lib/listings/types';
import { publishAuctions } from '#lib/realtime/server/index';
import { environment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';

export const pictures = (): PictureStore =>
  processWide('picture-store', () => pictureStore(path.join(environment().dataDirectory, 'pictures')));

export type AddPictureOutcome =
  | { readonly accepted: true; readonly picture: Picture }
  | {
      readonly accepted: false;
      readonly refusal: ListingRefusal | PictureRefusal | { readonly code: 'too_many_pictures' };
    };

async function lockForChange(tx: Queryable, listing: OwnListing): Promise<ListingRefusal | null> {
  const state = (await lockAuctions(tx, [listing.auctionId])).get(listing.auctionId);
  return refuseChange(state, listing, await readClock(tx));
}

/** The same without a lock, before a stranger's file costs anything. */
async function refuseEarly(listing: OwnListing): Promise<ListingRefusal | null> {
  const db = database();
  const state = (await readAuctions(db, [listing.auctionId])).get(listing.auctionId);
  return refuseChange(state, listing, await readClock(db));
}

interface NewPicture {
  readonly auctionId: AuctionId;
  readonly pictureKey: string;
  readonly width: number;
  readonly height: number;
  readonly dominantColour: string;
  readonly alt: string;
}

async function attach(tx: Queryable, picture: NewPicture): Promise<Picture | null> {
  const { auctionId } = picture;
  const last = await tx.auctionImage.aggregate({
    where: { auctionId },
    _max: { position: true },
    _count: true,
  });
  if (last._count >= listingLimits.pictures) return null;
  return toPicture(
    await tx.auctionImage.create({ data: { ...picture, position: (last._max.position ?? -1) + 1 } }),
  );
}

/** What a listing shows is part of its version, so that nobody is answered 304 with yesterday's pictures. */
async function bumpVersion(tx: Queryable, id: AuctionId): Promise<void> {
  await tx.auction.update({ where: { id }, data: { version: { increment: 1 } } });
}

/**
 * Adds a picture to the end of a listing's. Refusals: those of `refuseChange`, `too_many_pictures`, and what is wrong with the
 * file. The picture is on disk before the listing names it.
 */
export async function addPicture(
  request: OwnListing & { readonly bytes: Buffer; readonly alt: string },
): Promise<AddPictureOutcome> {
  const early = await refuseEarly(request);
  if (early) return { accepted: false, refusal: early };
  const normalised = await normalisePicture(request.bytes);
  if (!normalised.ok) return { accepted: false, refusal: normalised.refusal };
  const { master, width, height, dominantColour } = normalised.picture;
  const pictureKey = await pictures().put(master);
  const { auctionId, alt } = request;
  const outcome = await inTransaction(async (tx): Promise<AddPictureOutcome> => {
    const refusal = await lockForChange(tx, request);
    if (refusal) return { accepted: false, refusal };
    const picture = await attach(tx, { auctionId, pictureKey, width, height, dominantColour, alt });
    if (!picture) return { accepted: false, refusal: { code: 'too_many_pictures' } };
    await bumpVersion(tx, auctionId);
    return { accepted: true, picture };
  });
  if (outcome.accepted) publishAuctions([auctionId]);
  return outcome;
}

export type ArrangePicturesOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: ListingRefusal };

/** Takes a picture off a listing. One that is not there is taken off already. */
export async function removePicture(
  request: OwnListing & { readonly key: string },
): Promise<ArrangePicturesOutcome> {
  const { auctionId, key } = request;
  const outcome = await inTransaction(async (tx): Promise<ArrangePicturesOutcome> => {
    const refusal = await lockForChange(tx, request);
    if (refusal) return { accepted: false, refusal };
    const { count } = await tx.auctionImage.deleteMany({ where: { auctionId, pictureKey: key } });
    if (count > 0) await bumpVersion(tx, auctionId);
    return { accepted: true };
  });
  if (outcome.accepted) publishAuctions([auctionId]);
  return outcome;
}

/** Why a picture was not taken, for people. */
import type { PictureRefusal } from '#lib/listings/images/normalise-picture';
import type { ListingRefusal } from '#lib/listings/types';
import { listingLimits } from '#lib/listings/listing-limits';

export type AnyPictureRefusal = ListingRefusal | PictureRefusal | { readonly code: 'too_many_pictures' };

const bytesPerMegabyte = 1024 * 1024;

export function pictureRefusalWords(refusal: AnyPictureRefusal): string {
  switch (refusal.code) {
    case 'not_a_picture':
      return 'This file could not be read as a picture. JPEG, PNG, WebP and AVIF work.';
    case 'picture_format_unsupported':
      return 'Pictures of this format cannot be read here. Save it as a JPEG and choose it again.';
    case 'picture_animated':
      return 'This picture moves. Choose a still one.';
    case 'picture_too_large':
      return `This picture is too large. Up to ${refusal.maximumBytes / bytesPerMegabyte} MB works.`;
    case 'picture_too_small':
      return `This picture is too small. Both sides need at least ${refusal.minimumSidePixels} pixels.`;
    case 'too_many_pictures':
      return `A lot shows up to ${listingLimits.pictures} pictures. Remove one first.`;
    case 'auction_has_bids':
      return 'Somebody has bid on this lot, so its pictures stay as they are.';
    case 'auction_ended':
      return 'Bidding has ended, so its pictures stay as they are.';
    case 'version_mismatch':
      return 'The lot has changed meanwhile. Load the page again.';
    case 'not_found':
    case 'not_the_seller':
    case 'bidder_suspended':
    case 'invalid_listing':
      return 'This picture could not be added to the lot.';
    default:
      return refusal satisfies never;
  }
}

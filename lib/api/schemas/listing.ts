/** What a seller sends, between its spelling on the wire and that of the use cases. */
import { z } from 'zod';
import { cents } from '#lib/auction/money';
import { instantInput, money } from '#lib/api/schemas/common';
import type { RequestFault } from '#lib/api/problems';
import { listingLimits } from '#lib/listings/listing-limits';
import { categorySlugs, type FieldFault, type ListingChange, type ListingInput } from '#lib/listings/index';

const price = money.transform(cents);
const optionalPrice = price.nullable().optional();
const { titleLength, descriptionLength, longestDuration, longestSoftClose } = listingLimits;
const title = z
  .string('Give the lot a title.')
  .meta({ description: `${titleLength.min} to ${titleLength.max} characters` });
const description = z
  .string('Describe the lot.')
  .meta({ description: `${descriptionLength.min} to ${descriptionLength.max} characters` });
const category = z.enum(categorySlugs, `Choose one of ${categorySlugs.join(', ')}.`);
const seconds = z.int('Send a whole number of seconds.').min(0, 'Send a number of seconds.');

const secondChance = 'Whether the next bidder may be offered the lot when the winner does not pay';

const defaults = { currency: 'USD', category: 'art', softCloseSeconds: 120 } as const;

export const newListingSchema = z
  .object({
    title,
    description,
    starting_price: price,
    duration: seconds.meta({
      description: `Seconds from the start to the end, ${longestDuration} at most`,
      example: 86_400,
    }),
    currency: z.string().default(defaults.currency),
    category: category.default(defaults.category),
    reserve_price: optionalPrice.meta({ description: 'Hidden from everyone but you' }),
    buy_now_price: optionalPrice,
    bid_increment: optionalPrice.meta({ description: 'A fixed step; absent: the house’s steps' }),
    soft_close_seconds: seconds.default(defaults.softCloseSeconds).meta({
      description: `A bid within so many seconds of the end moves it so far from the bid; 0: none does; ${longestSoftClose} at most`,
    }),
    starts_at: instantInput.nullable().optional().meta({ description: 'Absent: now' }),
    shipping_price: optionalPrice.meta({
      description: 'What the buyer pays for shipping; absent: picked up',
    }),
    second_chance: z.boolean().default(false).meta({ description: secondChance }),
  })
  .meta({ id: 'NewListing' });

export const toListingInput = (listing: z.infer<typeof newListingSchema>): ListingInput => ({
  title: listing.title,
  description: listing.description,
  category: listing.category,
  currency: listing.currency,
  startingPrice: listing.starting_price,
  reservePrice: listing.reserve_price ?? null,
  buyNowPrice: listing.buy_now_price ?? null,
  bidIncrement: listing.bid_increment ?? null,
  softCloseSeconds: listing.soft_close_seconds,
  duration: listing.duration,
  startsAt: listing.starts_at ?? null,
  shippingPrice: listing.shipping_price ?? null,
  secondChance: listing.second_chance,
});

/** Strict: a field that cannot be changed is named rather than ignored. */
export const listingChangeSchema = z
  .strictObject({
    title: title.optional(),
    description: description.optional(),
    category: category.optional(),
    reserve_price: optionalPrice.meta({ description: 'null: no reserve' }),
    buy_now_price: optionalPrice.meta({ description: 'null: no buy now' }),
    shipping_price: optionalPrice.meta({ description: 'null: picked up' }),
    second_chance: z.boolean().optional().meta({ description: secondChance }),
  })
  .meta({ id: 'ListingChange' });

export const toListingChange = (change: z.infer<typeof listingChangeSchema>): ListingChange => ({
  title: change.title,
  description: change.description,
  category: change.category,
  reservePrice: change.reserve_price,
  buyNowPrice: change.buy_now_price,
  shippingPrice: change.shipping_price,
  secondChance: change.second_chance,
});

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const toRequestFaults = (faults: readonly FieldFault[]): RequestFault[] =>
  faults.map(({ path, message }) => ({ path: snakeCase(path), message }));

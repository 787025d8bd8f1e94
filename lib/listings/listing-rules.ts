/** What a listing must satisfy. The one place for it: the form, the action and the API all ask here. */
import { isCurrency } from '#lib/auction/currencies';
import { formatMoney, maximumBid } from '#lib/auction/money';
import { listingLimits } from '#lib/listings/listing-limits';
import { categorySlugs } from '#lib/listings/categories';
import type { FieldFault, ListingInput } from '#lib/listings/types';

type Check = (input: ListingInput, context: ListingContext) => FieldFault | null;

export interface ListingContext {
  readonly minAuctionSeconds: number;
  readonly now: number;
}

const within = (length: number, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  length >= min && length <= max;

const fault = (path: keyof ListingInput, message: string): FieldFault => ({ path, message });

function describeSeconds(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} days`;
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

/** A price of a listing: from one minor unit to the platform's limit. */
function priceFault(
  path: 'startingPrice' | 'reservePrice' | 'buyNowPrice' | 'bidIncrement',
  { currency, [path]: price }: ListingInput,
): FieldFault | null {
  // An unknown currency has no limit to compare with, and is a fault of its own.
  if (price === null || !isCurrency(currency)) return null;
  if (price <= 0) return fault(path, 'Enter an amount above zero.');
  const limit = maximumBid(currency);
  return price > limit ? fault(path, `Enter at most ${formatMoney(limit, currency)}.`) : null;
}

const checks: readonly Check[] = [
  ({ title }) =>
    within(title.trim().length, listingLimits.titleLength)
      ? null
      : fault(
          'title',
          `Give the lot a title of ${listingLimits.titleLength.min} to ${listingLimits.titleLength.max} characters.`,
        ),
  ({ description }) =>
    within(description.trim().length, listingLimits.descriptionLength)
      ? null
      : fault('description', `Describe the lot in up to ${listingLimits.descriptionLength.max} characters.`),
  ({ category }) => (categorySlugs.includes(category) ? null : fault('category', 'Choose a category.')),
  ({ currency }) =>
    isCurrency(currency) ? null : fault('currency', 'Choose a currency by its three-letter code.'),
  (input) => priceFault('startingPrice', input),
  (input) => priceFault('reservePrice', input),
  (input) => priceFault('buyNowPrice', input),
  (input) => priceFault('bidIncrement', input),
  ({ reservePrice, startingPrice }) =>
    reservePrice !== null && reservePrice < startingPrice
      ? fault('reservePrice', 'The reserve cannot be below the starting price.')
      : null,
  ({ buyNowPrice, startingPrice }) =>
    buyNowPrice !== null && buyNowPrice <= startingPrice
      ? fault('buyNowPrice', 'The buy-now price must be above the starting price.')
      : null,
  ({ buyNowPrice, reservePrice }) =>
    buyNowPrice !== null && reservePrice !== null && buyNowPrice < reservePrice
      ? fault('buyNowPrice', 'The buy-now price cannot be below the reserve.')
      : null,
  ({ currency, shippingPrice }) =>
    shippingPrice !== null && isCurrency(currency) && shippingPrice > maximumBid(currency)
      ? fault('shippingPrice', `Enter at most ${formatMoney(maximumBid(currency), currency)}.`)
      : null,
  ({ softCloseSeconds }) =>
    Number.isInteger(softCloseSeconds) &&
    within(softCloseSeconds, { min: 0, max: listingLimits.longestSoftClose })
      ? null
      : fault('softCloseSeconds', `Choose from 0 to ${listingLimits.longestSoftClose} seconds.`),
  ({ duration }, { minAuctionSeconds }) =>
    Number.isInteger(duration) &&
    within(duration, { min: minAuctionSeconds, max: listingLimits.longestDuration })
      ? null
      : fault(
          'duration',
          `An auction lasts at least ${describeSeconds(minAuctionSeconds)} and at most ${describeSeconds(listingLimits.longestDuration)}.`,
        ),
  ({ startsAt }, { now }) =>
    startsAt !== null && startsAt > now + listingLimits.farthestStart * 1000
      ? fault(
          'startsAt',
          `Bidding can open at most ${describeSeconds(listingLimits.farthestStart)} from now.`,
        )
      : null,
];

/** Every fault of the input, at most one a field, in the order of the form. */
export function findFaults(input: ListingInput, context: ListingContext): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const check of checks) {
    const found = check(input, context);
    if (found && !faults.some(({ path }) => path === found.path)) faults.push(found);
  }
  return faults;
}

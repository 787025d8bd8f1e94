/**
 * A listing as its form sends it: amounts as they were typed, the end as a number of days or as a moment. Here it becomes what
 * the rules judge, with a fault for whatever cannot be read.
 */
import { z } from 'zod';
import { isCurrency } from '#lib/auction/currencies';
import { isEpochMs } from '#lib/auction/instants';
import { cents, parseMoney } from '#lib/auction/money';
import type { Cents, EpochMs } from '#lib/auction/types';
import { categories, type CategorySlug } from '#lib/listings/categories';
import { findFaults, type ListingContext } from '#lib/listings/listing-rules';
import type { FieldFault, ListingChange, ListingInput } from '#lib/listings/types';

const defaultSoftCloseSeconds = 120;

const longestText = 20_000;
const text = z.string().max(longestText);
const moment = z.number().refine(isEpochMs);

export const listingFormSchema = z.object({
  title: text,
  description: text,
  category: text,
  currency: z.string().refine(isCurrency),
  startingPrice: text,
  /** '' for none, as for the two that follow. */
  reservePrice: text,
  buyNowPrice: text,
  /** '' for the house's tiers. */
  bidIncrement: text,
  softClose: z.boolean(),
  delivery: z.enum(['shipped', 'pick_up']),
  /** Without meaning when the lot is picked up. */
  shippingPrice: text,
  secondChance: z.boolean(),
  start: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('now') }),
    /** null while no moment has been chosen, here and for the end. */
    z.object({ kind: z.literal('at'), startsAt: moment.nullable() }),
  ]),
  end: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('after'), days: z.int().positive() }),
    z.object({ kind: z.literal('at'), endsAt: moment.nullable() }),
  ]),
});

export type ListingForm = z.infer<typeof listingFormSchema>;
type DeliveryFields = Pick<ListingForm, 'delivery' | 'shippingPrice'>;
type AmountField = 'startingPrice' | 'reservePrice' | 'buyNowPrice' | 'bidIncrement' | 'shippingPrice';

export interface ReadListing {
  readonly input: ListingInput;
  /** At most one a field. While there are any, the input is not to be listed. */
  readonly faults: readonly FieldFault[];
}

const unreadable = 'Enter an amount such as 1,050 or 49.50.';
const secondsPerDay = 86_400;
const msPerSecond = 1000;

/** An optional amount as typed. A fault is added when it cannot be read. */
function readAmount(
  form: { readonly [Name in AmountField]?: string } & { readonly currency: string },
  path: AmountField,
  faults: FieldFault[],
): Cents | null {
  const typed = form[path]?.trim() ?? '';
  if (typed === '') return null;
  const amount = parseMoney(typed, form.currency);
  if (amount === null) faults.push({ path, message: unreadable });
  return amount;
}

/** What the buyer pays for shipping; null for a pick-up. A fault is added when a price is missing. */
function readShipping(
  form: DeliveryFields & { readonly currency: string },
  faults: FieldFault[],
): Cents | null {
  if (form.delivery === 'pick_up') return null;
  if (form.shippingPrice.trim() === '')
    faults.push({
      path: 'shippingPrice',
      message: 'Enter what shipping costs the buyer, or 0 if you pay for it.',
    });
  return readAmount(form, 'shippingPrice', faults);
}

/** The department of that slug; a fault is added when there is none. */
function readCategory(slug: string, faults: FieldFault[]): CategorySlug {
  const found = categories.find((category) => category.slug === slug);
  if (found) return found.slug;
  faults.push({ path: 'category', message: 'Choose a category.' });
  return categories[0].slug;
}

function readStart({ start }: ListingForm, faults: FieldFault[]): EpochMs | null {
  if (start.kind === 'now') return null;
  if (start.startsAt === null)
    faults.push({ path: 'startsAt', message: 'Choose the day and the time at which bidding opens.' });
  return start.startsAt;
}

interface Opening {
  readonly startsAt: EpochMs | null;
  readonly now: number;
}

function readDuration({ end }: ListingForm, { startsAt, now }: Opening, faults: FieldFault[]): number {
  if (end.kind === 'after') return end.days * secondsPerDay;
  const start = Math.max(startsAt ?? now, now);
  const complain = (message: string): number => {
    faults.push({ path: 'duration', message });
    return secondsPerDay;
  };
  if (end.endsAt === null) return complain('Choose the day and the time at which bidding ends.');
  if (end.endsAt <= start) return complain('Choose an end that is after the start.');
  return Math.round((end.endsAt - start) / msPerSecond);
}

/** Reads a form and has it judged, so that everything wrong is told at once. */
export function readListingForm(form: ListingForm, context: ListingContext): ReadListing {
  const faults: FieldFault[] = [];
  const startingPrice = readAmount(form, 'startingPrice', faults);
  if (form.startingPrice.trim() === '')
    faults.push({ path: 'startingPrice', message: 'Enter the price at which bidding starts.' });
  const startsAt = readStart(form, faults);
  const input: ListingInput = {
    title: form.title,
    description: form.description,
    category: readCategory(form.category, faults),
    currency: form.currency,
    // Stands in for a price that could not be read, about which a fault was added.
    startingPrice: startingPrice ?? cents(1),
    reservePrice: readAmount(form, 'reservePrice', faults),
    buyNowPrice: readAmount(form, 'buyNowPrice', faults),
    bidIncrement: readAmount(form, 'bidIncrement', faults),
    softCloseSeconds: form.softClose ? defaultSoftCloseSeconds : 0,
    duration: readDuration(form, { startsAt, now: context.now }, faults),
    startsAt,
    shippingPrice: readShipping(form, faults),
    secondChance: form.secondChance,
  };
  const judged = findFaults(input, context).filter(
    ({ path }) => !faults.some((known) => known.path === path),
  );
  return { input, faults: [...faults, ...judged] };
}

export const listingEditSchema = listingFormSchema.pick({
  title: true,
  description: true,
  category: true,
  reservePrice: true,
  buyNowPrice: true,
  delivery: true,
  shippingPrice: true,
  secondChance: true,
});

export type ListingEdit = z.infer<typeof listingEditSchema>;

/** Reads the form of an existing lot. What the change makes of the whole listing is judged when it is stored. */
export function readListingEdit(edit: ListingEdit & { readonly currency: string }): {
  readonly change: ListingChange;
  readonly faults: readonly FieldFault[];
} {
  const faults: FieldFault[] = [];
  const { title, description, secondChance } = edit;
  const change: ListingChange = {
    title,
    description,
    category: readCategory(edit.category, faults),
    reservePrice: readAmount(edit, 'reservePrice', faults),
    buyNowPrice: readAmount(edit, 'buyNowPrice', faults),
    shippingPrice: readShipping(edit, faults),
    secondChance,
  };
  return { change, faults };
}

/** A listing while its seller fills in the form: what is in the fields, with days and times as the browser's zone has them. */
import { isEpochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';
import type { ListingForm } from '#lib/listings/listing-form';

export const presetDays = [1, 3, 5, 7, 10] as const;

export interface ListingDraft extends Omit<ListingForm, 'start' | 'end'> {
  readonly hasFixedStep: boolean;
  readonly opening: 'now' | 'later';
  /** As `<input type="datetime-local">` holds it: `2026-03-01T14:00`, or ''. */
  readonly startsAtLocal: string;
  /** Days, or `exact` for the moment in `endsAtLocal`. */
  readonly lasting: `${(typeof presetDays)[number]}` | 'exact';
  readonly endsAtLocal: string;
}

export const emptyDraft: ListingDraft = {
  title: '',
  description: '',
  category: '',
  currency: 'USD',
  startingPrice: '',
  reservePrice: '',
  buyNowPrice: '',
  bidIncrement: '',
  hasFixedStep: false,
  softClose: true,
  delivery: 'shipped',
  shippingPrice: '',
  secondChance: true,
  opening: 'now',
  startsAtLocal: '',
  lasting: '7',
  endsAtLocal: '',
};

/** The moment that a local day and time name, by the zone of whoever runs this. null when they name none. */
export function readLocalMoment(local: string): EpochMs | null {
  const moment = local === '' ? Number.NaN : new Date(local).getTime();
  return isEpochMs(moment) ? moment : null;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-03-01T14:00`, by the zone of whoever runs this: for the earliest value of an input. */
export function writeLocalMoment(moment: number): string {
  const at = new Date(moment);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What is sent. */
export function toListingForm(draft: ListingDraft): ListingForm {
  const { hasFixedStep, opening, startsAtLocal, lasting, endsAtLocal, ...fields } = draft;
  return {
    ...fields,
    bidIncrement: hasFixedStep ? fields.bidIncrement : '',
    start: opening === 'now' ? { kind: 'now' } : { kind: 'at', startsAt: readLocalMoment(startsAtLocal) },
    end:
      lasting === 'exact'
        ? { kind: 'at', endsAt: readLocalMoment(endsAtLocal) }
        : { kind: 'after', days: Number(lasting) },
  };
}

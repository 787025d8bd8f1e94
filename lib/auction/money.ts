/**
 * Money as whole minor units. Invariants: an amount is a non-negative safe integer; no arithmetic here leaves the integers;
 * what is formatted parses back to the same amount.
 */
import type { Cents } from '#lib/auction/types';

/** Decimal places of a currency's minor unit where they are not two (ISO 4217). */
const unusualDigits: Readonly<Record<string, number>> = {
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0 },
  ...{ VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
};

/** Currencies in which a lot may be listed. */
export const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'JPY', 'BHD'] as const;
export type Currency = (typeof currencies)[number];

/** @throws RangeError when `value` is not a non-negative safe integer: a programmer's error, never a person's. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an amount of money: ${value}`);
  return value as Cents;
}

/** Decimal places of the currency's minor unit: 2 for USD, 0 for JPY, 3 for BHD. */
export const minorDigits = (currency: string): number => unusualDigits[currency] ?? 2;

/** Minor units in one major unit: 100 for USD. */
export const minorUnits = (currency: string): number => 10 ** minorDigits(currency);

const maximumMajorUnits = 100_000_000;

/**
 * The platform's limit on any amount, 100 million major units: far above any lot, and far enough below 2^53 that sums of
 * prices, fees and taxes stay exact.
 */
export const maximumBid = (currency: string): Cents => cents(maximumMajorUnits * minorUnits(currency));

const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor(currency: string, digits: number): Intl.NumberFormat {
  const key = `${currency}/${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formatters.set(key, made);
  return made;
}

/** For people: `$100`, `$1,049.50`. Whole amounts carry no decimals, as catalogues print them. */
export function formatMoney(amount: Cents, currency: string): string {
  const unit = minorUnits(currency);
  const digits = amount % unit === 0 ? 0 : minorDigits(currency);
  return formatterFor(currency, digits).format(amount / unit);
}

/** For an input field: `1049.50`, without symbol or grouping. */
export function plainAmount(amount: Cents, currency: string): string {
  const unit = minorUnits(currency);
  return amount % unit === 0 ? String(amount / unit) : (amount / unit).toFixed(minorDigits(currency));
}

const grouped = /^\d{1,3}(,\d{3})+$/;

/**
 * Reads what a person types for an amount: `1050`, `1,050`, `$1,050.50`, `1050.5`. null for anything else: more decimals
 * than the currency has, several points, a comma that does not group thousands (`1.050,50` could mean two amounts).
 */
export function parseMoney(text: string, currency: string): Cents | null {
  const digits = minorDigits(currency);
  const match = /^(?:[A-Z]{3}|[$€£¥])?([\d,]+)(?:\.(\d+))?$/.exec(text.replaceAll(/\s/g, ''));
  const whole = match?.[1];
  if (!whole || (whole.includes(',') && !grouped.test(whole))) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return null;
  const value = Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(value) ? cents(value) : null;
}

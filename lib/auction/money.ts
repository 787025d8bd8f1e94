/**
 * Money is an integer of minor units, from the keyboard to the database. Invariants: an amount is a non-negative safe
 * integer; no arithmetic leaves the integers; what `formatMoney` and `plainAmount` write in English, `parseMoney` reads
 * back as the same amount. The one division hands `Intl` a number to write, and is exact to the digits shown for every
 * amount within the platform's limit.
 */
import { minorDigits, minorUnits } from '#lib/auction/currencies';
import type { Cents } from '#lib/auction/types';

export function isCents(amount: number): amount is Cents {
  return Number.isSafeInteger(amount) && amount >= 0;
}

/**
 * Brands an integer of minor units.
 *
 * @throws RangeError when it is not a non-negative safe integer: a programmer's error, never a person's.
 */
export function cents(amount: number): Cents {
  if (!isCents(amount)) throw new RangeError(`Not an amount of money in whole minor units: ${amount}`);
  return amount;
}

/** The sum of two amounts of one currency. */
export function plus(a: Cents, b: Cents): Cents {
  return cents(a + b);
}

/** The higher of two amounts of one currency. */
export function higher(a: Cents, b: Cents): Cents {
  return a > b ? a : b;
}

/** The lower of two amounts of one currency. */
export function lower(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}

const maximumMajorUnits = 100_000_000;

/**
 * The platform's limit on any amount: 100 million major units, in minor units. That is at most 10^11 minor units (in
 * currencies with three digits) while integers are safe to 9 × 10^15: a price plus an increment, fees and taxes, and
 * the sum of 90,000 of the dearest lots stay exact.
 */
export function maximumBid(currency: string): Cents {
  return cents(maximumMajorUnits * minorUnits(currency));
}

/**
 * Writes an amount for people: `$100`, `$1,049.50`, `¥10,000`. A whole amount has no decimals, as catalogues print
 * it; any other has all of them, so that amounts in tabular figures line up.
 *
 * @param locale BCP 47. The default is fixed, not the runtime's: server and browser have to write the same text.
 */
export function formatMoney(amount: Cents, currency: string, locale = 'en-US'): string {
  const shownDigits = amount % minorUnits(currency) === 0 ? 0 : minorDigits(currency);
  return formatterFor({ currency, locale, shownDigits }).format(amount / minorUnits(currency));
}

/** Writes an amount for an input field: `1049.50`, `1050`, without symbol or grouping. */
export function plainAmount(amount: Cents, currency: string): string {
  const unit = minorUnits(currency);
  const fraction = amount % unit;
  const whole = String((amount - fraction) / unit);
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(minorDigits(currency), '0')}`;
}

/** Digits, perhaps grouped in threes by one separator throughout, perhaps a decimal mark and more digits. */
const amountShape =
  /^(?<whole>[1-9]\d{0,2}(?:(?<group>[.,' ])\d{3})(?:\k<group>\d{3})*|\d*)(?:(?<mark>[.,])(?<fraction>\d*))?$/;

/** Nobody types a longer amount by hand. */
const longestAmount = 40;

/**
 * Reads what people type for an amount: `1050`, `$1,050`, `1050.5`, `USD 1 050`, and also `1.050,50`, where two
 * different separators leave no doubt. The site writes English, so a comma before three digits groups them. What two
 * people could read differently is refused rather than guessed: `1.050` is a thousand to some, and one with three
 * decimals to others (which it is only where the currency has three). So are more decimals than the currency has, another
 * currency's sign, and anything that is not an amount.
 *
 * @returns null when refused; the limits of a bid are for the rules to judge.
 */
export function parseMoney(text: string, currency: string): Cents | null {
  if (text.length > longestAmount) return null;
  const parts = amountShape.exec(withoutCurrency(text, currency))?.groups;
  if (!parts) return null;
  const { whole = '', group, mark } = parts;
  let digits = whole.replaceAll(/\D/g, '');
  let fraction = parts['fraction'] ?? '';
  if (group !== undefined && group === mark) return null;
  if (group === '.' && mark === undefined && digits.length === whole.length - 1) {
    // A single point before three digits: the ambiguous case.
    if (minorDigits(currency) !== 3) return null;
    [digits, fraction] = [digits.slice(0, -3), digits.slice(-3)];
  }
  if (digits + fraction === '' || fraction.length > minorDigits(currency)) return null;
  const amount = Number(digits + fraction.padEnd(minorDigits(currency), '0'));
  return isCents(amount) ? amount : null;
}

/** Takes off the currency's code or sign, before or after the number. */
function withoutCurrency(text: string, currency: string): string {
  const even = evenOut(text.trim());
  for (const name of namesOf(currency)) {
    if (even.startsWith(name)) return even.slice(name.length).trimStart();
    if (even.endsWith(name)) return even.slice(0, -name.length).trimEnd();
  }
  return even;
}

/** `CAD`, `CA$` and `$`: the site writes the second, for a bare `$` would be taken for US dollars; people type any. */
function namesOf(currency: string): readonly string[] {
  const signs = (['symbol', 'narrowSymbol'] as const).map(
    (currencyDisplay) =>
      new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay })
        .formatToParts(0)
        .find(({ type }) => type === 'currency')?.value,
  );
  return [currency, ...signs.filter((sign) => sign !== undefined).map(evenOut)];
}

/** One kind of space, one kind of apostrophe, capitals: what is typed and what `Intl` writes (`F\u202fCFA`) compare. */
function evenOut(text: string): string {
  return text.replaceAll(/\s/g, ' ').replaceAll('’', "'").toUpperCase();
}

interface Format {
  readonly currency: string;
  readonly locale: string;
  readonly shownDigits: number;
}

/** Making a formatter costs far more than using it, and a page of lots writes many prices. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor({ currency, locale, shownDigits }: Format): Intl.NumberFormat {
  const key = `${locale} ${currency} ${shownDigits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: shownDigits,
    maximumFractionDigits: shownDigits,
  });
  formatters.set(key, made);
  return made;
}

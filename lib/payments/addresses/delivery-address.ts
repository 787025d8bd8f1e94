/**
 * Where a lot is sent. Invariants: every line is one line of printable text within its limit, without blanks at its ends; the
 * country is one of ISO 3166-1; what a carrier can do without may be empty. Pure.
 */
import { z } from 'zod';
import { countryName, isCountry, postalCodeLengthsOf } from '#lib/payments/addresses/countries';

export const addressLimits = {
  name: 100,
  line1: 120,
  line2: 120,
  city: 80,
  region: 80,
  postalCode: 12,
  phone: 24,
} as const;

const line = z
  .string()
  .max(200)
  .transform((text) => text.trim().replaceAll(/\s+/g, ' '));

/** As the form sends it, and as it is kept. Empty: there is none. */
export const deliveryAddressSchema = z.object({
  name: line,
  line1: line,
  line2: line,
  city: line,
  /** State, province or county, where addresses have one. */
  region: line,
  postalCode: line,
  /** ISO 3166-1 alpha-2. */
  country: line,
  /** For the carrier. */
  phone: line,
});

export type DeliveryAddress = z.infer<typeof deliveryAddressSchema>;

export interface AddressFault {
  readonly path: keyof DeliveryAddress;
  readonly message: string;
}

const printable = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;
const postalCodeShape = /^[\p{L}\p{N} -]*$/u;
const phoneShape = /^\+?[\d ()./-]{5,}$/;

const needed: Partial<Record<keyof DeliveryAddress, string>> = {
  name: 'Enter the name that stands on the door.',
  line1: 'Enter the street and the number.',
  city: 'Enter the town or city.',
};

const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

function postalCodeFault({ country, postalCode }: DeliveryAddress): string | null {
  if (!postalCodeShape.test(postalCode)) return 'A postal code has only letters, digits, spaces and hyphens.';
  const lengths = postalCodeLengthsOf(country);
  if (lengths === null) return null;
  const where = countryName(country);
  if (postalCode === '') return `Enter the postal code: in ${where} parcels need one.`;
  const length = postalCode.replaceAll(/[ -]/g, '').length;
  return lengths.includes(length)
    ? null
    : `A postal code of ${where} has ${oneOf.format(lengths.map(String))} letters and digits; this one has ${length}.`;
}

function faultOf(address: DeliveryAddress, path: keyof DeliveryAddress): string | null {
  const text = address[path];
  if (!printable.test(text)) return 'There are characters in it that cannot be printed.';
  if (path === 'country') return isCountry(text) ? null : 'Choose a country.';
  if (text.length > addressLimits[path]) return `Write at most ${addressLimits[path]} characters.`;
  if (path === 'postalCode') return postalCodeFault(address);
  if (path === 'phone')
    return text === '' || phoneShape.test(text)
      ? null
      : 'Write a number such as +49 30 1234567, or leave it empty.';
  return text === '' ? (needed[path] ?? null) : null;
}

const fields = [
  'name',
  'line1',
  'line2',
  'city',
  'region',
  'postalCode',
  'country',
  'phone',
] as const satisfies readonly (keyof DeliveryAddress)[];

/** Everything that is wrong with an address, at most one fault a field, in the order of the form. */
export const findAddressFaults = (address: DeliveryAddress): AddressFault[] =>
  fields.flatMap((path) => {
    const message = faultOf(address, path);
    return message === null ? [] : [{ path, message }];
  });

/** As it is written on a parcel, a line each; the telephone number is not on it. */
export function addressLines(address: DeliveryAddress): readonly string[] {
  const { name, line1, line2, city, region, postalCode, country } = address;
  const place = [city, region, postalCode].filter((part) => part !== '').join(', ');
  return [name, line1, line2, place, countryName(country)].filter((part) => part !== '');
}

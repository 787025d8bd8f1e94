/**
 * How many digits follow the decimal point of each currency, by ISO 4217. `Intl` knows it too, but takes it from the
 * Unicode CLDR, which differs from ISO 4217 for some currencies and from one runtime to the next; a price must mean
 * the same to the server, every browser and the payment provider, so the table is here.
 */
const withoutMinorUnit = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';

const withHundredths =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP ' +
  'CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES ' +
  'KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK ' +
  'NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB ' +
  'TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';

const withThousandths = 'BHD IQD JOD KWD LYD OMR TND';

const digitsOf: ReadonlyMap<string, number> = new Map([
  ...withoutMinorUnit.split(' ').map((code) => [code, 0] as const),
  ...withHundredths.split(' ').map((code) => [code, 2] as const),
  ...withThousandths.split(' ').map((code) => [code, 3] as const),
]);

/** Every currency that a lot may be listed in (ISO 4217), in alphabetical order. */
export const currencies: readonly string[] = [...digitsOf.keys()].toSorted();

/** The ones to offer first in a form. */
export const commonCurrencies = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'JPY', 'BHD'] as const;

/** Whether the house deals in this ISO 4217 code, in upper case. */
export function isCurrency(code: string): boolean {
  return digitsOf.has(code);
}

/**
 * The digits after the decimal point: 2 for USD, 0 for JPY, 3 for BHD.
 *
 * @throws RangeError for a currency that `isCurrency` does not know: a listing in it has to be refused before.
 */
export function minorDigits(currency: string): number {
  const digits = digitsOf.get(currency);
  if (digits === undefined) throw new RangeError(`Unknown currency: ${currency}`);
  return digits;
}

/** Minor units in one major unit: 100 for USD, 1 for JPY, 1000 for BHD. @throws as `minorDigits` does. */
export function minorUnits(currency: string): number {
  return 10 ** minorDigits(currency);
}

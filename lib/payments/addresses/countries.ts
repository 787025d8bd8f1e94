/** Where a lot can be sent: every country and territory that ISO 3166-1 has a two-letter code for. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF ' +
  'CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH ' +
  'GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW ' +
  'KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG ' +
  'NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN ' +
  'SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ' +
  'ZA ZM ZW';

const known: ReadonlySet<string> = new Set(codes.split(' '));

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

export const isCountry = (code: string): boolean => known.has(code);

const names = new Intl.DisplayNames('en-GB', { type: 'region' });

/** As people call it in English. */
export const countryName = (code: string): string => names.of(code) ?? code;

/** All of them, by name. Named on the server only: browsers may call some of them otherwise. */
export const listCountries = (): readonly Country[] =>
  [...known]
    .map((code) => ({ code, name: countryName(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

/**
 * How many letters and digits a postal code has, in the countries that most parcels go to (Universal Postal Union, "Universal
 * POST*CODE DataBase"). Elsewhere whatever is written is taken, and nothing too.
 */
const postalCodeLengths: Readonly<Record<string, readonly number[]>> = {
  AT: [4],
  AU: [4],
  BE: [4],
  BR: [8],
  CA: [6],
  CH: [4],
  CN: [6],
  CZ: [5],
  DE: [5],
  DK: [4],
  ES: [5],
  FI: [5],
  FR: [5],
  GB: [5, 6, 7],
  GR: [5],
  HU: [4],
  IN: [6],
  IT: [5],
  JP: [7],
  KR: [5],
  MX: [5],
  NL: [6],
  NO: [4],
  NZ: [4],
  PL: [5],
  PT: [7],
  SE: [5],
  SG: [6],
  US: [5, 9],
};

/** The lengths that a country's postal codes have, without spaces and hyphens; null where any will do. */
export const postalCodeLengthsOf = (country: string): readonly number[] | null =>
  postalCodeLengths[country] ?? null;

/**
 * The steps of the house, written anew from the rules of bidding. Money in the model is a bigint of minor units, so that no
 * rounding of a float could agree with a rounding elsewhere.
 */

const digits: Readonly<Record<string, number>> = { USD: 2, JPY: 0, BHD: 3 };

const unitsIn = (currency: string): bigint => {
  const places = digits[currency];
  if (places === undefined) throw new RangeError(`the model knows no currency ${currency}`);
  return 10n ** BigInt(places);
};

/** 100 million of the major unit, the most that the platform takes. */
export const ceiling = (currency: string): bigint => 100_000_000n * unitsIn(currency);

/** From this price on, this step: both in hundredths of the major unit. Dearest first. */
const steps: readonly (readonly [from: bigint, step: bigint])[] = [
  [500_000n, 10_000n],
  [250_000n, 5_000n],
  [100_000n, 2_500n],
  [50_000n, 1_000n],
  [25_000n, 500n],
  [10_000n, 250n],
  [2_500n, 100n],
  [500n, 50n],
  [100n, 25n],
  [0n, 5n],
];

/**
 * The step at a price, in minor units. The rules give the table in dollars; other currencies take the same numbers of their own
 * major unit, and what is no whole number of minor units is rounded up, for a step of nothing would not be one.
 */
export function stepAt(
  price: bigint,
  terms: { readonly currency: string; readonly step: bigint | null },
): bigint {
  if (terms.step !== null) return terms.step;
  const units = unitsIn(terms.currency);
  const row = steps.find(([from]) => price * 100n >= from * units);
  if (!row) throw new RangeError('a price is never below nothing');
  return (row[1] * units + 99n) / 100n;
}

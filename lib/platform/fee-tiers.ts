/**
 * What the house charges, as a variable writes it: `25%`, or in tiers of the price, `0:25,1000:20,5000:12.5`, each `from:percent`
 * with `from` in major units of the currency. Invariants: a rate is a whole number of basis points from 0 to 10,000; tiers rise;
 * rates that mean the same are written in one way, so that nothing charged is no tier at all.
 */
export interface FeeTier {
  /** In major units: the rate is for the part of the price above it. */
  readonly from: number;
  /** Hundredths of a percent, of that part. */
  readonly basisPoints: number;
}

const percentShape = /^(?<whole>\d{1,3})(?:\.(?<fraction>\d{1,2}))?\s*%?$/;
const tierShape = /^(?<from>\d{1,9})\s*:\s*(?<percent>[\d.]+\s*%?)$/;
const wholeBasisPoints = 10_000;

/** Basis points of `12.5` or `12.5%`; null for anything else, more than two decimals, and more than 100 %. */
export function parsePercent(text: string): number | null {
  const { whole, fraction = '' } = percentShape.exec(text.trim())?.groups ?? {};
  if (whole === undefined) return null;
  const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return basisPoints > wholeBasisPoints ? null : basisPoints;
}

function parseTier(text: string): FeeTier | null {
  const { from, percent } = tierShape.exec(text.trim())?.groups ?? {};
  const basisPoints = percent === undefined ? null : parsePercent(percent);
  return from === undefined || basisPoints === null ? null : { from: Number(from), basisPoints };
}

/** Tiers that change nothing are left out. */
const simplify = (tiers: readonly FeeTier[]): readonly FeeTier[] =>
  tiers.filter(({ basisPoints }, index) => basisPoints !== (tiers[index - 1]?.basisPoints ?? 0));

/** null where a tier is malformed, the first is not from 0, or one does not begin above the one before. */
export function parseFeeTiers(text: string): readonly FeeTier[] | null {
  const everywhere = parsePercent(text);
  if (everywhere !== null) return simplify([{ from: 0, basisPoints: everywhere }]);
  const tiers = text.split(',').map(parseTier);
  if (!tiers.every((tier) => tier !== null) || tiers[0]?.from !== 0) return null;
  const rises = tiers.every(({ from }, index) => index === 0 || from > (tiers[index - 1]?.from ?? 0));
  return rises ? simplify(tiers) : null;
}

/**
 * Whose the money of a payment is: the seller's, the house's, the tax office's. Invariants: shares are never negative and sum to
 * what was divided; whatever is taken is taken from what is left, never more of a share than there is of it, so that any
 * sequence of parts that adds up to the whole leaves every share at exactly zero. Pure.
 */
import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

/** What makes up an order's total, and what the house keeps of the hammer price, in minor units of one currency. */
export interface OrderPrices {
  readonly hammerPrice: Cents;
  readonly buyersPremium: Cents;
  /** null when the lot is picked up. */
  readonly shippingPrice: Cents | null;
  readonly tax: Cents;
  readonly commission: Cents;
}

export interface Shares {
  readonly seller: Cents;
  readonly platform: Cents;
  readonly tax: Cents;
}

export const noShares: Shares = { seller: cents(0), platform: cents(0), tax: cents(0) };

/** In the order in which equal remainders are served: what cannot be divided goes to the seller's share first. */
const parties = ['seller', 'platform', 'tax'] as const satisfies readonly (keyof Shares)[];

/** Whose an order's total is. The seller gets the hammer price and the shipping, less the commission. */
export const sharesOf = ({
  hammerPrice,
  buyersPremium,
  shippingPrice,
  tax,
  commission,
}: OrderPrices): Shares => ({
  seller: cents(hammerPrice + (shippingPrice ?? 0) - commission),
  platform: cents(buyersPremium + commission),
  tax,
});

/** What of an order's total is the seller's. */
export const sellersShare = (prices: OrderPrices): Cents => sharesOf(prices).seller;

export const sumOf = ({ seller, platform, tax }: Shares): Cents => cents(seller + platform + tax);

/** @throws RangeError when more is taken of a share than there is. */
export const without = (left: Shares, taken: Shares): Shares => ({
  seller: cents(left.seller - taken.seller),
  platform: cents(left.platform - taken.platform),
  tax: cents(left.tax - taken.tax),
});

/**
 * Takes `amount` out of what is left, from each share in proportion to what is left of it, by largest remainder: each gets its
 * exact part rounded down, and the units that are missing then go one each to those whose part was cut the most.
 *
 * @throws RangeError when more is to be taken than is left.
 */
export function takeShares(left: Shares, amount: Cents): Shares {
  const whole = sumOf(left);
  if (amount > whole) throw new RangeError(`${amount} cannot be taken out of ${whole}`);
  if (whole === 0) return noShares;
  // Two amounts multiplied may exceed what a double holds exactly.
  const parts = parties.map((party) => {
    const product = BigInt(left[party]) * BigInt(amount);
    return {
      party,
      floor: Number(product / BigInt(whole)),
      remainder: Number(product % BigInt(whole)),
    };
  });
  const missing = amount - parts.reduce((sum, { floor }) => sum + floor, 0);
  const served = new Set(
    parts
      .toSorted((a, b) => b.remainder - a.remainder)
      .slice(0, missing)
      .map(({ party }) => party),
  );
  const shareOf = (wanted: keyof Shares): Cents => {
    const floor = parts.find(({ party }) => party === wanted)?.floor ?? 0;
    return cents(floor + (served.has(wanted) ? 1 : 0));
  };
  return { seller: shareOf('seller'), platform: shareOf('platform'), tax: shareOf('tax') };
}

/**
 * What a lot costs and what its seller gets. Invariants: amounts are whole minor units; the total is the sum of its parts, and
 * rises with the hammer price; the commission is never above the hammer price; a fee is rounded once, half up, to the smallest
 * step that cards are charged in, so that no fee of ours makes a payable price unpayable. Pure.
 */
import { minorUnits } from '#lib/auction/currencies';
import { cents, lower, plus } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { chargeStep } from '#lib/payments/stripe/amount';
import type { FeeTier } from '#lib/platform/fee-tiers';

/** What a buyer has to know of a lot to know what they would pay. */
export interface PriceTerms {
  /** ISO 4217. */
  readonly currency: string;
  /** The buyer's premium, in tiers of the hammer price. */
  readonly premium: readonly FeeTier[];
  readonly taxBasisPoints: number;
  /** null: the lot is picked up. */
  readonly shippingPrice: Cents | null;
}

/** And what the seller has to. */
export interface SaleTerms extends PriceTerms {
  readonly commission: readonly FeeTier[];
}

export interface PriceBreakdown {
  readonly hammerPrice: Cents;
  readonly buyersPremium: Cents;
  /** null: the lot is picked up. */
  readonly shippingPrice: Cents | null;
  /** On all of the above. */
  readonly tax: Cents;
  /** What the buyer pays, all in. */
  readonly totalPrice: Cents;
}

export interface SellerProceeds {
  /** What the house keeps of the hammer price. */
  readonly commission: Cents;
  /** The hammer price and the shipping, less the commission. */
  readonly proceeds: Cents;
}

const none = cents(0);
const wholeBasisPoints = 10_000n;

/** A rate times an amount can leave the safe integers on its way to a fee that does not, so it is counted in big ones. */
function share(amountTimesBasisPoints: bigint, currency: string): Cents {
  const step = BigInt(chargeStep(currency));
  const unit = wholeBasisPoints * step;
  return cents(Number(((amountTimesBasisPoints + unit / 2n) / unit) * step));
}

/**
 * Each tier's rate of the part of the price above its beginning and up to the next one's, as auction houses charge: a price that
 * crosses into a tier never costs less than one that does not.
 */
function feeOn(price: Cents, tiers: readonly FeeTier[], currency: string): Cents {
  const unit = minorUnits(currency);
  const parts = tiers.map(({ from, basisPoints }, index) => {
    const end = Math.min(price, (tiers[index + 1]?.from ?? Infinity) * unit);
    return BigInt(Math.max(0, end - from * unit)) * BigInt(basisPoints);
  });
  return share(
    parts.reduce((sum, part) => sum + part, 0n),
    currency,
  );
}

/** @throws RangeError when the total leaves the safe integers, which no price within the platform's limit does. */
export function priceBreakdown(hammerPrice: Cents, terms: PriceTerms): PriceBreakdown {
  const { currency, premium, taxBasisPoints, shippingPrice } = terms;
  const buyersPremium = feeOn(hammerPrice, premium, currency);
  const taxed = plus(plus(hammerPrice, buyersPremium), shippingPrice ?? none);
  const tax = share(BigInt(taxed) * BigInt(taxBasisPoints), currency);
  return { hammerPrice, buyersPremium, shippingPrice, tax, totalPrice: plus(taxed, tax) };
}

/** @throws as `priceBreakdown` does. */
export function sellerProceeds(hammerPrice: Cents, terms: SaleTerms): SellerProceeds {
  const commission = lower(feeOn(hammerPrice, terms.commission, terms.currency), hammerPrice);
  const proceeds = cents(hammerPrice - commission + (terms.shippingPrice ?? none));
  return { commission, proceeds };
}

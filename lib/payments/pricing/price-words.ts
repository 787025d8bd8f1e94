/** How a price reads to a person: `buyer’s premium $250, shipping $12 and tax $104`. */
import { minorUnits } from '#lib/auction/currencies';
import { cents, formatMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import type { PriceBreakdown, PriceTerms } from '#lib/payments/pricing/price-breakdown';

/** `12.5%`. */
export const percentWords = (basisPoints: number): string => `${basisPoints / 100}%`;

/** How the lot reaches its buyer, and for how much. */
export function deliveryWords(shippingPrice: Cents | null, currency: string): string {
  if (shippingPrice === null) return 'Pick-up in person';
  return shippingPrice === 0 ? 'Free shipping' : `Shipping ${formatMoney(shippingPrice, currency)}`;
}

/** `25%`, or by its tiers: `25% up to $1,000, 20% of the rest`. Empty where there is no premium. */
export function premiumWords({ premium, currency }: PriceTerms): string {
  const [first] = premium;
  if (!first) return '';
  const tiers = first.from === 0 ? premium : [{ from: 0, basisPoints: 0 }, ...premium];
  if (tiers.length === 1) return percentWords(first.basisPoints);
  const words = tiers.map(({ basisPoints }, index) => {
    const rate = basisPoints === 0 ? 'nothing' : percentWords(basisPoints);
    const end = tiers[index + 1]?.from;
    if (end === undefined) return `${rate} of the rest`;
    return `${rate} up to ${formatMoney(cents(end * minorUnits(currency)), currency)}`;
  });
  return words.join(', ');
}

/** What comes on top of the hammer price, in one breath; null when nothing does. */
export function additionsWords(price: PriceBreakdown, currency: string): string | null {
  const parts = [
    ['buyer’s premium', price.buyersPremium],
    ['shipping', price.shippingPrice ?? cents(0)],
    ['tax', price.tax],
  ] as const;
  const words = parts
    .filter(([, part]) => part > 0)
    .map(([name, part]) => `${name} ${formatMoney(part, currency)}`);
  return words.length === 0 ? null : new Intl.ListFormat('en-GB').format(words);
}

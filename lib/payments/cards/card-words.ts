/** A saved card as people call it. Pure. */
const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** @param brand Stripe's word for it. */
export const brandName = (brand: string): string => brands[brand] ?? 'Card';

/** Such as `Visa ending in 4242`. */
export const cardName = ({
  brand,
  lastFour,
}: {
  readonly brand: string;
  readonly lastFour: string;
}): string => `${brandName(brand)} ending in ${lastFour}`;

import { cents } from '#lib/auction/money';
import { toStripeAmount } from '#lib/payments/stripe/amount';
import type { PriceBreakdown } from '#lib/payments/pricing/price-breakdown';

/** A line of the payment page. */
export interface CheckoutLine {
  readonly name: string;
  /** In Stripe's minor units. */
  readonly amount: number;
}

export interface CheckoutPrice extends PriceBreakdown {
  readonly currency: string;
}

/**
 * The parts of a price as lines whose sum is charged. Parts that cards do not take, though their sum is one that they do, are
 * charged as that sum in one line.
 *
 * @returns null when the total itself cannot be charged exactly.
 */
export function checkoutLines(price: CheckoutPrice, lotTitle: string): readonly CheckoutLine[] | null {
  const { currency, hammerPrice, buyersPremium, shippingPrice, tax, totalPrice } = price;
  const total = toStripeAmount({ amount: totalPrice, currency });
  if (total === null) return null;
  const parts = [
    { name: lotTitle, part: hammerPrice },
    { name: 'Buyer’s premium', part: buyersPremium },
    { name: 'Shipping', part: shippingPrice ?? 0 },
    { name: 'Tax', part: tax },
  ].filter(({ part }) => part > 0);
  const lines = parts.flatMap(({ name, part }) => {
    const amount = toStripeAmount({ amount: cents(part), currency });
    return amount === null ? [] : [{ name, amount }];
  });
  return lines.length === parts.length ? lines : [{ name: lotTitle, amount: total }];
}

/**
 * Money as Stripe counts it. Almost always that is ISO 4217's minor unit, as in this house; the exceptions are Stripe's own
 * (https://docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies" and "Special cases").
 */
import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

export interface Money<Amount extends number = Cents> {
  readonly amount: Amount;
  /** ISO 4217, in upper case. */
  readonly currency: string;
}

/** Without a minor unit by ISO 4217, yet in hundredths at Stripe, for old times' sake. */
const hundredthsAtStripe: ReadonlySet<string> = new Set(['ISK', 'UGX']);
/** In hundredths by ISO 4217, yet whole at Stripe. */
const wholeAtStripe: ReadonlySet<string> = new Set(['MGA']);
/** In thousandths, of which card networks take only whole tens. */
const tensAtStripe: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** The smallest difference between two amounts that cards can be charged, in this house's minor units. */
export function chargeStep(currency: string): number {
  if (wholeAtStripe.has(currency)) return 100;
  return tensAtStripe.has(currency) ? 10 : 1;
}

/** The amount to name to Stripe, or null when Stripe cannot charge exactly this much. */
export function toStripeAmount({ amount, currency }: Money): number | null {
  if (hundredthsAtStripe.has(currency)) return amount * 100;
  if (amount % chargeStep(currency) !== 0) return null;
  return wholeAtStripe.has(currency) ? amount / 100 : amount;
}

/** What an amount that Stripe names for one of our orders is in this house. @throws Error when it is no whole minor unit. */
export function fromStripeAmount({ amount, currency }: Money<number>): Cents {
  if (hundredthsAtStripe.has(currency)) return cents(amount / 100);
  return cents(wholeAtStripe.has(currency) ? amount * 100 : amount);
}

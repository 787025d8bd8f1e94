import { minorUnits } from '#lib/auction/currencies';
import { cents, maximumBid } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { environment } from '#lib/platform/env';

/** How much may be bid without a saved card, in this currency's minor units; null: any amount. */
export function cardRequiredAbove(currency: string): Cents | null {
  const { cardRequiredAbove: major } = environment();
  if (major === null) return null;
  return cents(Math.min(major * minorUnits(currency), maximumBid(currency)));
}

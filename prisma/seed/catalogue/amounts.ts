import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

/** Whole dollars, as cents. */
export const dollars = (amount: number): Cents => cents(amount * 100);

/** What the house expects, in whole dollars. */
export const estimate = (low: number, high: number): { low: Cents; high: Cents } => ({
  low: dollars(low),
  high: dollars(high),
});

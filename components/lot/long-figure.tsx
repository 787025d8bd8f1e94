import { formatMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

const longestLarge = '$999,999'.length;

/** Whether a price has too many digits to be set in the largest size. */
export const isLongFigure = (price: Cents, currency: string): boolean =>
  formatMoney(price, currency).length > longestLarge;

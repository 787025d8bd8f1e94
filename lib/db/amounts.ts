import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

/** An amount as a column or a statement gives it. @throws RangeError when it is not one. */
export const centsOrNull = (value: bigint | number | null | undefined): Cents | null =>
  value === null || value === undefined ? null : cents(Number(value));

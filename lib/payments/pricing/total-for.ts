import type { Cents } from '#lib/auction/types';

/**
 * What the buyer pays for a lot hammered down at this price, all in, in the same currency. The house charges the buyer nothing
 * on top; a premium, tax or shipping would be added here and nowhere else.
 */
export const totalFor = (hammerPrice: Cents): Cents => hammerPrice;

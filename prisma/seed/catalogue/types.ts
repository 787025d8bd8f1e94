/** What the demo house has in its catalogue. */
import type { Cents } from '#lib/auction/types';
import type { CategorySlug } from '#lib/listings/categories';
import type { Shot } from '../studio/index.ts';

export interface DemoLot {
  readonly title: string;
  /** The cataloguer's note, condition included. */
  readonly description: string;
  /** Where it comes from, in a sentence. */
  readonly provenance: string;
  readonly category: CategorySlug;
  /** One of `demoSellers`, or the account `seller`. */
  readonly sellerUsername: string;
  /** All amounts in US cents. */
  readonly startingPrice: Cents;
  readonly reservePrice?: Cents;
  readonly buyNowPrice?: Cents;
  /** A fixed step instead of the house's increments. */
  readonly bidIncrement?: Cents;
  /** What the house expects it to fetch. */
  readonly estimate: { readonly low: Cents; readonly high: Cents };
  /** Packed and insured; null for what has to be picked up. */
  readonly shippingPrice: Cents | null;
  /** 0, nobody bids, to 1, everybody does. */
  readonly popularity: number;
  /** The first is the one on its card. */
  readonly shots: readonly [Shot, ...Shot[]];
}

export interface DemoSeller {
  readonly username: string;
  /** The departments that it mostly sells in. */
  readonly trade: string;
}

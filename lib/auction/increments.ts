/**
 * How far apart bids are. Invariants: a step is at least one minor unit; the minimum bid is above the current price once
 * there is a leader, and is the starting price before.
 */
import { minorUnits } from '#lib/auction/currencies';
import { cents, maximumBid, plus } from '#lib/auction/money';
import type { AuctionState, AuctionTerms, Cents } from '#lib/auction/types';

/** The house's steps, highest tier first, in major units: from this price on, this step. They are those of eBay's proxy bidding. */
const tiers: readonly { readonly from: number; readonly step: number }[] = [
  { from: 5_000, step: 100 },
  { from: 2_500, step: 50 },
  { from: 1_000, step: 25 },
  { from: 500, step: 10 },
  { from: 250, step: 5 },
  { from: 100, step: 2.5 },
  { from: 25, step: 1 },
  { from: 5, step: 0.5 },
  { from: 1, step: 0.25 },
];

/** Below the lowest tier. */
const smallestStep = 0.05;

export type IncrementTerms = Pick<AuctionTerms, 'bidIncrement' | 'currency'>;

/**
 * The step from a price to the next bid: the seller's fixed one, or the house's. Where the currency has no minor unit,
 * a house step with a fraction is rounded up to the next whole unit (¥2.50 to ¥3), so that it is never nothing.
 */
export function incrementAt(price: Cents, { bidIncrement, currency }: IncrementTerms): Cents {
  if (bidIncrement !== null) return bidIncrement;
  const unit = minorUnits(currency);
  const tier = tiers.find(({ from }) => price >= from * unit);
  return cents(Math.ceil((tier?.step ?? smallestStep) * unit));
}

/** The lowest amount that the next bid may name: the starting price, or once there is a leader a step above. */
export function minimumBid(state: Pick<AuctionState, 'terms' | 'leader' | 'currentPrice'>): Cents {
  if (state.leader === null) return state.terms.startingPrice;
  return plus(state.currentPrice, incrementAt(state.currentPrice, state.terms));
}

/** What a bid box knows: a `PublicAuctionState` fits. */
export interface BidBox extends IncrementTerms {
  readonly minimumBid: Cents;
}

/**
 * Amounts to offer beside the bid field, rising: the minimum, then a rounder one at least a step above, then a bolder
 * and rounder one still. $1,050 gives $1,050, $1,100, $1,250. Fewer than three only where the platform's limit is near.
 */
export function suggestBids(box: BidBox): readonly Cents[] {
  const minimum = box.minimumBid;
  // Far above the highest tier the step is too small to be a suggestion; a hundredth of the price's magnitude is not.
  const step = Math.max(incrementAt(minimum, box), magnitudeOf(minimum) / 100);
  const second = multipleFrom(minimum + step, roundNumberFrom(step * 2));
  const bold = step * 10 <= minimum / 4 ? step * 10 : step * 4;
  const third = multipleFrom(second + step, roundNumberFrom(bold));
  const limit = maximumBid(box.currency);
  return [minimum, second, third].filter((amount) => amount <= limit).map(cents);
}

/** The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below a whole number of 2 or more. */
function roundNumberFrom(atLeast: number): number {
  const magnitude = magnitudeOf(atLeast);
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * magnitude >= atLeast) ?? 10;
  return factor * magnitude;
}

function multipleFrom(atLeast: number, unit: number): number {
  return Math.ceil(atLeast / unit) * unit;
}

/** 1000 for 1000 to 9999. */
function magnitudeOf(whole: number): number {
  return 10 ** (String(whole).length - 1);
}

/** From this price on, this step. */
export interface Tier {
  readonly from: Cents;
  readonly step: Cents;
}

/** The house's steps in a currency, lowest first, for people to read. */
export function houseTiers(currency: string): readonly Tier[] {
  const unit = minorUnits(currency);
  const from = [0, ...tiers.map((tier) => tier.from * unit).toReversed()].map(cents);
  return from.map((price) => ({ from: price, step: incrementAt(price, { bidIncrement: null, currency }) }));
}

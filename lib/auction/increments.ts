/**
 * Bid increments. Invariants: an increment is at least one minor unit; the minimum bid is above the current price once
 * there is a leader, and is the starting price before.
 */
import { cents, maximumBid, minorUnits } from '#lib/auction/money';
import type { AuctionState, AuctionTerms, Cents } from '#lib/auction/types';

/** From this price on, in major units, this step. The house's table, after the tiers that large online houses publish. */
const tiers: readonly { readonly from: number; readonly step: number }[] = [
  { from: 5000, step: 100 },
  { from: 2500, step: 50 },
  { from: 1000, step: 25 },
  { from: 500, step: 10 },
  { from: 250, step: 5 },
  { from: 100, step: 2.5 },
  { from: 25, step: 1 },
  { from: 5, step: 0.5 },
  { from: 1, step: 0.25 },
  { from: 0, step: 0.05 },
];

type IncrementTerms = Pick<AuctionTerms, 'bidIncrement' | 'currency'>;

/** The step above `price`: the seller's fixed one, or the house's tier, never less than one minor unit. */
export function incrementAt(price: Cents, { bidIncrement, currency }: IncrementTerms): Cents {
  if (bidIncrement !== null) return bidIncrement;
  const unit = minorUnits(currency);
  const tier = tiers.find(({ from }) => price >= from * unit);
  return cents(Math.max(1, Math.round((tier?.step ?? 0) * unit)));
}

export const plus = (a: Cents, b: Cents): Cents => cents(a + b);

/** The lowest amount accepted now from somebody who does not lead. */
export function minimumBid({
  terms,
  currentPrice,
  leader,
}: Pick<AuctionState, 'terms' | 'currentPrice' | 'leader'>): Cents {
  return leader === null ? terms.startingPrice : plus(currentPrice, incrementAt(currentPrice, terms));
}

/** Amounts that read well: 1, 2, 2.5 and 5 times a power of ten, scaled to the increment. */
function roundStepAbove(increment: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(increment));
  const factor = [2, 2.5, 5, 10, 20].find((candidate) => candidate * magnitude >= increment * 2) ?? 20;
  return Math.max(1, Math.round(factor * magnitude));
}

const ceilTo = (value: number, step: number): number => Math.ceil(value / step) * step;

/** Three amounts to offer beside the bid field, rising: the minimum, then two rounder and bolder ones. */
export function suggestBids(minimum: Cents, terms: IncrementTerms): readonly [Cents, Cents, Cents] {
  const increment = incrementAt(minimum, terms);
  const step = roundStepAbove(increment);
  const second = ceilTo(minimum + increment, step);
  const third = ceilTo(second + step, step * 2);
  const limit = maximumBid(terms.currency);
  const capped = (value: number): Cents => cents(Math.min(value, limit));
  return [minimum, capped(second), capped(third)];
}

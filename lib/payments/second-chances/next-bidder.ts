/**
 * Who is offered a lot that its winner did not pay for. Invariants: the highest maximum that still counts comes first, of equal
 * ones the earlier, as in the bidding itself; nobody is asked twice; nobody is asked for more than they themselves named, nor
 * for less than the seller's reserve. Pure.
 */
import type { BidderId, Cents, RecordedRow } from '#lib/auction/types';

export interface RankedBidder {
  readonly bidderId: BidderId;
  readonly maximum: Cents;
  /** Of the row that named it. */
  readonly sequence: number;
}

/** Everybody whose bids count, by what they would have paid. Bids that were voided count for nothing. */
export function rankBidders(history: readonly RecordedRow[]): readonly RankedBidder[] {
  const best = new Map<BidderId, RankedBidder>();
  for (const { kind, bidderId, maximum, sequence } of history) {
    if (kind === 'void') best.delete(bidderId);
    else if (maximum !== null && maximum > (best.get(bidderId)?.maximum ?? 0))
      best.set(bidderId, { bidderId, maximum, sequence });
  }
  return [...best.values()].toSorted((a, b) => b.maximum - a.maximum || a.sequence - b.sequence);
}

export interface Choice {
  readonly history: readonly RecordedRow[];
  /** Who has had their chance, and who may not bid. */
  readonly passedOver: ReadonlySet<BidderId>;
  readonly reservePrice: Cents | null;
}

/** @returns null when nobody is left to ask. */
export function nextBidder({ history, passedOver, reservePrice }: Choice): RankedBidder | null {
  const next = rankBidders(history).find(({ bidderId }) => !passedOver.has(bidderId));
  return next === undefined || next.maximum < (reservePrice ?? 0) ? null : next;
}

/**
 * What is left when an administrator voids somebody's bids. Invariants:
 * - a bidder's bids on a lot stand or fall together, those made before the void and none after;
 * - what was bid before the voided bidder came stays as it was;
 * - an amount named after that was named against a price that the voided bids had made, so of such a bid only the maximum
 *   counts: whoever leads pays what the bids that are left ask of them, and no more (docs/decisions);
 * - the price never rises by a void.
 *
 * The bids that are left are played anew, in their order, by the rules that played them first.
 */
import { assertRule } from '#lib/auction/assert-rule';
import { minimumBid } from '#lib/auction/increments';
import { lower } from '#lib/auction/money';
import { contest, type RowDraft } from '#lib/auction/proxy-bidding';
import type { AuctionState, AuctionTerms, BidderId, Cents, Leader, RecordedRow } from '#lib/auction/types';

/** A bid that counts. */
export interface StandingBid extends Leader {
  readonly sequence: number;
  readonly kind: 'bid' | 'raise';
  /** What it is played with. null: as little as the rules ask of it then. */
  readonly amount: Cents | null;
}

/** Where bids lead. */
interface Standing {
  readonly terms: AuctionTerms;
  readonly leader: Leader | null;
  readonly currentPrice: Cents;
}

/**
 * The bids of a history, oldest row first, that count at its end. An amount is read from the row's price: a bid that took
 * the lead shows the amount, or more where the rules asked for more, and of any other the amount has no meaning.
 */
export function standingBids(history: readonly RecordedRow[]): readonly StandingBid[] {
  let bids: StandingBid[] = [];
  for (const { sequence, kind, bidderId, username, price, maximum } of history) {
    if (kind === 'void') bids = [...withoutBidder(bids, bidderId)];
    if ((kind === 'bid' || kind === 'raise') && maximum !== null)
      bids.push({ sequence, kind, bidderId, username, maximum, amount: price });
  }
  return bids;
}

/** What is left of bids when one bidder's are voided; the same bids when they had none. */
export function withoutBidder(bids: readonly StandingBid[], bidderId: BidderId): readonly StandingBid[] {
  const first = bids.find((bid) => bid.bidderId === bidderId);
  if (!first) return bids;
  return bids
    .filter((bid) => bid.bidderId !== bidderId)
    .map((bid) => (bid.sequence > first.sequence ? { ...bid, amount: null } : bid));
}

/** Plays bids anew, in their order. */
export function playAnew(bids: readonly StandingBid[], terms: AuctionTerms): Standing {
  const start: Standing = { terms, leader: null, currentPrice: terms.startingPrice };
  return bids.reduce((standing, bid) => {
    const amount = bid.amount ?? lower(bid.maximum, minimumBid(standing));
    const { leader, price } = contest(standing, { ...bid, amount });
    return { terms, leader, currentPrice: price };
  }, start);
}

export interface Voiding extends Pick<AuctionState, 'leader' | 'currentPrice' | 'bidCount'> {
  readonly drafts: readonly RowDraft[];
}

/**
 * Voids a bidder's bids.
 *
 * @returns what the auction comes to and the rows that say so; null when the bidder has no bid that counts.
 * @throws Error when the history does not lead to the state, or an invariant is broken.
 */
export function voidBids(
  state: AuctionState,
  { history, bidderId }: { readonly history: readonly RecordedRow[]; readonly bidderId: BidderId },
): Voiding | null {
  const { terms } = state;
  assertRule(
    (history.at(-1)?.sequence ?? 0) === state.lastSequence,
    'a void is decided on the whole history',
  );
  const bids = standingBids(history);
  const before = playAnew(bids, terms);
  assertRule(
    before.currentPrice === state.currentPrice && before.leader?.bidderId === state.leader?.bidderId,
    'the bids that count lead to the price and the leader',
  );
  const voided = bids.find((bid) => bid.bidderId === bidderId);
  if (!voided) return null;

  const left = withoutBidder(bids, bidderId);
  const { leader, currentPrice } = playAnew(left, terms);
  assertRule(currentPrice <= state.currentPrice, 'the price never rises by a void');
  const row = { price: currentPrice, maximum: null };
  const ofVoided: RowDraft = { ...row, kind: 'void', bidderId, username: voided.username };
  const drafts = leader
    ? [ofVoided, { ...row, kind: 'automatic' as const, bidderId: leader.bidderId, username: leader.username }]
    : [ofVoided];
  return { leader, currentPrice, bidCount: left.filter(({ kind }) => kind === 'bid').length, drafts };
}

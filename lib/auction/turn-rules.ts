/**
 * Whether one bid of a history kept the rules, given what it found. It is written from the rules, not from `decide`, and from
 * the other end: it bounds what each row may show. A row's price is bounded rather than known for two reasons that stay
 * private: the amount that the bidder named, and the reserve.
 */
import { commitTo, type Sha256 } from '#lib/auction/chain';
import { softClosedEnd } from '#lib/auction/closing';
import { incrementAt } from '#lib/auction/increments';
import { cents, higher, lower, plus } from '#lib/auction/money';
import type { Turn } from '#lib/auction/turns';
import type { Remainder, Remainders } from '#lib/auction/void-rules';
import type { Cents, ChainedRow, EpochMs, PublicTerms } from '#lib/auction/types';

/** A hidden maximum made public, with the salt of its commitment. */
export interface Opening {
  readonly maximum: Cents;
  readonly salt: string;
}

/** By the sequence of the row that committed to it. */
export type Openings = ReadonlyMap<number, Opening>;

export type RuleFault =
  /** A row that binds nothing (an automatic one, a void) with a commitment, or another row without. */
  | { readonly code: 'commitment_misplaced'; readonly sequence: number }
  /** The opened maximum is not the one committed to. */
  | { readonly code: 'opening_mismatch'; readonly sequence: number }
  | { readonly code: 'before_start'; readonly sequence: number; readonly startsAt: EpochMs }
  | { readonly code: 'after_end'; readonly sequence: number; readonly endsAt: EpochMs }
  /** The times of a history never fall. */
  | { readonly code: 'before_previous'; readonly sequence: number; readonly previousAt: EpochMs }
  | { readonly code: 'buy_now_not_offered'; readonly sequence: number }
  /** The row shows a price outside what the rules allow; `highest` is null where a hidden maximum would set it. */
  | {
      readonly code: 'wrong_price';
      readonly sequence: number;
      readonly price: Cents;
      readonly lowest: Cents;
      readonly highest: Cents | null;
    }
  /** Somebody leads, or raised, with a maximum that is not above the one to beat. */
  | {
      readonly code: 'not_highest';
      readonly sequence: number;
      readonly maximum: Cents;
      readonly toBeat: Cents;
    }
  /** A leader was beaten without their used-up maximum being shown. */
  | { readonly code: 'maximum_not_shown'; readonly sequence: number; readonly maximum: Cents }
  /** Bids were voided of somebody who had none that counted. */
  | { readonly code: 'nothing_to_void'; readonly sequence: number }
  /** After a void somebody else leads than the bids that are left lead to. */
  | { readonly code: 'wrong_leader'; readonly sequence: number };

/** What a turn is judged by, beside what it finds. */
export interface TurnEvidence {
  readonly openings: Openings;
  readonly remainders: Remainders;
}

/** What a bid finds. */
export interface Standing {
  readonly terms: PublicTerms;
  readonly price: Cents;
  /** null while it is hidden. */
  readonly leaderMaximum: Cents | null;
  readonly endsAt: EpochMs;
  /** Of the newest row; null before the first. */
  readonly lastAt: EpochMs | null;
}

export function startOf(terms: PublicTerms): Standing {
  const { startingPrice: price, originalEndsAt: endsAt } = terms;
  return { terms, price, leaderMaximum: null, endsAt, lastAt: null };
}

export function standingAfter(before: Standing, turn: Turn, evidence: TurnEvidence): Standing {
  const { endsAt, terms } = before;
  return {
    terms,
    price: turn.kind === 'answered' ? turn.answer.price : turn.bid.price,
    leaderMaximum: leaderMaximumAfter(before, turn, evidence),
    endsAt: softClosedEnd({ endsAt, softCloseSeconds: terms.softCloseSeconds }, turn.bid.at),
    lastAt: turn.bid.at,
  };
}

function leaderMaximumAfter(
  before: Standing,
  turn: Turn,
  { openings, remainders }: TurnEvidence,
): Cents | null {
  if (turn.kind === 'answered') return before.leaderMaximum;
  if (turn.kind === 'void') return remainders.get(turn.bid.sequence)?.leader?.maximum ?? null;
  return maximumOf(turn.bid, openings);
}

/** Whether exactly the rows that bind a maximum do, and to the ones that were opened. */
export function checkCommitments(
  rows: readonly ChainedRow[],
  { openings, digest }: { readonly openings: Openings; readonly digest: Sha256 },
): RuleFault | null {
  for (const { sequence, kind, commitment } of rows) {
    const bindsNothing = kind === 'automatic' || kind === 'void';
    if (bindsNothing !== (commitment === null)) return { code: 'commitment_misplaced', sequence };
    const opening = openings.get(sequence);
    if (opening && commitTo(opening.maximum, opening.salt, digest) !== commitment) {
      return { code: 'opening_mismatch', sequence };
    }
  }
  return null;
}

/** The first rule that a turn breaks; null when it breaks none. */
export function checkTurn(standing: Standing, turn: Turn, evidence: TurnEvidence): RuleFault | null {
  return checkMoment(standing, turn.bid) ?? checkPrices(standing, turn, evidence);
}

function checkMoment(
  { terms: { startsAt }, endsAt, lastAt }: Standing,
  { sequence, at }: ChainedRow,
): RuleFault | null {
  if (at < startsAt) return { code: 'before_start', sequence, startsAt };
  if (lastAt !== null && at < lastAt) return { code: 'before_previous', sequence, previousAt: lastAt };
  return at >= endsAt ? { code: 'after_end', sequence, endsAt } : null;
}

function checkPrices(
  standing: Standing,
  turn: Turn,
  { openings, remainders }: TurnEvidence,
): RuleFault | null {
  const maximum = maximumOf(turn.bid, openings);
  switch (turn.kind) {
    case 'first_bid':
      return checkPrice(turn.bid, { lowest: standing.terms.startingPrice, highest: maximum });
    case 'buy_now': {
      const { buyNowPrice } = standing.terms;
      if (buyNowPrice === null) return { code: 'buy_now_not_offered', sequence: turn.bid.sequence };
      return checkPrice(turn.bid, { lowest: buyNowPrice, highest: buyNowPrice });
    }
    case 'raise':
      return (
        checkAbove(turn.bid, { maximum, toBeat: standing.leaderMaximum }) ??
        checkPrice(turn.bid, { lowest: standing.price, highest: maximum })
      );
    case 'new_leader':
      return checkNewLeader(standing, turn, maximum);
    case 'answered':
      return checkAnswered(standing, turn, maximum);
    case 'void':
      return checkVoid(standing, turn, remainders.get(turn.bid.sequence) ?? null);
    default:
      return turn satisfies never;
  }
}

/**
 * What the beaten leader's maximum was is public by then: it is shown on a row of its own, or the price had used it up.
 * The new leader pays a step above it, or all of their own maximum if that is less, and never less than the minimum bid.
 */
function checkNewLeader(
  standing: Standing,
  { exposed, bid }: Extract<Turn, { kind: 'new_leader' }>,
  maximum: Cents | null,
): RuleFault | null {
  const { price, leaderMaximum, terms } = standing;
  if (exposed) {
    const lowest = leaderMaximum ?? plus(price, cents(1));
    const fault = checkPrice(exposed, { lowest, highest: leaderMaximum });
    if (fault) return fault;
  } else if (leaderMaximum !== null && leaderMaximum > price) {
    return { code: 'maximum_not_shown', sequence: bid.sequence, maximum: leaderMaximum };
  }
  const beaten = exposed?.price ?? price;
  const oneStep = plus(beaten, incrementAt(beaten, terms));
  const needed = maximum === null ? plus(beaten, cents(1)) : lower(maximum, oneStep);
  return (
    checkAbove(bid, { maximum, toBeat: beaten }) ??
    checkPrice(bid, { lowest: higher(needed, minimumBidOf(standing)), highest: maximum })
  );
}

/** The challenger's row shows their whole maximum; the leader answers a step above it, as far as their own goes. */
function checkAnswered(
  standing: Standing,
  { bid, answer }: Extract<Turn, { kind: 'answered' }>,
  maximum: Cents | null,
): RuleFault | null {
  const { leaderMaximum, terms } = standing;
  const oneStep = plus(bid.price, incrementAt(bid.price, terms));
  const expected = leaderMaximum === null ? null : lower(leaderMaximum, oneStep);
  return (
    checkPrice(bid, { lowest: maximum ?? minimumBidOf(standing), highest: maximum ?? leaderMaximum }) ??
    checkPrice(bid, { lowest: minimumBidOf(standing), highest: leaderMaximum }) ??
    checkPrice(answer, { lowest: expected ?? bid.price, highest: expected ?? oneStep })
  );
}

/** The price falls to where the bids that are left lead, unless a reserve that the leader's maximum reaches kept it higher. */
function checkVoid(
  standing: Standing,
  { bid, leads }: Extract<Turn, { kind: 'void' }>,
  remainder: Remainder | null,
): RuleFault | null {
  const { sequence, price } = bid;
  if (remainder === null) return { code: 'nothing_to_void', sequence };
  const { leader, price: lowest } = remainder;
  if (leader?.username !== leads?.username) return { code: 'wrong_leader', sequence };
  const highest = leader === null ? lowest : lower(standing.price, leader.maximum ?? standing.price);
  return (
    checkPrice(bid, { lowest, highest }) ?? (leads && checkPrice(leads, { lowest: price, highest: price }))
  );
}

interface Bounds {
  readonly lowest: Cents;
  readonly highest: Cents | null;
}

function checkPrice({ sequence, price }: ChainedRow, { lowest, highest }: Bounds): RuleFault | null {
  const within = price >= lowest && (highest === null || price <= highest);
  return within ? null : { code: 'wrong_price', sequence, price, lowest, highest };
}

interface Comparison {
  readonly maximum: Cents | null;
  readonly toBeat: Cents | null;
}

/** Nothing to say while either is hidden. */
function checkAbove({ sequence }: ChainedRow, { maximum, toBeat }: Comparison): RuleFault | null {
  if (maximum === null || toBeat === null || maximum > toBeat) return null;
  return { code: 'not_highest', sequence, maximum, toBeat };
}

/** Of anybody after the first. */
function minimumBidOf({ terms, price }: Standing): Cents {
  return plus(price, incrementAt(price, terms));
}

function maximumOf({ sequence }: ChainedRow, openings: Openings): Cents | null {
  return openings.get(sequence)?.maximum ?? null;
}

/**
 * What a void in a public history may show. Written from the rules, not from `voidBids`, and of what anyone can see. Hidden
 * maximums stand in nobody's way: every beaten one was shown used up, and of a leader's it is enough to know which price it
 * carried. Only a reserve, which stays private, can have kept the price higher.
 */
import { incrementAt } from '#lib/auction/increments';
import { higher, lower, plus } from '#lib/auction/money';
import { rowsOf, type Turn } from '#lib/auction/turns';
import type { Cents, PublicTerms } from '#lib/auction/types';

/** Where the bids that are left by a void lead. */
export interface Remainder {
  /** A reserve may have kept it higher. */
  readonly price: Cents;
  /** `maximum` is null while it is hidden. */
  readonly leader: { readonly username: string; readonly maximum: Cents | null } | null;
}

/** By the sequence of the void; null where that bidder had no bid that counted. */
export type Remainders = ReadonlyMap<number, Remainder | null>;

export interface VoidEvidence {
  /** Maximums that were opened, by sequence. */
  readonly openings: ReadonlyMap<number, { readonly maximum: Cents }>;
  readonly terms: PublicTerms;
}

/** A bid that counts, as far as it is known at some turn; what is known of it grows with the turns. */
interface SeenBid {
  readonly sequence: number;
  readonly username: string;
  /** What the bidder may have named; null once a void took the meaning from it. */
  named: Cents | null;
  /** The maximum, or while that is hidden the highest price that it has carried. */
  reach: Cents;
  isHidden: boolean;
}

/** Finds out what every void of a history leaves. */
export function remaindersOf(turns: readonly Turn[], { openings, terms }: VoidEvidence): Remainders {
  const remainders = new Map<number, Remainder | null>();
  let bids: SeenBid[] = [];
  let leader: SeenBid | undefined;
  for (const turn of turns) {
    const { sequence, username, price } = turn.bid;
    if (turn.kind === 'void') {
      const left = without(bids, username);
      remainders.set(sequence, left && playSeen(left, terms));
      bids = left ?? bids;
      leader = bids.findLast((bid) => bid.username === turn.leads?.username);
    } else {
      if (leader) learnFrom(turn, leader);
      const opening = openings.get(sequence);
      const isHidden = opening === undefined && turn.kind !== 'answered';
      bids.push({ sequence, username, named: price, reach: opening?.maximum ?? price, isHidden });
      if (turn.kind !== 'answered') leader = bids.at(-1);
    }
  }
  return remainders;
}

/** A leader carried the prices that were shown; once beaten, no further than that. */
function learnFrom(turn: Turn, leader: SeenBid): void {
  for (const { username, price } of rowsOf(turn))
    if (username === leader.username && turn.kind !== 'raise') leader.reach = higher(leader.reach, price);
  if (turn.kind === 'new_leader') leader.isHidden = false;
}

/** What was named after the voided bidder had come was an answer to a price that no longer is. */
function without(bids: readonly SeenBid[], username: string): SeenBid[] | null {
  const first = bids.find((bid) => bid.username === username);
  if (!first) return null;
  const left = bids.filter((bid) => bid.username !== username);
  for (const bid of left) if (bid.sequence > first.sequence) bid.named = null;
  return left;
}

function playSeen(bids: readonly SeenBid[], terms: PublicTerms): Remainder {
  let price = terms.startingPrice;
  let leader: SeenBid | null = null;
  for (const bid of bids) {
    const isAhead: boolean = leader === null || leader.username === bid.username || bid.reach > leader.reach;
    if (leader !== null && leader.username !== bid.username) {
      const [beaten, winner]: [SeenBid, SeenBid] = isAhead ? [leader, bid] : [bid, leader];
      price = higher(price, lower(winner.reach, plus(beaten.reach, incrementAt(beaten.reach, terms))));
    }
    if (isAhead && bid.named !== null) price = higher(price, bid.named);
    if (isAhead) leader = bid;
  }
  return {
    price,
    leader: leader && { username: leader.username, maximum: leader.isHidden ? null : leader.reach },
  };
}

/**
 * Who leads, at what price, and what the history shows, once a bid has been found acceptable. Invariants:
 * - the highest maximum leads, and of equal ones the earlier;
 * - the price is never above the leader's maximum and never below what it was;
 * - the last row shows the leader and the price, so that a history explains itself.
 */
import { assertRule } from '#lib/auction/assert-rule';
import { incrementAt } from '#lib/auction/increments';
import { higher, lower, plus } from '#lib/auction/money';
import type { AuctionState, AuctionTerms, BidderId, BidKind, Cents, Leader } from '#lib/auction/types';

/** A history row before it has its place in the chain. */
export interface RowDraft {
  readonly kind: BidKind;
  readonly bidderId: BidderId;
  readonly username: string;
  readonly price: Cents;
  /** null on `automatic` rows. */
  readonly maximum: Cents | null;
}

export interface Contest {
  readonly leader: Leader;
  readonly price: Cents;
  readonly drafts: readonly RowDraft[];
}

/** A bid as the proxy sees it: the maximum is given, and not below the amount. */
export interface Offer extends Leader {
  readonly amount: Cents;
}

type Standing = Pick<AuctionState, 'terms' | 'leader' | 'currentPrice'>;

/**
 * Plays an acceptable offer against the leader.
 *
 * @throws Error when the outcome would break an invariant, which an offer that the refusals let through cannot do.
 */
export function contest(standing: Standing, offer: Offer): Contest {
  const { leader } = standing;
  const outcome =
    leader === null
      ? firstBid(standing, offer)
      : leader.bidderId === offer.bidderId
        ? raise(standing, offer)
        : offer.maximum > leader.maximum
          ? newLeader(standing, { offer, beaten: leader })
          : answeredByLeader(standing, { offer, leader });
  assertRule(outcome.price >= standing.currentPrice, 'the price never falls');
  assertRule(outcome.price <= outcome.leader.maximum, "the price is never above the leader's maximum");
  return outcome;
}

/** Nobody to beat: the price is the amount named, or the reserve if the maximum reaches it. */
function firstBid({ terms }: Standing, offer: Offer): Contest {
  const price = liftedToReserve(offer.amount, { maximum: offer.maximum, terms });
  return { leader: leaderOf(offer), price, drafts: [bidRow('bid', offer, price)] };
}

/**
 * The leader bids again: only the maximum moves, for nobody bids against oneself. The amount named has passed the
 * minimum bid like any other and has no further meaning. If the new maximum is the first to reach the reserve, the
 * price goes there: the seller would not sell for less.
 */
function raise({ terms, currentPrice }: Standing, offer: Offer): Contest {
  const price = liftedToReserve(currentPrice, { maximum: offer.maximum, terms });
  return { leader: leaderOf(offer), price, drafts: [bidRow('raise', offer, price)] };
}

/**
 * The challenger's maximum is higher. They pay a step above the beaten maximum, or their own maximum if that is
 * less than a step above: a maximum is a promise to pay so much, and the higher promise wins however small the
 * difference. If they named a higher amount, that is the price, for an amount is visible from the start. The beaten
 * maximum is shown before, unless the price had already used it up.
 */
function newLeader(
  { terms, currentPrice }: Standing,
  { offer, beaten }: { offer: Offer; beaten: Leader },
): Contest {
  const needed = lower(offer.maximum, oneStepAbove(beaten.maximum, terms));
  const price = liftedToReserve(higher(higher(needed, offer.amount), currentPrice), {
    maximum: offer.maximum,
    terms,
  });
  const bid = bidRow('bid', offer, price);
  const drafts = beaten.maximum > currentPrice ? [automaticRow(beaten, beaten.maximum), bid] : [bid];
  return { leader: leaderOf(offer), price, drafts };
}

/**
 * The leader's maximum is as high or higher: at equal maxima the earlier bid leads. The challenger's maximum is used
 * up and shown; the system answers for the leader with a step above it, or with the leader's whole maximum if that
 * is less. At equal maxima the answer shows the same price, so that the last row names who leads. The reserve needs
 * no look: had the leader's maximum reached it, the price would be there already.
 */
function answeredByLeader(
  { terms, currentPrice }: Standing,
  { offer, leader }: { offer: Offer; leader: Leader },
): Contest {
  const answer = lower(leader.maximum, oneStepAbove(offer.maximum, terms));
  const price = higher(answer, currentPrice);
  return { leader, price, drafts: [bidRow('bid', offer, offer.maximum), automaticRow(leader, price)] };
}

/** A maximum at or above the reserve lifts the price to it; one below leaves the price alone. */
function liftedToReserve(price: Cents, { maximum, terms }: { maximum: Cents; terms: AuctionTerms }): Cents {
  const { reservePrice } = terms;
  return reservePrice !== null && maximum >= reservePrice ? higher(price, reservePrice) : price;
}

function oneStepAbove(maximum: Cents, terms: AuctionTerms): Cents {
  return plus(maximum, incrementAt(maximum, terms));
}

function leaderOf({ bidderId, username, maximum }: Offer): Leader {
  return { bidderId, username, maximum };
}

function bidRow(kind: 'bid' | 'raise', { bidderId, username, maximum }: Offer, price: Cents): RowDraft {
  return { kind, bidderId, username, price, maximum };
}

function automaticRow({ bidderId, username }: Leader, price: Cents): RowDraft {
  return { kind: 'automatic', bidderId, username, price, maximum: null };
}

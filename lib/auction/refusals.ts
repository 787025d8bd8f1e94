/**
 * Why a command is not accepted. Each function looks at one thing and answers with the first refusal that applies, or
 * null; `decide` asks them in the order of precedence that `Refusal` lists.
 */
import { hasEnded, hasStarted } from '#lib/auction/closing';
import { minimumBid } from '#lib/auction/increments';
import { cents, higher, maximumBid } from '#lib/auction/money';
import type { AuctionState, Bidder, BuyNow, Cents, EpochMs, PlaceBid, Refusal } from '#lib/auction/types';

/** Who may not bid: the suspended, those whom the seller blocked, and the seller. */
export function refuseBidder(state: AuctionState, bidder: Bidder): Refusal | null {
  if (bidder.suspended) return { code: 'bidder_suspended' };
  if (bidder.blocked) return { code: 'bidder_blocked' };
  if (bidder.id === state.terms.sellerId) return { code: 'own_auction' };
  return null;
}

/** A command made for one version acts on no other. */
export function refuseVersion(state: AuctionState, ifVersion: number | null): Refusal | null {
  if (ifVersion === null || ifVersion === state.version) return null;
  return { code: 'version_mismatch', version: state.version };
}

/**
 * Too early or too late, by the clock alone. A scheduled auction whose start has come takes bids although nobody
 * opened it yet; an active one takes none from the very millisecond of its end. One that was cancelled before its
 * start has ended: to say that it has not started would promise that it will.
 */
export function refuseMoment(state: AuctionState, now: EpochMs): Refusal | null {
  if (!hasStarted(state, now)) {
    return { code: 'auction_not_started', startsAt: state.terms.startsAt };
  }
  return refuseEnded(state, now);
}

export function refuseEnded(state: AuctionState, now: EpochMs): Refusal | null {
  return hasEnded(state, now) ? { code: 'auction_ended', endsAt: state.endsAt } : null;
}

/** What a bid comes to, once a missing maximum is taken to be the amount. */
export interface BidAmounts {
  readonly bidder: Bidder;
  readonly amount: Cents;
  readonly maximum: Cents;
}

/**
 * Too little or too much. The minimum bid holds for the leader too: there is one number to show to everyone. A leader
 * has to go above their own maximum as well, and so above both where the amount named is higher still. The platform's
 * limit is asked of the maximum, which is never below the amount.
 */
export function refuseAmounts(state: AuctionState, { bidder, amount, maximum }: BidAmounts): Refusal | null {
  const minimum = minimumBid(state);
  if (amount < minimum) {
    return { code: 'bid_too_low', minimumBid: minimum, currentPrice: state.currentPrice };
  }
  const { leader } = state;
  const minimumMaximum = leader?.bidderId === bidder.id ? higher(amount, cents(leader.maximum + 1)) : amount;
  if (maximum < minimumMaximum) return { code: 'maximum_too_low', minimumMaximum };
  const limit = maximumBid(state.terms.currency);
  return maximum > limit ? { code: 'bid_too_high', maximumBid: limit } : null;
}

/** Who promises more than the house lets anybody promise without a saved card. The last thing to be asked for. */
export function refuseWithoutCard(
  { bidder, cardRequiredAbove: above }: PlaceBid | BuyNow,
  promised: Cents,
): Refusal | null {
  if (bidder.hasCard || above === null || promised <= above) return null;
  return { code: 'card_required', above };
}

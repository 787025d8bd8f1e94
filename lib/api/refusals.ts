/** Refusals of the use cases as answers. */
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { Refusal } from '#lib/auction/types';
import { refusalWords } from '#lib/auction/words';
import type { EngineRefusal } from '#lib/bidding/index';
import type { ApiAnswer } from '#lib/api/exchange';
import { entityTag } from '#lib/api/preconditions';
import { invalidRequest, problem, problemForLater, problemWith } from '#lib/api/problems';
import { writeInstant } from '#lib/api/schemas/common';
import { toRequestFaults } from '#lib/api/schemas/listing';
import type { WithdrawListingRefusal } from '#lib/listings/index';
import type { CheckoutRefusal } from '#lib/payments/index';

type Data = Readonly<Record<string, unknown>>;

/** What the refusal itself tells, in the wire's spelling. */
function ruleData(refusal: Refusal): Data {
  switch (refusal.code) {
    case 'auction_not_started':
      return { starts_at: writeInstant(refusal.startsAt) };
    case 'auction_ended':
      return { ends_at: writeInstant(refusal.endsAt) };
    case 'version_mismatch':
      return { version: refusal.version };
    case 'bid_too_low':
      return { minimum_bid: refusal.minimumBid, current_price: refusal.currentPrice };
    case 'maximum_too_low':
      return { minimum_max_amount: refusal.minimumMaximum };
    case 'bid_too_high':
      return { maximum_bid: refusal.maximumBid };
    case 'card_required':
      return { card_required_above: refusal.above };
    case 'bidder_suspended':
    case 'bidder_blocked':
    case 'own_auction':
    case 'auction_has_bids':
    case 'buy_now_unavailable':
    case 'nothing_to_void':
      return {};
    default:
      return refusal satisfies never;
  }
}

/** Where the auction stands, so that a client need not ask again. */
const stateData = (state: PublicAuctionState): Data => ({
  currency: state.currency,
  current_price: state.currentPrice,
  minimum_bid: state.minimumBid,
  ends_at: writeInstant(state.endsAt),
  version: state.version,
});

const usualCurrency = 'USD';

const ruleProblem = (refusal: Refusal, state: PublicAuctionState | null): ApiAnswer =>
  problemWith(refusal.code, refusalWords(refusal, state?.currency ?? usualCurrency), {
    data: { ...(state && stateData(state)), ...ruleData(refusal) },
    headers: state ? { etag: entityTag(state.version) } : {},
  });

export function bidProblem(refusal: Refusal | EngineRefusal, state: PublicAuctionState | null): ApiAnswer {
  if (refusal.code === 'overloaded') return problemForLater('overloaded', refusal.retryAfterSeconds);
  if (refusal.code === 'not_found' || refusal.code === 'idempotency_conflict') return problem(refusal.code);
  return ruleProblem(refusal, state);
}

export function listingProblem(refusal: WithdrawListingRefusal, state: PublicAuctionState | null): ApiAnswer {
  switch (refusal.code) {
    case 'overloaded':
      return problemForLater('overloaded', refusal.retryAfterSeconds);
    case 'invalid_listing':
      return invalidRequest(toRequestFaults(refusal.faults));
    case 'not_found':
    case 'not_the_seller':
      return problem(refusal.code);
    case 'bidder_suspended':
    case 'auction_has_bids':
    case 'version_mismatch':
      return ruleProblem(refusal, state);
    case 'auction_ended':
      return problemWith(
        'auction_ended',
        { title: 'This lot’s auction has ended', detail: 'It can no longer be changed or withdrawn.' },
        { data: state ? stateData(state) : {} },
      );
    default:
      return refusal satisfies never;
  }
}

export const checkoutProblem = (refusal: CheckoutRefusal): ApiAnswer => problem(refusal.code);

/** What a person reads in answer to a bid or a purchase, and what their screen needs to go on. */
import { formatMoney } from '#lib/auction/money';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { Refusal } from '#lib/auction/types';
import { refusalWords, type Words } from '#lib/auction/words';
import type { BidOutcome, EngineRefusal } from '#lib/bidding/types';
import { signReceipt, type Receipt } from '#lib/receipts/index';

/** Refusals at the edge, before the rules are asked. */
export type EdgeRefusal =
  | { readonly code: 'unauthenticated' }
  | { readonly code: 'invalid_request' }
  | { readonly code: 'rate_limited'; readonly retryAfterSeconds: number };

export type ReplyRefusal = Refusal | EngineRefusal | EdgeRefusal;

export interface BidReply {
  readonly result: 'leading' | 'outbid' | 'refused';
  readonly words: Words;
  /** Which field a refusal is about; null when it is about neither. */
  readonly field: 'amount' | 'maximum' | null;
  /** A card has to be saved first, on its own page. */
  readonly needsCard: boolean;
  /** The newest public state that the server knew; null when it had none. */
  readonly state: PublicAuctionState | null;
  /** The house's signature for an accepted bid, for its bidder to keep; null for a refusal. */
  readonly receipt: Receipt | null;
}

export async function replyTo(outcome: BidOutcome, currency: string): Promise<BidReply> {
  if (!outcome.accepted) return refusalReply(outcome.refusal, { currency, state: outcome.state });
  const { state, result } = outcome;
  const price = formatMoney(state.currentPrice, currency);
  return {
    result,
    words: acceptedWords(outcome.result, { price, isRaise: outcome.bid.kind === 'raise' }),
    field: null,
    needsCard: false,
    state,
    receipt: await signReceipt(outcome.bid),
  };
}

function acceptedWords(
  result: 'leading' | 'outbid',
  { price, isRaise }: { readonly price: string; readonly isRaise: boolean },
): Words {
  if (result === 'outbid')
    return {
      title: 'Outbid at once',
      detail: `Someone’s hidden maximum is as high or higher. The price is now ${price}; you can bid again.`,
    };
  return isRaise
    ? { title: 'Your maximum is raised', detail: `You still lead at ${price}.` }
    : { title: 'You are leading', detail: `Your bid is in. The price is now ${price}.` };
}

export function refusalReply(
  refusal: ReplyRefusal,
  { currency, state }: { readonly currency: string; readonly state: PublicAuctionState | null },
): BidReply {
  return {
    result: 'refused',
    words: wordsFor(refusal, currency),
    field: fieldOf(refusal),
    needsCard: refusal.code === 'card_required',
    state,
    receipt: null,
  };
}

function fieldOf({ code }: ReplyRefusal): BidReply['field'] {
  if (code === 'bid_too_low' || code === 'bid_too_high') return 'amount';
  return code === 'maximum_too_low' ? 'maximum' : null;
}

function wordsFor(refusal: ReplyRefusal, currency: string): Words {
  switch (refusal.code) {
    case 'unauthenticated':
      return { title: 'You are signed out', detail: 'Sign in again, then place your bid.' };
    case 'invalid_request':
      return { title: 'That did not work', detail: 'Reload the page and try again. Nothing was bid.' };
    case 'rate_limited':
      return {
        title: 'That was very quick',
        detail: `Wait ${refusal.retryAfterSeconds} s and try again. Nothing was bid.`,
      };
    case 'not_found':
      return { title: 'There is no such lot', detail: 'It may have been withdrawn. Nothing was bid.' };
    case 'idempotency_conflict':
      return { title: 'This bid was already sent', detail: 'Reload the page to see how it went.' };
    case 'overloaded':
      return {
        title: 'A great many bids are arriving',
        detail: `Yours was not taken. Try again in ${refusal.retryAfterSeconds} s.`,
      };
    case 'version_mismatch':
    case 'bidder_suspended':
    case 'bidder_blocked':
    case 'own_auction':
    case 'auction_not_started':
    case 'auction_ended':
    case 'auction_has_bids':
    case 'buy_now_unavailable':
    case 'nothing_to_void':
    case 'bid_too_low':
    case 'maximum_too_low':
    case 'bid_too_high':
    case 'card_required':
      return refusalWords(refusal, currency);
    default:
      return refusal satisfies never;
  }
}

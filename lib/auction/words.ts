/** What a person reads when a bid or an action on an auction is refused: what happened, and what to do next. */
import { formatMoney } from '#lib/auction/money';
import type { Refusal } from '#lib/auction/types';

export interface Words {
  readonly title: string;
  readonly detail: string;
}

export function refusalWords(refusal: Refusal, currency: string): Words {
  switch (refusal.code) {
    case 'version_mismatch':
      return {
        title: 'This lot has changed',
        detail: 'Something happened since you last looked. Check the price and try again.',
      };
    case 'bidder_suspended':
      return {
        title: 'Your account is suspended',
        detail: 'You cannot bid while it is. Write to the house to have it looked at.',
      };
    case 'bidder_blocked':
      return {
        title: 'You cannot bid on this seller’s lots',
        detail: 'The seller has blocked this account. Other sellers’ lots are open to you.',
      };
    case 'own_auction':
      return { title: 'This is your own lot', detail: 'Sellers cannot bid on what they sell.' };
    case 'auction_not_started':
      return { title: 'Bidding has not opened yet', detail: 'Watch the lot, and come back when it opens.' };
    case 'auction_ended':
      return { title: 'Bidding has ended', detail: 'Your bid arrived after the end and does not count.' };
    case 'auction_has_bids':
      return {
        title: 'This lot already has bids',
        detail: 'It can no longer be changed or withdrawn by its seller.',
      };
    case 'buy_now_unavailable':
      return {
        title: 'Buy now is no longer offered',
        detail: 'It ends with the first bid. You can still bid.',
      };
    case 'bid_too_low':
      return {
        title: 'That is too low',
        detail: `The lowest bid you can place now is ${formatMoney(refusal.minimumBid, currency)}.`,
      };
    case 'maximum_too_low':
      return {
        title: 'Your maximum is too low',
        detail: `Set it to ${formatMoney(refusal.minimumMaximum, currency)} or more.`,
      };
    case 'bid_too_high':
      return {
        title: 'That is more than we accept',
        detail: `The highest bid on any lot is ${formatMoney(refusal.maximumBid, currency)}. Check the number of zeros.`,
      };
    default:
      return refusal satisfies never;
  }
}

/** What a person reads when a bid or an action on a lot is refused: what happened, and what to do next. */
import { formatMoney } from '#lib/auction/money';
import type { Cents, EpochMs, Refusal } from '#lib/auction/types';

export interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Words for a refusal, in plain English with amounts in the lot's currency. */
export function refusalWords(refusal: Refusal, currency: string): Words {
  switch (refusal.code) {
    case 'bidder_suspended':
      return {
        title: 'Your account is suspended',
        detail: 'You cannot bid for now. Write to us if you think that this is a mistake.',
      };
    case 'bidder_blocked':
      return {
        title: 'You cannot bid on this seller’s lots',
        detail: 'The seller has chosen not to take your bids. Every other seller’s lots are open to you.',
      };
    case 'own_auction':
      return {
        title: 'This is your own lot',
        detail: 'Sellers cannot bid on what they sell. You can watch how it goes from here.',
      };
    case 'version_mismatch':
      return {
        title: 'This lot has changed',
        detail: 'Someone got there first. Have a look at it as it is now, then try again.',
      };
    case 'auction_not_started':
      return {
        title: 'Bidding has not opened yet',
        detail: `It opens on ${writeMoment(refusal.startsAt)}. Watch the lot to be there in time.`,
      };
    case 'auction_ended':
      return {
        title: 'Bidding has ended',
        detail: `It ended on ${writeMoment(refusal.endsAt)}, and nothing was changed. There are other lots to bid on.`,
      };
    case 'auction_has_bids':
      return {
        title: 'This lot has bids',
        detail: 'People have bid on it as it is, so it can no longer be changed or withdrawn.',
      };
    case 'buy_now_unavailable':
      return {
        title: 'Buy now is not available',
        detail: 'It is offered on some lots, until the first bid. You can still bid on this one.',
      };
    case 'nothing_to_void':
      return {
        title: 'There is nothing to withdraw',
        detail: 'This bidder has no bids on this lot that still count.',
      };
    case 'bid_too_low':
      return wordsForTooLow(refusal, currency);
    case 'maximum_too_low':
      return {
        title: 'Your maximum is too low',
        detail: `Set it to ${formatMoney(refusal.minimumMaximum, currency)} or more.`,
      };
    case 'bid_too_high':
      return {
        title: 'That is more than we can take',
        detail: `The most that can be bid on any lot is ${formatMoney(refusal.maximumBid, currency)}. Check the zeros?`,
      };
    case 'card_required':
      return {
        title: 'Save a card first',
        detail: `${refusal.above === 0 ? 'Bids' : `Bids above ${formatMoney(refusal.above, currency)}`} need a saved card, which is charged only for what you win.`,
      };
    default:
      return refusal satisfies never;
  }
}

interface TooLow {
  readonly minimumBid: Cents;
  readonly currentPrice: Cents;
}

/** Before the first bid the minimum is the price itself, and nobody can have been faster. */
function wordsForTooLow({ minimumBid, currentPrice }: TooLow, currency: string): Words {
  const minimum = formatMoney(minimumBid, currency);
  if (minimumBid === currentPrice) {
    return { title: 'That is below the starting price', detail: `Bidding on this lot starts at ${minimum}.` };
  }
  return {
    title: 'A higher bid is needed',
    detail: `Someone got there first. The lowest bid you can place now is ${minimum}.`,
  };
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** In UTC and saying so, for the words are the same whoever reads them. */
function writeMoment(moment: EpochMs): string {
  return `${momentFormat.format(moment)} UTC`;
}

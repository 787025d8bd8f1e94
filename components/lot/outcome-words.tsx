import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';

/** What became of a lot whose bidding is over, to everybody but the winner. */
export function outcomeWords({
  status,
  outcome,
  leaderUsername,
  currentPrice,
  currency,
}: PublicAuctionState): string {
  const price = formatMoney(currentPrice, currency);
  if (status === 'won' || outcome === 'sold') return `${leaderUsername ?? 'The winner'} won it for ${price}.`;
  switch (outcome) {
    case 'unpaid':
      return 'The winner did not pay in time, so it was not sold.';
    case 'reserve_not_met':
      return `The bids reached ${price}, which is below the seller’s reserve. It was not sold.`;
    case 'no_bids':
      return 'Nobody bid on it this time.';
    case 'cancelled':
      return 'This lot was withdrawn.';
    case null:
      return 'Bidding has ended.';
    default:
      return outcome satisfies never;
  }
}

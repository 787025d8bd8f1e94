import type { PublicAuctionState } from '#lib/auction/live-state';

type Standing = Pick<PublicAuctionState, 'status' | 'outcome' | 'bidCount'>;

export const isSold = ({ status, outcome }: Standing): boolean => status === 'won' || outcome === 'sold';

/** What the price of a lot is, as it stands under or beside it. */
export function priceMeaning(state: Standing): string {
  if (isSold(state)) return 'sold for';
  if (state.bidCount === 0) return 'starting price';
  return state.status === 'closed' ? 'last bid' : 'current bid';
}

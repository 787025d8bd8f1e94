import type { AuctionOutcome } from '#lib/auction/types';

/** Ends of bidding after which the lot is still its seller's to sell. What was withdrawn, by whomever, is listed anew instead. */
const unsoldOutcomes: ReadonlySet<AuctionOutcome | null> = new Set(['no_bids', 'reserve_not_met', 'unpaid']);

/** Whether a lot may be listed again: it found no buyer, and nobody is about to pay for it after all. */
export const isUnsold = (
  { outcome }: { readonly outcome: AuctionOutcome | null },
  newestOrderStatus: string | null,
): boolean => unsoldOutcomes.has(outcome) && newestOrderStatus !== 'pending';

import { submit } from '#lib/bidding/engine';
import type { ActionOutcome, CancelRequest } from '#lib/bidding/types';

/** Cancels an auction before its end: nobody wins. Who may ask for that is the caller's concern. */
export const cancelAuction = ({
  auctionId,
  by,
  ifVersion,
  alongside,
}: CancelRequest): Promise<ActionOutcome> =>
  submit({ auctionId, action: { kind: 'cancel', by }, ifVersion, alongside });

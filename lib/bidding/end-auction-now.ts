import { submit } from '#lib/bidding/engine';
import type { ActionOutcome, EndNowRequest } from '#lib/bidding/types';

/** Ends a running auction as if its time had come. Who may ask for that is the caller's concern. */
export const endAuctionNow = ({ auctionId, ifVersion, alongside }: EndNowRequest): Promise<ActionOutcome> =>
  submit({ auctionId, action: { kind: 'end_now' }, ifVersion, alongside });

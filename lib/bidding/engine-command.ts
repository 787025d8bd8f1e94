import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, BidderId, Cents, RecordedRow, Refusal } from '#lib/auction/types';
import type { Alongside, EngineRefusal, PlacedBid } from '#lib/bidding/types';

export type EngineAction =
  | {
      readonly kind: 'place_bid';
      readonly bidderId: BidderId;
      readonly amount: Cents;
      readonly maximum: Cents | null;
    }
  | { readonly kind: 'buy_now'; readonly bidderId: BidderId }
  | { readonly kind: 'end_now' }
  | { readonly kind: 'cancel'; readonly by: 'seller' | 'administrator' }
  | {
      readonly kind: 'void';
      /** Whose bids are voided, not who asks. */
      readonly bidderId: BidderId;
      /** The history from its first row on, as far as it was known before the auction was locked. */
      readonly earlier: readonly RecordedRow[];
    };

/** What waits in a lane. */
export interface EngineCommand {
  readonly auctionId: AuctionId;
  readonly action: EngineAction;
  readonly ifVersion: number | null;
  /** Blinds the commitment to the maximum. */
  readonly salt: string;
  readonly idempotency: { readonly key: string; readonly requestHash: string } | null;
  readonly alongside: Alongside | null;
}

export type EngineOutcome =
  | {
      readonly accepted: true;
      readonly result: 'leading' | 'outbid' | null;
      /** The caller's own history row; null for actions that leave none. */
      readonly bid: PlacedBid | null;
      readonly state: PublicAuctionState;
    }
  | {
      readonly accepted: false;
      readonly refusal: Refusal | EngineRefusal;
      readonly state: PublicAuctionState | null;
    };

/** Who bids or buys; null for what the house or the seller asks. */
export const bidderOf = ({ action }: EngineCommand): BidderId | null =>
  action.kind === 'place_bid' || action.kind === 'buy_now' ? action.bidderId : null;

/** What goes into the bid engine and what comes out. */
import type { Queryable } from '#lib/db/client';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type {
  AuctionId,
  BidderId,
  BidId,
  BidKind,
  Cents,
  EpochMs,
  Refusal,
  Sha256Hex,
} from '#lib/auction/types';

interface Conditional {
  readonly auctionId: AuctionId;
  /** From `If-Match`: act only on this version. */
  readonly ifVersion?: number | undefined;
}

interface ByBidder extends Conditional {
  readonly bidderId: BidderId;
  /** 1–255 visible characters, scoped to the bidder: the same key and request give the same answer. */
  readonly idempotencyKey?: string | undefined;
}

export interface PlaceBidRequest extends ByBidder {
  readonly amount: Cents;
  /** Hidden; the same as the amount when absent. */
  readonly maximum?: Cents | undefined;
}

export type BuyNowRequest = ByBidder;

/** Work that must happen exactly if the action does: it runs in the action's own transaction, after it was decided. */
export type Alongside = (tx: Queryable) => Promise<void>;

interface Recorded extends Conditional {
  readonly alongside?: Alongside | undefined;
}

export interface CancelRequest extends Recorded {
  /** A seller may withdraw only before the first bid, an administrator may cancel at any time before the end. */
  readonly by: 'seller' | 'administrator';
}

export type EndNowRequest = Recorded;

export interface VoidBidsRequest extends Recorded {
  /** Whose bids are voided. */
  readonly bidderId: BidderId;
}

/** The caller's own row of the history, as answered to a bid. */
export interface PlacedBid {
  readonly id: BidId;
  readonly auctionId: AuctionId;
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: Cents;
  readonly at: EpochMs;
  readonly commitment: Sha256Hex | null;
  readonly hash: Sha256Hex;
  readonly previousHash: Sha256Hex;
}

/** Refusals that arise around the rules rather than from them. */
export type EngineRefusal =
  | { readonly code: 'not_found' }
  | { readonly code: 'idempotency_conflict' }
  /** The queue is full; nothing was decided. */
  | { readonly code: 'overloaded'; readonly retryAfterSeconds: number };

export type BidOutcome =
  | {
      readonly accepted: true;
      readonly result: 'leading' | 'outbid';
      readonly bid: PlacedBid;
      /** The public state right after this bid. */
      readonly state: PublicAuctionState;
    }
  | {
      readonly accepted: false;
      readonly refusal: Refusal | EngineRefusal;
      /** The public state that the refusal was decided on; null when there is none. */
      readonly state: PublicAuctionState | null;
    };

/** Of what is not a bid. */
export type ActionOutcome =
  | { readonly accepted: true; readonly state: PublicAuctionState }
  | {
      readonly accepted: false;
      readonly refusal: Refusal | EngineRefusal;
      readonly state: PublicAuctionState | null;
    };

/**
 * The vocabulary of the rules. Everything in lib/auction is an immutable value or a total function of values:
 * no I/O, no clock, no randomness, no framework, and no import but @noble/hashes.
 *
 * Money is an integer of the currency's minor unit (`Cents`, whatever the currency); a moment is an integer of
 * milliseconds since the Unix epoch, UTC (`EpochMs`). The brands keep a price from being passed where an id or a
 * moment belongs; `cents`, `epochMs`, `auctionId`, `bidderId` and `bidId` make them.
 */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** A non-negative safe integer of minor units: 10000 is $100.00, ¥10,000 or BHD 10.000. */
export type Cents = Branded<number, 'Cents'>;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Branded<number, 'EpochMs'>;
export type AuctionId = Branded<number, 'AuctionId'>;
export type BidderId = Branded<number, 'BidderId'>;
export type BidId = Branded<number, 'BidId'>;
/** 64 lowercase hexadecimal digits. */
export type Sha256Hex = Branded<string, 'Sha256Hex'>;

export const auctionStatuses = ['scheduled', 'active', 'won', 'closed'] as const;
/** `scheduled → active → won → closed`, or `active → closed`. Nothing that has ended opens again. */
export type AuctionStatus = (typeof auctionStatuses)[number];

export const auctionOutcomes = ['sold', 'no_bids', 'reserve_not_met', 'unpaid', 'cancelled'] as const;
/** Why an auction is closed; null in every other status. */
export type AuctionOutcome = (typeof auctionOutcomes)[number];

export const bidKinds = ['bid', 'automatic', 'raise', 'buy_now', 'void'] as const;
/**
 * - `bid`: somebody bid. A challenger who loses at once is shown at their maximum, used up.
 * - `automatic`: the system bid for a leader, up to their hidden maximum.
 * - `raise`: the leader raised their own maximum.
 * - `buy_now`: somebody paid the seller's price, and the auction ended.
 * - `void`: an administrator voided all that this bidder had bid. Shows the price afterwards; if somebody leads then, an
 *   `automatic` row of theirs follows.
 */
export type BidKind = (typeof bidKinds)[number];

/** What the seller fixed when listing. It cannot change once there is a bid. */
export interface AuctionTerms {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  /** ISO 4217, one that `isCurrency` knows. */
  readonly currency: string;
  readonly startingPrice: Cents;
  /** Hidden from everyone but the seller. */
  readonly reservePrice: Cents | null;
  /** Not below the starting price or the reserve: paying it always wins. */
  readonly buyNowPrice: Cents | null;
  /** A fixed step above zero, or null for the house's tiered increments. */
  readonly bidIncrement: Cents | null;
  /** 0 turns soft close off. */
  readonly softCloseSeconds: number;
  readonly startsAt: EpochMs;
  readonly originalEndsAt: EpochMs;
}

/** The terms that anyone may see, and on which the hash chain of the history stands. */
export type PublicTerms = Omit<AuctionTerms, 'sellerId' | 'reservePrice'>;

/** The highest maximum and whose it is. The maximum is secret. */
export interface Leader {
  readonly bidderId: BidderId;
  readonly username: string;
  readonly maximum: Cents;
}

export interface AuctionState {
  readonly terms: AuctionTerms;
  readonly status: AuctionStatus;
  readonly outcome: AuctionOutcome | null;
  /** The starting price before the first bid. */
  readonly currentPrice: Cents;
  /** Rows of kind `bid` and `buy_now` that were not voided. */
  readonly bidCount: number;
  readonly leader: Leader | null;
  /** The end in force: moved by soft close, and to the present by buy now and `end_now`. */
  readonly endsAt: EpochMs;
  /** Rises by one with every accepted command; the auction's ETag. */
  readonly version: number;
  /** Sequence of the newest history row; 0 before the first. */
  readonly lastSequence: number;
  /** Hash of the newest history row; null before the first. */
  readonly lastHash: Sha256Hex | null;
  /** Moment of the newest history row; null before the first. */
  readonly lastAt: EpochMs | null;
}

/** Who bids, with all that the rules need to know of them. */
export interface Bidder {
  readonly id: BidderId;
  readonly username: string;
  readonly suspended: boolean;
  /** Blocked by this auction's seller. */
  readonly blocked: boolean;
  /** Has saved a card that the house can charge. */
  readonly hasCard: boolean;
}

export interface PlaceBid {
  readonly kind: 'place_bid';
  readonly bidder: Bidder;
  readonly amount: Cents;
  /** null: the same as the amount. */
  readonly maximum: Cents | null;
  /** A bidder without a saved card may promise no more than this. null: any amount. */
  readonly cardRequiredAbove: Cents | null;
  /** Hex; blinds the commitment to the maximum. Drawn by the caller, as the rules know no randomness. */
  readonly salt: string;
  /** `If-Match`: act only on this version. null: on any. */
  readonly ifVersion: number | null;
}

export interface BuyNow {
  readonly kind: 'buy_now';
  readonly bidder: Bidder;
  /** As of a bid. */
  readonly cardRequiredAbove: Cents | null;
  readonly salt: string;
  readonly ifVersion: number | null;
}

/** An administrator ends it now, after whatever was bid until now; it closes as if its time had come. */
export interface EndNow {
  readonly kind: 'end_now';
  readonly ifVersion: number | null;
}

/** A seller may cancel before the first bid, an administrator at any time before the end. */
export interface Cancel {
  readonly kind: 'cancel';
  readonly by: 'seller' | 'administrator';
  readonly ifVersion: number | null;
}

/** A row of the history with all that playing it anew takes. */
export type RecordedRow = Pick<
  HistoryRow,
  'sequence' | 'kind' | 'bidderId' | 'username' | 'price' | 'maximum'
>;

/** An administrator voids all that one bidder has bid on this lot so far. */
export interface VoidBids {
  readonly kind: 'void';
  readonly bidderId: BidderId;
  /** The whole history, oldest row first: the state alone does not know the beaten maximums. */
  readonly history: readonly RecordedRow[];
  readonly ifVersion: number | null;
}

export type Command = PlaceBid | BuyNow | EndNow | Cancel | VoidBids;

/** One row of an auction's history as anyone may see it: exactly what its hash is made of, and the hash. */
export interface ChainedRow {
  /** 1, 2, 3… within the auction, without gaps. */
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  /** The visible price that this row shows. Never falls from one row to the next, but at a `void`. */
  readonly price: Cents;
  readonly at: EpochMs;
  /** Binds the hidden maximum (`commitTo`). null on `automatic` and `void` rows, which commit to nothing new. */
  readonly commitment: Sha256Hex | null;
  readonly previousHash: Sha256Hex;
  readonly hash: Sha256Hex;
}

/** One row of the history, as decided, with its secrets; the database adds its id. */
export interface HistoryRow extends ChainedRow {
  readonly bidderId: BidderId;
  /** Secret until the auction ends. null where there is no commitment. */
  readonly maximum: Cents | null;
  /** Secret until the auction ends. null where there is no commitment. */
  readonly salt: string | null;
}

/**
 * Expected refusals, with what a person needs to recover. Listed in their order of precedence: where several
 * apply, the first is given. It is the HTTP contract's order, with `bidder_blocked` beside `bidder_suspended` (both
 * say who may not bid) and `version_mismatch` after the question of who and before every question whose answer
 * the mismatch may have changed, and `card_required` last: it asks for something that takes a while.
 */
export type Refusal =
  | { readonly code: 'bidder_suspended' }
  | { readonly code: 'bidder_blocked' }
  | { readonly code: 'own_auction' }
  | { readonly code: 'version_mismatch'; readonly version: number }
  | { readonly code: 'auction_not_started'; readonly startsAt: EpochMs }
  | { readonly code: 'auction_ended'; readonly endsAt: EpochMs }
  | { readonly code: 'auction_has_bids' }
  | { readonly code: 'buy_now_unavailable' }
  /** The bidder has no bid on this lot that still counts. */
  | { readonly code: 'nothing_to_void' }
  | { readonly code: 'bid_too_low'; readonly minimumBid: Cents; readonly currentPrice: Cents }
  | { readonly code: 'maximum_too_low'; readonly minimumMaximum: Cents }
  | { readonly code: 'bid_too_high'; readonly maximumBid: Cents }
  /** The maximum, or the price, is above what may be promised without a saved card. */
  | { readonly code: 'card_required'; readonly above: Cents };

export type Decision =
  | {
      readonly accepted: true;
      readonly state: AuctionState;
      /** New history rows in order; empty for `end_now` and `cancel`. */
      readonly rows: readonly HistoryRow[];
      /** For a bid or a buy-now: whether its bidder leads afterwards. null for everything else. */
      readonly result: 'leading' | 'outbid' | null;
      /** Whom this bid or purchase took the lead from: they are to be told. */
      readonly outbid: BidderId | null;
    }
  | { readonly accepted: false; readonly refusal: Refusal };

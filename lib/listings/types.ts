/** What pages and the API learn about lots. */
import type { ExportedRow } from '#lib/auction/history-export';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId, AuctionStatus, BidderId, BidId, Cents, EpochMs } from '#lib/auction/types';
import type { CategorySlug } from '#lib/listings/categories';
import type { PriceBreakdown, PriceTerms } from '#lib/payments/pricing/price-breakdown';
import type { ChargeView } from '#lib/payments/types';

export interface Picture {
  /** Content address, for `pictureUrl` and `pictureSrcSet`. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly dominantColour: string;
  readonly alt: string;
}

/** A lot as a card shows it. Safe to send to anybody. */
export interface LotSummary {
  readonly title: string;
  readonly category: CategorySlug;
  readonly sellerUsername: string;
  readonly picture: Picture | null;
  readonly state: PublicAuctionState;
}

/** A lot as its page and the API show it. Safe to send to anybody. */
export interface LotDetail extends LotSummary {
  readonly description: string;
  readonly startingPrice: Cents;
  /** Seconds from the start to the original end. */
  readonly duration: number;
  readonly softCloseSeconds: number;
  /** What comes on top of the hammer price. */
  readonly priceTerms: PriceTerms;
  /** A higher maximum, or price, needs a saved card; null: none does. */
  readonly cardRequiredAbove: Cents | null;
  /** The next bidder may be offered the lot when the winner does not pay. */
  readonly secondChance: boolean;
  readonly pictures: readonly Picture[];
}

/** What only the reader may know of a lot. */
export interface ReaderView {
  readonly isSeller: boolean;
  readonly isWatching: boolean;
  /** The reader has bid on it at some time. */
  readonly hasBid: boolean;
  /** The reader has saved a card. */
  readonly hasCard: boolean;
  /** The reader's hidden maximum while leading. */
  readonly ownMaximum: Cents | null;
  /** For the seller only. */
  readonly reservePrice: Cents | null;
  /** For the winner and the seller, once won. */
  readonly order: OrderSummary | null;
  /** For the winner: what becomes of the charge of their saved card, while the order is unpaid. */
  readonly charge: ChargeView | null;
  /** For whom it is made to and the seller: the newest offer of the lot after its winner did not pay. */
  readonly offer: OfferSummary | null;
  /** For the seller only: bidding ended without a sale, and the lot can be listed again. */
  readonly canRelist: boolean;
  /** For the seller only: the lot as which it was listed again. */
  readonly relistedAs: AuctionId | null;
}

/** A lot offered to somebody at their own maximum. */
export interface OfferSummary {
  readonly bidderUsername: string;
  readonly price: Cents;
  readonly status: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  readonly expiresAt: EpochMs;
}

export interface OrderSummary {
  readonly id: number;
  readonly status: 'pending' | 'paid' | 'lapsed' | 'cancelled' | 'refunded';
  readonly totalPrice: Cents;
  /** What the total is made of. */
  readonly price: PriceBreakdown;
  readonly dueAt: EpochMs;
  readonly paidAt: EpochMs | null;
  /** When the buyer said that the lot has arrived. */
  readonly receivedAt: EpochMs | null;
}

export const lotSorts = ['ending_soon', 'newest', 'price_asc', 'price_desc', 'most_bids'] as const;
export type LotSort = (typeof lotSorts)[number];

export interface LotFilter {
  /** Any of these; absent: whatever the status. */
  readonly statuses?: readonly AuctionStatus[] | undefined;
  readonly category?: CategorySlug | undefined;
  readonly sellerUsername?: string | undefined;
  /** Words to search for. */
  readonly query?: string | undefined;
  readonly minPrice?: Cents | undefined;
  readonly maxPrice?: Cents | undefined;
  readonly sort: LotSort;
  readonly cursor?: string | undefined;
  /** 1–100. */
  readonly limit: number;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** One row of the public history, its hidden maximum opened once the auction has ended. */
export interface HistoryEntry extends ExportedRow {
  readonly id: BidId;
}

/** What a seller fills in; amounts in minor units, moments in UTC. */
export interface ListingInput {
  readonly title: string;
  readonly description: string;
  readonly category: CategorySlug;
  readonly currency: string;
  readonly startingPrice: Cents;
  readonly reservePrice: Cents | null;
  readonly buyNowPrice: Cents | null;
  readonly bidIncrement: Cents | null;
  readonly softCloseSeconds: number;
  /** Seconds. */
  readonly duration: number;
  /** null: now. */
  readonly startsAt: EpochMs | null;
  /** What the buyer pays for shipping; null: the lot is picked up. */
  readonly shippingPrice: Cents | null;
  /** Whether the next bidder may be offered the lot when the winner does not pay. */
  readonly secondChance: boolean;
}

export interface ListingChange {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly category?: CategorySlug | undefined;
  readonly reservePrice?: Cents | null | undefined;
  readonly buyNowPrice?: Cents | null | undefined;
  readonly shippingPrice?: Cents | null | undefined;
  readonly secondChance?: boolean | undefined;
}

export interface FieldFault {
  /** The field's name in `ListingInput`. */
  readonly path: string;
  readonly message: string;
}

export type ListingRefusal =
  | { readonly code: 'invalid_listing'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'bidder_suspended' }
  | { readonly code: 'not_found' }
  | { readonly code: 'not_the_seller' }
  | { readonly code: 'auction_has_bids' }
  | { readonly code: 'auction_ended' }
  | { readonly code: 'version_mismatch'; readonly version: number };

/** Why a lot cannot be listed again. */
export type RelistRefusal =
  | ListingRefusal
  /** Bidding goes on, the lot is sold or withdrawn, or somebody is about to pay for it. */
  | { readonly code: 'not_unsold' }
  | { readonly code: 'already_relisted' };

export interface SellerReference {
  readonly id: BidderId;
  readonly suspended: boolean;
}

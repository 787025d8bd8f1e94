import type { AuctionId, BidderId, BidKind, Cents, EpochMs } from '#lib/auction/types';
import type { LotDetail, LotSummary, OrderSummary } from '#lib/listings/index';

export interface Totals {
  readonly activeAuctions: number;
  readonly scheduledAuctions: number;
  /** Won, and waiting for the winner's payment. */
  readonly wonUnpaid: number;
  readonly endingWithinHour: number;
  readonly bidsLastHour: number;
  readonly bidsLastDay: number;
  readonly bidders: number;
  readonly suspendedBidders: number;
  /** What winners have paid, by currency, less what went back to them. */
  readonly paidVolume: readonly { readonly currency: string; readonly amount: Cents }[];
}

export interface RecentBid {
  readonly id: number;
  readonly auctionId: AuctionId;
  readonly title: string;
  readonly username: string;
  readonly kind: BidKind;
  readonly price: Cents;
  readonly currency: string;
  readonly at: EpochMs;
}

export interface AdminAuction {
  readonly lot: LotSummary;
  readonly reservePrice: Cents | null;
  readonly order: OrderSummary | null;
}

/** Somebody with bids on a lot that count. */
export interface LotBidder {
  readonly username: string;
  /** Rows of kinds `bid`, `raise` and `buy_now`. */
  readonly bids: number;
  /** The highest price that one of them shows; the maximum behind it stays hidden from the desk too. */
  readonly highest: Cents;
  readonly lastAt: EpochMs;
}

export interface AdminLot extends AdminAuction {
  readonly lot: LotDetail;
  /** The highest first, at most a hundred. */
  readonly bidders: readonly LotBidder[];
  /** Whose the order is, once there is one. */
  readonly buyerUsername: string | null;
}

export interface AdminBidder {
  readonly id: BidderId;
  readonly username: string;
  readonly email: string;
  readonly role: 'member' | 'administrator';
  readonly standing: 'good' | 'suspended';
  readonly createdAt: EpochMs;
  /** History rows of kinds other than `automatic` and `void`. */
  readonly bids: number;
  readonly auctions: number;
  /** Orders that lapsed and were not forgiven. */
  readonly strikes: number;
}

export const auditActions = [
  'end_now',
  'cancel',
  'void_bids',
  'mark_paid',
  'refund',
  'suspend',
  'reinstate',
  'forgive_strikes',
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditLine {
  readonly id: number;
  readonly actorUsername: string;
  readonly action: AuditAction;
  readonly subject: 'auction' | 'bidder' | 'order';
  readonly subjectId: number;
  /** The title of the lot, also of an order's, or the bidder's name. */
  readonly subjectName: string;
  /** Whose bids, where it is about a bidder's on an auction. */
  readonly bidderUsername: string | null;
  readonly reason: string;
  readonly at: EpochMs;
}

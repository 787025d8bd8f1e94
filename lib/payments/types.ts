/** What pages learn about orders. */
export type { OrderStatus } from '#lib/payments/orders/order';
export type { PriceBreakdown } from '#lib/payments/pricing/price-breakdown';
export type { OpenDifference, Reconciliation } from '#lib/payments/reconcile/reconciliation-rows';
import type { AuctionId, Cents, EpochMs } from '#lib/auction/types';
import type { DeliveryAddress } from '#lib/payments/addresses/delivery-address';
import type { OrderStatus } from '#lib/payments/orders/order';
import type { PriceBreakdown, SellerProceeds } from '#lib/payments/pricing/price-breakdown';

/** A saved card as its owner sees it. */
export interface SavedCardView {
  /** Stripe's word for it, such as `visa`. */
  readonly brand: string;
  readonly lastFour: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** A charge of a saved card that comes by itself, or why it did not: the bank wants its holder to confirm, or says no. */
export type ChargeView =
  { readonly state: 'coming'; readonly card: SavedCardView } | { readonly state: 'confirm' | 'declined' };

/** An order as its buyer or its seller sees it. */
export interface OrderView {
  readonly id: number;
  readonly role: 'buyer' | 'seller';
  readonly auctionId: AuctionId;
  readonly buyerUsername: string;
  readonly sellerUsername: string;
  readonly origin: 'won' | 'second_chance';
  readonly currency: string;
  readonly price: PriceBreakdown;
  /** For the seller only. */
  readonly proceeds: SellerProceeds | null;
  /** What of the seller's part went back to the buyer; zero for the buyer. */
  readonly takenBack: Cents;
  readonly status: OrderStatus;
  readonly dueAt: EpochMs;
  readonly paidAt: EpochMs | null;
  /** When the buyer said that the lot has arrived. */
  readonly receivedAt: EpochMs | null;
  readonly refundedPrice: Cents;
  /** What becomes of the charge of the buyer's saved card; for a buyer who has yet to pay. */
  readonly charge: ChargeView | null;
  /**
   * Where it is sent: the buyer's own words until it is paid, then what was written on the order. The seller learns it with the
   * payment. null for a pick-up, and until the buyer has said.
   */
  readonly address: DeliveryAddress | null;
}

/** Money that went back to the buyer, or came back because their bank did not take it. */
export interface ReceiptReturn {
  readonly kind: 'refund' | 'refund_failed' | 'charged_back';
  readonly amount: Cents;
  /** What of it was the seller's. */
  readonly sellersShare: Cents;
  readonly at: EpochMs;
}

/** What was paid for an order, and what went back. */
export interface Receipt {
  readonly orderId: number;
  readonly role: 'buyer' | 'seller' | 'administrator';
  readonly auctionId: AuctionId;
  readonly lotTitle: string;
  readonly buyerUsername: string;
  readonly sellerUsername: string;
  readonly currency: string;
  readonly price: PriceBreakdown;
  /** For all but the buyer. */
  readonly proceeds: SellerProceeds | null;
  readonly paidAt: EpochMs;
  readonly paidThrough: 'stripe' | 'administrator';
  readonly returns: readonly ReceiptReturn[];
}

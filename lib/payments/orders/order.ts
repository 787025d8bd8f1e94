/**
 * What may happen to an order until it is paid or not; what follows a payment is in paid-order.ts. Invariants: `pending` becomes
 * `paid`, `lapsed` or `cancelled` once, and of these only `paid` ever goes on; an order is paid in full, in its own currency, or
 * not at all; `paidAt` and `paidThrough` are set exactly when it was paid. Pure and total: no I/O, and time is passed in.
 */
import type { AuctionId, BidderId, Cents, EpochMs } from '#lib/auction/types';

export const orderStatuses = ['pending', 'paid', 'lapsed', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export type PaidThrough = 'stripe' | 'administrator';

export interface Order {
  readonly id: number;
  readonly auctionId: AuctionId;
  readonly buyerId: BidderId;
  readonly currency: string;
  /** What the buyer pays, all in. */
  readonly totalPrice: Cents;
  readonly status: OrderStatus;
  readonly dueAt: EpochMs;
  readonly paidAt: EpochMs | null;
  readonly paidThrough: PaidThrough | null;
  /** Refunds that succeeded or are under way. */
  readonly refundedPrice: Cents;
  /** What banks took back for good: disputes that were lost. */
  readonly chargedBackPrice: Cents;
  /** Whether a dispute is open: until it is decided nothing is refunded, and the seller's money stays. */
  readonly isDisputed: boolean;
  /** When the buyer said that the lot has arrived. */
  readonly receivedAt: EpochMs | null;
}

export type OrderEvent =
  | {
      readonly kind: 'pay';
      readonly through: PaidThrough;
      readonly amount: Cents;
      readonly currency: string;
      readonly at: EpochMs;
    }
  | { readonly kind: 'lapse'; readonly at: EpochMs }
  | { readonly kind: 'cancel' };

/** In their order of precedence: what has become of the order, then what is wrong with the event. */
export type OrderRefusal =
  | { readonly code: 'already_paid' }
  | { readonly code: 'order_lapsed' }
  | { readonly code: 'order_cancelled' }
  | { readonly code: 'currency_mismatch'; readonly expected: string; readonly received: string }
  | { readonly code: 'amount_mismatch'; readonly expected: Cents; readonly received: Cents }
  | { readonly code: 'not_yet_due'; readonly dueAt: EpochMs };

export type OrderDecision =
  | { readonly accepted: true; readonly order: Order }
  | { readonly accepted: false; readonly refusal: OrderRefusal };

const refused = (refusal: OrderRefusal): OrderDecision => ({ accepted: false, refusal });

/** Why an order that is no longer pending accepts nothing; null while it is. */
function refuseEnded({ status }: Order): OrderRefusal | null {
  switch (status) {
    case 'pending':
      return null;
    case 'paid':
    case 'refunded':
      return { code: 'already_paid' };
    case 'lapsed':
      return { code: 'order_lapsed' };
    case 'cancelled':
      return { code: 'order_cancelled' };
    default:
      return status satisfies never;
  }
}

/**
 * Decides an event. A payment that arrives after the due moment still settles an order that has not lapsed: the money is
 * there, and the buyer cannot help how late we looked.
 */
export function decideOrder(order: Order, event: OrderEvent): OrderDecision {
  const ended = refuseEnded(order);
  if (ended) return refused(ended);
  switch (event.kind) {
    case 'pay':
      return pay(order, event);
    case 'lapse':
      return event.at < order.dueAt
        ? refused({ code: 'not_yet_due', dueAt: order.dueAt })
        : { accepted: true, order: { ...order, status: 'lapsed' } };
    case 'cancel':
      return { accepted: true, order: { ...order, status: 'cancelled' } };
    default:
      return event satisfies never;
  }
}

function pay(
  order: Order,
  { through, amount, currency, at }: Extract<OrderEvent, { kind: 'pay' }>,
): OrderDecision {
  if (currency !== order.currency)
    return refused({ code: 'currency_mismatch', expected: order.currency, received: currency });
  if (amount !== order.totalPrice)
    return refused({ code: 'amount_mismatch', expected: order.totalPrice, received: amount });
  return { accepted: true, order: { ...order, status: 'paid', paidAt: at, paidThrough: through } };
}

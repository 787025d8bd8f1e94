/**
 * What may happen to an order once it was paid. Invariants: what goes back to the buyer, by refund or by their bank, never
 * exceeds what was paid; an order is `refunded` exactly when refunds alone have returned all of it, and becomes `paid` again
 * should one of them fail after all; receipt is confirmed once. What a bank or Stripe reports is never refused, as it has
 * happened. Pure and total: no I/O, and time is passed in.
 */
import { cents, lower } from '#lib/auction/money';
import type { Cents, EpochMs } from '#lib/auction/types';
import type { Order } from '#lib/payments/orders/order';

export type PaidOrderEvent =
  /** The buyer says that the lot has arrived. */
  | { readonly kind: 'confirm_receipt'; readonly at: EpochMs }
  /** An administrator gives money back; how that ends is another event. */
  | { readonly kind: 'refund'; readonly amount: Cents }
  /** `pendingPrice`: what of `refundedPrice` is still under way now that this refund has ended. */
  | { readonly kind: 'refund_succeeded'; readonly pendingPrice: Cents }
  | { readonly kind: 'refund_failed'; readonly amount: Cents }
  | { readonly kind: 'dispute_opened' }
  /** `lostAmount` is 0 unless the bank decided for the buyer; `othersOpen`: whether another dispute is undecided. */
  | { readonly kind: 'dispute_closed'; readonly lostAmount: Cents; readonly othersOpen: boolean };

type EventOf<Kind extends PaidOrderEvent['kind']> = Extract<PaidOrderEvent, { kind: Kind }>;

/** In their order of precedence: what has become of the order, then what is wrong with the event. */
export type PaidOrderRefusal =
  | { readonly code: 'not_paid' }
  | { readonly code: 'order_lapsed' }
  | { readonly code: 'order_cancelled' }
  | { readonly code: 'already_refunded' }
  | { readonly code: 'disputed' }
  | { readonly code: 'already_received' }
  | { readonly code: 'refund_of_nothing' }
  | { readonly code: 'refund_too_high'; readonly refundable: Cents };

export type PaidOrderDecision =
  | { readonly accepted: true; readonly order: Order }
  | { readonly accepted: false; readonly refusal: PaidOrderRefusal };

const refused = (refusal: PaidOrderRefusal): PaidOrderDecision => ({ accepted: false, refusal });
const accepted = (order: Order): PaidOrderDecision => ({ accepted: true, order });

/** What may still go back to the buyer of an order that was paid. */
export const refundableOf = ({
  totalPrice,
  refundedPrice,
  chargedBackPrice,
}: Pick<Order, 'totalPrice' | 'refundedPrice' | 'chargedBackPrice'>): Cents =>
  cents(totalPrice - refundedPrice - chargedBackPrice);

/** Why nothing of all this can happen to an order that was never paid; null for one that was. */
function refuseUnpaid({ status }: Order): PaidOrderRefusal | null {
  switch (status) {
    case 'pending':
      return { code: 'not_paid' };
    case 'lapsed':
      return { code: 'order_lapsed' };
    case 'cancelled':
      return { code: 'order_cancelled' };
    case 'paid':
    case 'refunded':
      return null;
    default:
      return status satisfies never;
  }
}

export function decidePaidOrder(order: Order, event: PaidOrderEvent): PaidOrderDecision {
  const unpaid = refuseUnpaid(order);
  if (unpaid) return refused(unpaid);
  switch (event.kind) {
    case 'confirm_receipt':
      return confirmReceipt(order, event);
    case 'refund':
      return refund(order, event);
    case 'refund_succeeded':
      return accepted({
        ...order,
        status: order.refundedPrice === order.totalPrice && event.pendingPrice === 0 ? 'refunded' : 'paid',
      });
    case 'refund_failed':
      return accepted({
        ...order,
        status: 'paid',
        refundedPrice: cents(order.refundedPrice - event.amount),
      });
    case 'dispute_opened':
      return accepted({ ...order, isDisputed: true });
    case 'dispute_closed':
      return accepted({
        ...order,
        isDisputed: event.othersOpen,
        // A bank may take more than is left of an order; the rest is the house's loss, and not the order's.
        chargedBackPrice: cents(order.chargedBackPrice + lower(event.lostAmount, refundableOf(order))),
      });
    default:
      return event satisfies never;
  }
}

function confirmReceipt(order: Order, { at }: EventOf<'confirm_receipt'>): PaidOrderDecision {
  if (order.status === 'refunded') return refused({ code: 'already_refunded' });
  if (order.receivedAt !== null) return refused({ code: 'already_received' });
  return accepted({ ...order, receivedAt: at });
}

function refund(order: Order, { amount }: EventOf<'refund'>): PaidOrderDecision {
  const refundable = refundableOf(order);
  if (refundable === 0) return refused({ code: 'already_refunded' });
  if (order.isDisputed) return refused({ code: 'disputed' });
  if (amount === 0) return refused({ code: 'refund_of_nothing' });
  if (amount > refundable) return refused({ code: 'refund_too_high', refundable });
  return accepted({ ...order, refundedPrice: cents(order.refundedPrice + amount) });
}

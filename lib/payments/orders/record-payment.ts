import type { AuctionId, EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { keepAddressOnOrder } from '#lib/payments/addresses/address-rows';
import { bookTransaction } from '#lib/payments/ledger/book-transaction';
import { paymentBooking, type Till } from '#lib/payments/ledger/bookings';
import { decideOrder, type PaidThrough } from '#lib/payments/orders/order';
import { lockOrder, writeOrders, type OrderRecord } from '#lib/payments/orders/order-rows';
import { holdProceeds } from '#lib/payments/payouts/hold-proceeds';

/** Where the money of an order that was paid in this way lies. */
const tillOf = (through: PaidThrough): Till => (through === 'stripe' ? 'stripe' : 'external');

/**
 * Writes what the rules have made of an order that the caller holds the lock of: paid. Its row, where the lot
 * is sent, the payment in the books, and the seller's money held.
 */
export async function recordPayment(
  tx: Queryable,
  order: OrderRecord,
  { through, at }: { readonly through: PaidThrough; readonly at: EpochMs },
): Promise<void> {
  await writeOrders(tx, [order]);
  if (order.shippingPrice !== null) await keepAddressOnOrder(tx, order);
  await bookTransaction(tx, paymentBooking(order, { till: tillOf(through), at }));
  await holdProceeds(tx, order, at);
}

/**
 * Pays an auction's order as of a moment of the past, outside Stripe, telling nobody: for histories that are written at once,
 * as the demo's. The auction is the caller's to close.
 *
 * @throws Error when there is no order to pay.
 */
export async function payOrder(
  tx: Queryable,
  { auctionId, at }: { readonly auctionId: AuctionId; readonly at: EpochMs },
): Promise<void> {
  const order = await lockOrder(tx, { auctionId });
  if (!order) throw new Error(`auction ${auctionId} has no order`);
  const { currency, totalPrice: amount } = order;
  const decision = decideOrder(order, { kind: 'pay', through: 'administrator', amount, currency, at });
  if (!decision.accepted) throw new Error(`order ${order.id} was refused as ${decision.refusal.code}`);
  await recordPayment(tx, { ...order, ...decision.order }, { through: 'administrator', at });
}

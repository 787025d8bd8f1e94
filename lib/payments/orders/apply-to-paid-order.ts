import type { Queryable } from '#lib/db/client';
import { writePaidOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import { decidePaidOrder, type PaidOrderEvent } from '#lib/payments/orders/paid-order';

/** Writes what has become of a locked order because of something that has happened. @throws Error when the rules refuse it. */
export async function applyToPaidOrder(
  tx: Queryable,
  order: OrderRecord,
  event: PaidOrderEvent,
): Promise<void> {
  const decision = decidePaidOrder(order, event);
  if (!decision.accepted)
    throw new Error(`order ${order.id} refused what has happened: ${decision.refusal.code}`);
  await writePaidOrder(tx, decision.order);
}

import type { Queryable } from '#lib/db/client';
import { lookupsOf, sealedColumns } from '#lib/db/sealed-columns';
import { findSessionOf, type PaymentReport } from '#lib/payments/stripe/movements';

/** A payment that this house does not know yet, and whose order it can only be. */
export interface Unrecorded {
  readonly stripeId: string;
  /** null for one that was made without a checkout. */
  readonly sessionId: string | null;
  readonly orderId: number;
}

/** Looked up in one statement. */
const setSize = 500;

async function matchSet(
  db: Queryable,
  ids: readonly string[],
): Promise<readonly (readonly [string, number])[]> {
  const own = new Map<string, string>();
  const strays = new Map<string, string>();
  for (const id of ids) {
    for (const lookup of lookupsOf(sealedColumns.paymentIntent, id)) own.set(lookup, id);
    for (const lookup of lookupsOf(sealedColumns.strayPayment, id)) strays.set(lookup, id);
  }
  const rows = await db.$queryRaw<{ order_id: number; lookup: string }[]>`
    SELECT id AS order_id, payment_intent_lookup AS lookup FROM orders
    WHERE payment_intent_lookup = ANY(${[...own.keys()]}::text[])
    UNION ALL
    SELECT order_id, payment_intent_lookup FROM stray_payments
    WHERE payment_intent_lookup = ANY(${[...strays.keys()]}::text[])`;
  return rows.flatMap(({ order_id: orderId, lookup }) => {
    const id = own.get(lookup) ?? strays.get(lookup);
    return id === undefined ? [] : [[id, orderId] as const];
  });
}

/** The orders that payments settled, or could not settle, as far as they are recorded here. */
export async function matchPayments(
  db: Queryable,
  paymentIntentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const orderOf = new Map<string, number>();
  for (let from = 0; from < paymentIntentIds.length; from += setSize)
    for (const [id, orderId] of await matchSet(db, paymentIntentIds.slice(from, from + setSize)))
      orderOf.set(id, orderId);
  return orderOf;
}

/**
 * Whose a payment is that is not recorded: of the order that knows its checkout, or, where it was made without one, of the order
 * that it names. null: of none, or not for certain, as the house may share its account at Stripe.
 */
export async function attribute(db: Queryable, payment: PaymentReport): Promise<Unrecorded | null> {
  const { stripeId, orderId: named } = payment;
  const sessionId = await findSessionOf(stripeId);
  const where =
    sessionId === null
      ? { id: named ?? 0 }
      : { checkoutSessionLookup: { in: lookupsOf(sealedColumns.checkoutSession, sessionId) } };
  const order = await db.order.findFirst({ where, select: { id: true } });
  return order && { stripeId, sessionId, orderId: order.id };
}

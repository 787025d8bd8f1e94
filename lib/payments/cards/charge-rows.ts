/** Charges of saved cards, as their orders' rows tell of them. */
import type { Queryable } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { inTransaction } from '#lib/db/transaction';

/** So long whoever claimed a charge is left alone with it. */
const leaseSeconds = 30;

export interface ClaimedCharge {
  readonly orderId: number;
  /** Whether somebody claimed it before, and may have asked Stripe. */
  readonly isRepeated: boolean;
}

/**
 * Claims up to `limit` charges: of pending orders whose buyers have a card, have said where a shipped lot goes, and have not
 * begun to pay themselves; and charges whose claimant has not been heard of for a while. From then on, and until its end is
 * recorded, the order can be paid in no other way.
 */
export const claimCharges = (limit: number): Promise<readonly ClaimedCharge[]> =>
  inTransaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: number; charge_attempts: number }[]>`
      SELECT o.id, o.charge_attempts FROM orders o
      WHERE o.status = 'pending' AND (
        (o.charge_attempts > 0 AND o.charge_failure IS NULL
          AND o.charge_claimed_at <= clock_timestamp() - make_interval(secs => ${leaseSeconds}))
        OR (o.charge_attempts = 0 AND o.checkout_attempts = 0 AND o.due_at > clock_timestamp()
          AND EXISTS (SELECT FROM saved_cards c
            WHERE c.bidder_id = o.buyer_id AND c.payment_method_sealed IS NOT NULL)
          AND (o.shipping_price IS NULL
            OR EXISTS (SELECT FROM delivery_addresses d WHERE d.bidder_id = o.buyer_id))))
      ORDER BY o.due_at, o.id LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;
    await tx.$executeRaw`
      UPDATE orders SET charge_attempts = 1, charge_claimed_at = clock_timestamp()
      WHERE id = ANY(${due.map(({ id }) => id)}::int[])`;
    return due.map(({ id: orderId, charge_attempts: before }) => ({ orderId, isRepeated: before > 0 }));
  });

/** Remembers the PaymentIntent of a charge before anything is charged through it. @returns whether this was still wanted. */
export async function adoptCharge(
  db: Queryable,
  { orderId, intentId }: { readonly orderId: number; readonly intentId: string },
): Promise<boolean> {
  const adopted = await db.$executeRaw`
    UPDATE orders SET payment_intent_sealed = ${sealText(sealedColumns.paymentIntent, [orderId], intentId)},
      payment_intent_lookup = ${lookupOf(sealedColumns.paymentIntent, intentId)}
    WHERE id = ${orderId} AND status = 'pending' AND charge_attempts > 0 AND charge_failure IS NULL
      AND payment_intent_sealed IS NULL`;
  return adopted === 1;
}

/** Writes that the charge of a locked order came to nothing. */
export async function writeChargeFailure(tx: Queryable, orderId: number, failure: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE orders SET charge_failure = ${failure}, payment_intent_sealed = NULL, payment_intent_lookup = NULL
    WHERE id = ${orderId}`;
}

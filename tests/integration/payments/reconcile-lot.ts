/** What tests of reconciling ask and plant. */
import type { Stripe } from 'stripe';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { openCheckout, reconcile, refundOrder } from '#lib/payments/index';
import { makePricedLot, type PaidLot } from '#tests/integration/payments/paid-lot';
import { cards, type PaymentHouse } from '#tests/integration/payments/payment-house';
import { makeBidder } from '#tests/support/people';

export interface Found {
  readonly repaired: readonly string[];
  readonly remaining: readonly string[];
}

export const clean: Found = { repaired: [], remaining: [] };

/** Reconciles, and says what it found about this lot: each difference with what stands here and at Stripe. */
export async function reconcileLot(
  { orderId }: PaidLot,
  options: { readonly isDryRun?: boolean } = {},
): Promise<Found> {
  const { repaired, remaining } = await reconcile(options);
  const told = (differences: typeof repaired): readonly string[] =>
    differences
      .filter((difference) => difference.orderId === orderId)
      .map(({ kind, here, there }) => `${kind}: ${here} / ${there}`);
  return { repaired: told(repaired), remaining: told(remaining) };
}

/** A lot that was paid on the hosted page, of which no webhook ever tells. */
export async function makePaidUnawares(house: PaymentHouse): Promise<PaidLot> {
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  await house.pay(checkout.checkoutUrl, cards.atOnce);
  return lot;
}

/** Gives money of a lot's payment back at Stripe itself, whether or not the payment is known here. */
export async function refundAtStripe(
  house: PaymentHouse,
  { orderId }: PaidLot,
  amount: number,
): Promise<Stripe.Refund> {
  const sessions = await house.sessions();
  const session = sessions.find(({ metadata }) => metadata?.['order_id'] === String(orderId));
  if (typeof session?.payment_intent !== 'string') throw new Error('a paid session has a payment');
  return house.stripe().refunds.create({ payment_intent: session.payment_intent, amount });
}

export async function refund({ orderId }: PaidLot, amount: number): Promise<void> {
  const { id: requestedBy } = await makeBidder({ role: 'administrator' });
  const reason = 'It arrived broken';
  await refundOrder({
    orderId,
    amount: cents(amount),
    reason,
    requestedBy,
    alongside: async () => undefined,
  });
}

/** The order with all that became of its money. */
export const findOrder = ({ orderId }: PaidLot) =>
  database().order.findUniqueOrThrow({
    where: { id: orderId },
    include: { payout: { include: { reversals: true } }, refunds: true, disputes: true, strayPayments: true },
  });

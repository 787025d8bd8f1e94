import { formatMoney } from '#lib/auction/money';
import type { HouseAccount, KnownStray, StripeAccount } from '#lib/payments/reconcile/accounts';
import type { Difference, Repair } from '#lib/payments/reconcile/difference';
import type { Money } from '#lib/payments/stripe/amount';

const words = ({ amount, currency }: Money): string => formatMoney(amount, currency);

interface KnownPayment extends Money {
  readonly stripeId: string;
}

/** The payments of an order that this house knows: the one that settled it, and those that could not. */
function knownPayments({ order, strays }: HouseAccount): readonly KnownPayment[] {
  const { paymentIntentId, paidThrough, totalPrice: amount, currency } = order;
  const own =
    paidThrough === 'stripe' && paymentIntentId !== null
      ? [{ stripeId: paymentIntentId, amount, currency }]
      : [];
  return [...own, ...strays.map(({ paymentIntentId: stripeId, ...money }) => ({ ...money, stripeId }))];
}

/** By the event that Stripe would have told of it, had it arrived. */
const settling = (stripeId: string, sessionId: string | null): Repair =>
  sessionId === null
    ? { by: 'event', type: 'payment_intent.succeeded', stripeId }
    : { by: 'event', type: 'checkout.session.completed', stripeId: sessionId };

function compareKnown(orderId: number, known: KnownPayment, { payments }: StripeAccount): Difference | null {
  const { stripeId } = known;
  const here = `paid ${words(known)}`;
  const theirs = payments.find((payment) => payment.stripeId === stripeId);
  if (!theirs) return { kind: 'payment_missing', orderId, stripeId, here, there: 'not paid', repair: null };
  if (theirs.amount === known.amount && theirs.currency === known.currency) return null;
  return { kind: 'payment_differs', orderId, stripeId, here, there: `paid ${words(theirs)}`, repair: null };
}

/** One that failed to go back, and of which Stripe does not say by now that all of it went back after all. */
function compareStray(orderId: number, stray: KnownStray, { refunds }: StripeAccount): Difference | null {
  const { paymentIntentId: stripeId, status } = stray;
  const wentBack = refunds.some(
    ({ paymentIntentId, amount, result }) =>
      paymentIntentId === stripeId && amount === stray.amount && result.status === 'succeeded',
  );
  if (status !== 'failed' || wentBack) return null;
  const here = `${words(stray)} owed to its buyer`;
  return { kind: 'stray_not_returned', orderId, stripeId, here, there: 'not refunded', repair: null };
}

/** How the payments of an order differ. Pure. */
export function comparePayments(house: HouseAccount, stripe: StripeAccount): readonly Difference[] {
  const orderId = house.order.id;
  const known = knownPayments(house).map((payment) => compareKnown(orderId, payment, stripe));
  // While a payment that we know is not there, another may be that one: none of them is to go back by itself.
  const isDoubtful = known.some((difference) => difference?.kind === 'payment_missing');
  const unrecorded = stripe.unrecordedPayments.map(({ stripeId, sessionId }): Difference => {
    const paid = stripe.payments.find((payment) => payment.stripeId === stripeId);
    return {
      kind: 'payment_unrecorded',
      orderId,
      stripeId,
      here: house.order.status,
      there: paid ? `paid ${words(paid)}` : 'paid',
      repair: isDoubtful ? null : settling(stripeId, sessionId),
    };
  });
  const strays = house.strays.map((stray) => compareStray(orderId, stray, stripe));
  return [...unrecorded, ...[...known, ...strays].filter((difference) => difference !== null)];
}

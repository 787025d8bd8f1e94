/** What people do, one thing at a time, until it is done: whoever gets no answer, or comes too early, tries again. */
import { bidderId as toBidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import {
  answerOffer,
  confirmReceipt,
  lapseOrders,
  markOrderPaid,
  openCheckout,
  refundOrder,
} from '#lib/payments/index';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { cards, type PaymentHouse } from '#tests/integration/payments/payment-house';
import { setDue } from '#tests/integration/payments/won-lot';
import type { Sale } from '#tests/integration/payments/simulation/sales';

export interface World {
  readonly house: PaymentHouse;
  readonly administratorId: BidderId;
}

/** @returns whether it is done. */
export type Step = (world: World, sale: Sale) => Promise<boolean>;

const currentOrder = ({ auctionId }: Sale) =>
  database().order.findFirstOrThrow({
    where: { auctionId },
    orderBy: { id: 'desc' },
    include: { payout: true },
  });

/** The buyer opens the payment page and pays there; the house learns of it in its own time. */
export const pay =
  (how: { readonly card?: 'disputed'; readonly after?: 'declined' } = {}): Step =>
  async ({ house }, sale) => {
    const { buyerId } = await currentOrder(sale);
    const checkout = await openCheckout({ auctionId: sale.auctionId, buyerId: toBidderId(buyerId) });
    if (!checkout.accepted) return checkout.refusal.code === 'already_paid';
    if (how.after === 'declined') await house.pay(checkout.checkoutUrl, cards.declined);
    return (await house.pay(checkout.checkoutUrl, how.card ? cards[how.card] : cards.atOnce)) === 303;
  };

/** The administrator has been told that it was paid in another way. */
export const markPaid: Step = async (_, { auctionId }) => {
  const outcome = await markOrderPaid({ auctionId, alongside: async () => undefined });
  return outcome.accepted || outcome.refusal.code === 'already_paid';
};

export const awaitPaid: Step = async (_, sale) => (await currentOrder(sale)).paidAt !== null;

export const awaitPayout: Step = async (_, sale) => (await currentOrder(sale)).payout?.status === 'paid';

/** Until the house knows what went back at Stripe. */
export const awaitReturned: Step = async (_, sale) =>
  (await currentOrder(sale)).refundedPrice === BigInt(sale.part);

export const confirm: Step = async (_, sale) => {
  const { id: orderId, buyerId } = await currentOrder(sale);
  const outcome = await confirmReceipt({ orderId, buyerId: toBidderId(buyerId) });
  return outcome.accepted || outcome.refusal.code === 'already_received';
};

/** The administrator gives money back; looks first what became of the last time they tried. */
export const giveBack =
  (what: 'part' | 'rest'): Step =>
  async ({ administratorId }, sale) => {
    const { id: orderId, paidAt, totalPrice, refundedPrice } = await currentOrder(sale);
    if (paidAt === null) return false;
    const reason = `The ${what} of it`;
    const known = await database().refund.findFirst({ where: { orderId, reason }, orderBy: { id: 'desc' } });
    if (known && known.status !== 'failed') return known.status === 'succeeded';
    const outcome = await refundOrder({
      orderId,
      amount: cents(what === 'part' ? sale.part : Number(totalPrice - refundedPrice)),
      reason,
      requestedBy: administratorId,
      alongside: async () => undefined,
    });
    return outcome.accepted && outcome.status === 'succeeded';
  };

/** The payment of an order, as Stripe knows it, whether or not the house does. */
async function paymentOf({ house }: World, sale: Sale): Promise<string> {
  const order = await findOrderById(database(), (await currentOrder(sale)).id);
  const session = await house.stripe().checkout.sessions.retrieve(order?.checkoutSessionId ?? '');
  if (typeof session.payment_intent !== 'string') throw new Error('a paid session has a payment');
  return session.payment_intent;
}

/** The owner of the account gives a part back beside the house. */
export const giveBackAtStripe: Step = async (world, sale) => {
  const form = { payment_intent: await paymentOf(world, sale), amount: sale.part };
  await world.house.stripe().refunds.create(form, { idempotencyKey: `by-hand-${sale.auctionId}` });
  return true;
};

/** The bank decides. */
export const decideDispute =
  (words: 'winning_evidence' | 'losing_evidence'): Step =>
  async (world, sale) => {
    const stripe = world.house.stripe();
    const { data } = await stripe.disputes.list({ payment_intent: await paymentOf(world, sale) });
    await stripe.disputes.update(data[0]?.id ?? '', { evidence: { uncategorized_text: words } });
    return true;
  };

/** The time to pay is over, whether or not the house knows by then that it was paid: that counts. */
export const runOutOfTime: Step = async (_, { auctionId }) => {
  await setDue(auctionId, -1);
  await lapseOrders();
  return true;
};

export const letLapse: Step = async (_, sale) => {
  const { id, status } = await currentOrder(sale);
  if (status === 'pending') await database().order.update({ where: { id }, data: { dueAt: new Date(0) } });
  return status === 'lapsed';
};

/** The next bidder takes the lot, and pays. */
export const payAsSecond: Step = async (world, sale) => {
  const { origin } = await currentOrder(sale);
  if (origin === 'second_chance') return pay()(world, sale);
  if (sale.secondId === null) throw new Error('nobody else bid on this lot');
  await answerOffer({ auctionId: sale.auctionId, bidderId: sale.secondId, answer: 'accept' });
  return false;
};

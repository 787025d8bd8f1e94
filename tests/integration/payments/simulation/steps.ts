/** What people do, one thing at a time, until it is done: whoever gets no answer, or comes too early, tries again. */
import { Stripe } from 'stripe';
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
import { fillPage, savedCards } from '#tests/integration/payments/saved-card';
import { setDue } from '#tests/integration/payments/won-lot';
import { outside } from '#tests/integration/payments/simulation/house-process';
import type { Sale } from '#tests/integration/payments/simulation/sales';

export interface World {
  readonly house: PaymentHouse;
  readonly administratorId: BidderId;
}

export interface Step {
  readonly name: string;
  /** @returns whether it is done. */
  readonly take: (world: World, sale: Sale) => Promise<boolean>;
}

const currentOrder = ({ auctionId }: Sale) =>
  outside(() =>
    database().order.findFirstOrThrow({
      where: { auctionId },
      orderBy: { id: 'desc' },
      include: { payout: { include: { reversals: true } }, disputes: true },
    }),
  );

type CurrentOrder = Awaited<ReturnType<typeof currentOrder>>;

/** People who only wait until the house knows something. */
const until = (name: string, isSo: (order: CurrentOrder, sale: Sale) => boolean): Step => ({
  name,
  take: async (_, sale) => isSo(await currentOrder(sale), sale),
});

/** The buyer asks for the payment page. @returns its address, or why there is none. */
async function findPage(sale: Sale): Promise<{ readonly url: string } | { readonly refusal: string }> {
  const { buyerId } = await currentOrder(sale);
  const checkout = await openCheckout({ auctionId: sale.auctionId, buyerId: toBidderId(buyerId) });
  return checkout.accepted ? { url: checkout.checkoutUrl } : { refusal: checkout.refusal.code };
}

interface Paying {
  readonly card?: 'disputed' | 'confirmed';
  readonly after?: 'declined';
}

/** The buyer opens the payment page and pays there; the house learns of it in its own time. */
export const pay = (how: Paying = {}): Step => ({
  name: 'pay',
  take: async ({ house }, sale) => {
    const page = await findPage(sale);
    if ('refusal' in page) return page.refusal === 'already_paid';
    if (how.after === 'declined') await house.pay(page.url, cards.declined);
    if (how.card !== 'confirmed') return (await house.pay(page.url, cards[how.card ?? 'atOnce'])) === 303;
    await fillPage(page.url, savedCards.confirmedAlways);
    return true;
  },
});

export const openPage: Step = {
  name: 'open the payment page',
  take: async (_, sale) => {
    const page = await findPage(sale);
    if ('url' in page) sale.page = page.url;
    return sale.page !== null;
  },
};

/** The buyer pays on the page that they opened before, if Stripe still lets them. */
export const payOnOldPage: Step = {
  name: 'pay on the old page',
  take: async ({ house }, { page }) => {
    await house.pay(page ?? '', cards.atOnce);
    return true;
  },
};

/** The administrator has been told that it was paid in another way. */
export const markPaid: Step = {
  name: 'mark as paid',
  take: async (_, { auctionId }) => {
    const outcome = await markOrderPaid({ auctionId, alongside: async () => undefined });
    return outcome.accepted || ['already_paid', 'payment_window_over'].includes(outcome.refusal.code);
  },
};

export const awaitPaid = until('await the payment', ({ paidAt }) => paidAt !== null);
export const awaitPayout = until('await the payout', ({ payout }) => payout?.status === 'paid');
export const awaitChargeFailed = until('await the charge', ({ chargeFailure }) => chargeFailure !== null);
export const awaitDisputed = until('await the dispute', ({ isDisputed }) => isDisputed);
export const awaitDecision = until('await the decision', ({ disputes }) =>
  disputes.some(({ closedAt }) => closedAt !== null),
);

/** Until the house knows what went back at Stripe. */
export const awaitReturned = until(
  'await the refund',
  ({ refundedPrice }, { part }) => refundedPrice === BigInt(part),
);

export const confirm: Step = {
  name: 'confirm receipt',
  take: async (_, sale) => {
    const { id: orderId, buyerId } = await currentOrder(sale);
    const outcome = await confirmReceipt({ orderId, buyerId: toBidderId(buyerId) });
    return outcome.accepted || ['already_received', 'already_refunded'].includes(outcome.refusal.code);
  },
};

/** What became of the last time that money was given back for this reason. */
const findRefund = (orderId: number, reason: string) =>
  outside(() => database().refund.findFirst({ where: { orderId, reason }, orderBy: { id: 'desc' } }));

/** The administrator gives money back; looks first what became of the last time they tried. */
export const giveBack = (what: 'part' | 'rest'): Step => ({
  name: `give back ${what}`,
  take: async ({ administratorId }, sale) => {
    const { id: orderId, paidAt, totalPrice, refundedPrice } = await currentOrder(sale);
    if (paidAt === null) return false;
    const reason = `The ${what} of it`;
    const known = await findRefund(orderId, reason);
    if (known && known.status !== 'failed') return known.status === 'succeeded';
    const outcome = await refundOrder({
      orderId,
      amount: cents(what === 'part' ? sale.part : Number(totalPrice - refundedPrice)),
      reason,
      requestedBy: administratorId,
      alongside: async () => undefined,
    });
    return outcome.accepted && outcome.status === 'succeeded';
  },
});

/** The payment of an order, as Stripe knows it, whether or not the house does. */
async function paymentOf({ house }: World, sale: Sale): Promise<string> {
  const { id } = await currentOrder(sale);
  const order = await outside(() => findOrderById(database(), id));
  const session = await house.stripe().checkout.sessions.retrieve(order?.checkoutSessionId ?? '');
  if (typeof session.payment_intent !== 'string') throw new Error('a paid session has a payment');
  return session.payment_intent;
}

/** The owner of the account gives a part back beside the house. */
export const giveBackAtStripe: Step = {
  name: 'give back at Stripe',
  take: async (world, sale) => {
    const form = { payment_intent: await paymentOf(world, sale), amount: sale.part };
    const options = { idempotencyKey: `by-hand-${sale.auctionId}` };
    const nothingLeft = (error: unknown): void => {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    };
    await world.house.stripe().refunds.create(form, options).catch(nothingLeft);
    return true;
  },
};

/** The bank decides. */
export const decideDispute = (words: 'winning_evidence' | 'losing_evidence'): Step => ({
  name: 'decide the dispute',
  take: async (world, sale) => {
    const stripe = world.house.stripe();
    const { data } = await stripe.disputes.list({ payment_intent: await paymentOf(world, sale) });
    await stripe.disputes.update(data[0]?.id ?? '', { evidence: { uncategorized_text: words } });
    return true;
  },
});

/** The time to pay is over, whether or not the house knows by then that it was paid: that counts. */
export const runOutOfTime: Step = {
  name: 'run out of time',
  take: async (_, { auctionId }) => {
    await outside(() => setDue(auctionId, -1));
    await lapseOrders();
    return true;
  },
};

export const letLapse: Step = {
  name: 'let it lapse',
  take: async (_, sale) => {
    const { status } = await currentOrder(sale);
    if (status === 'pending') await outside(() => setDue(sale.auctionId, -1));
    return status === 'lapsed';
  },
};

/** The next bidder takes the lot, and pays. */
export const payAsSecond: Step = {
  name: 'pay as the second',
  take: async (world, sale) => {
    const { origin } = await currentOrder(sale);
    if (origin === 'second_chance') return pay().take(world, sale);
    if (sale.secondId === null) throw new Error('nobody else bid on this lot');
    await answerOffer({ auctionId: sale.auctionId, bidderId: sale.secondId, answer: 'accept' });
    return false;
  },
};

/** What moved at Stripe, as its lists tell of it. Nothing here touches the database. */
import type { Stripe } from 'stripe';
import type { Cents, EpochMs } from '#lib/auction/types';
import { fromStripeAmount } from '#lib/payments/stripe/amount';
import { retrieveCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { stripe } from '#lib/payments/stripe/client';
import { toDisputeReport, type DisputeReport } from '#lib/payments/stripe/disputes';
import { numberIn } from '#lib/payments/stripe/metadata';
import { toRefundReport, type RefundReport } from '#lib/payments/stripe/refunds';
import { unlessMissing } from '#lib/payments/stripe/unless-missing';

/** A payment that succeeded. */
export interface PaymentReport {
  readonly stripeId: string;
  readonly amount: Cents;
  readonly currency: string;
  /** The order that it was made for, as whoever asked for it told Stripe then. */
  readonly orderId: number | null;
}

/** Money that was sent to a connected account. */
export interface TransferReport {
  readonly stripeId: string;
  readonly amount: Cents;
  readonly reversedAmount: Cents;
  readonly currency: string;
  readonly orderId: number | null;
  readonly payoutId: number | null;
}

export interface Movements {
  readonly payments: readonly PaymentReport[];
  readonly refunds: readonly RefundReport[];
  readonly disputes: readonly DisputeReport[];
  readonly transfers: readonly TransferReport[];
}

/** Of one page. */
const limit = 100;

function toPayment(intent: Stripe.PaymentIntent): PaymentReport | null {
  if (intent.status !== 'succeeded') return null;
  const currency = intent.currency.toUpperCase();
  return {
    stripeId: intent.id,
    amount: fromStripeAmount({ amount: intent.amount_received, currency }),
    currency,
    orderId: numberIn(intent.metadata['order_id']),
  };
}

const groupPattern = /^order_(\d+)$/;

function toTransfer(transfer: Stripe.Transfer): TransferReport {
  const { id, metadata, transfer_group: group } = transfer;
  const currency = transfer.currency.toUpperCase();
  return {
    stripeId: id,
    amount: fromStripeAmount({ amount: transfer.amount, currency }),
    reversedAmount: fromStripeAmount({ amount: transfer.amount_reversed, currency }),
    currency,
    orderId: numberIn(metadata['order_id'] ?? groupPattern.exec(group ?? '')?.[1]),
    payoutId: numberIn(metadata['payout_id']),
  };
}

/** Reads a list to its end, page after page, and keeps what concerns us. */
async function collect<Item, Report>(
  list: AsyncIterable<Item>,
  toReport: (item: Item) => Report | null,
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for await (const item of list) {
    const report = toReport(item);
    if (report !== null) reports.push(report);
  }
  return reports;
}

const withPayment = { expand: ['data.payment_intent'] };

/** All that moved since a moment, whoever moved it. @throws when Stripe cannot be reached. */
export async function listMovements(since: EpochMs): Promise<Movements> {
  const page = { created: { gte: Math.floor(since / 1000) }, limit };
  const [payments, refunds, disputes, transfers] = await Promise.all([
    collect(stripe().paymentIntents.list(page), toPayment),
    collect(stripe().refunds.list(page), toRefundReport),
    collect(stripe().disputes.list({ ...page, ...withPayment }), toDisputeReport),
    collect(stripe().transfers.list(page), toTransfer),
  ]);
  return { payments, refunds, disputes, transfers };
}

async function listOfPayment(paymentIntentId: string): Promise<Omit<Movements, 'transfers'>> {
  const intent = await unlessMissing(stripe().paymentIntents.retrieve(paymentIntentId));
  if (intent === null) return { payments: [], refunds: [], disputes: [] };
  const page = { payment_intent: paymentIntentId, limit };
  const [refunds, disputes] = await Promise.all([
    collect(stripe().refunds.list(page), toRefundReport),
    collect(stripe().disputes.list({ ...page, ...withPayment }), toDisputeReport),
  ]);
  const payment = toPayment(intent);
  return { payments: payment ? [payment] : [], refunds, disputes };
}

/** All that ever moved for an order, through these payments. @throws when Stripe cannot be reached. */
export async function listMovementsOf(
  orderId: number,
  paymentIntentIds: readonly string[],
): Promise<Movements> {
  const group = { transfer_group: `order_${orderId}`, limit };
  const [transfers, ...each] = await Promise.all([
    collect(stripe().transfers.list(group), toTransfer),
    ...paymentIntentIds.map(listOfPayment),
  ]);
  return {
    payments: each.flatMap(({ payments }) => payments),
    refunds: each.flatMap(({ refunds }) => refunds),
    disputes: each.flatMap(({ disputes }) => disputes),
    transfers,
  };
}

/** The payment through a session, if it was paid. */
export async function findPaymentOf(sessionId: string): Promise<string | null> {
  const session = await retrieveCheckoutSession(sessionId);
  if (session?.payment_status !== 'paid') return null;
  const { payment_intent: intent } = session;
  return typeof intent === 'string' ? intent : (intent?.id ?? null);
}

/** The session that a payment was made through; null when it was made in another way. */
export async function findSessionOf(paymentIntentId: string): Promise<string | null> {
  const { data } = await stripe().checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1 });
  return data[0]?.id ?? null;
}

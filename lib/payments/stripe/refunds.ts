/** Refunds and transfer reversals at Stripe: made and looked at. Nothing here touches the database. */
import { Stripe } from 'stripe';
import type { Cents } from '#lib/auction/types';
import { fromStripeAmount, toStripeAmount, type Money } from '#lib/payments/stripe/amount';
import { stripe } from '#lib/payments/stripe/client';
import { numberIn } from '#lib/payments/stripe/metadata';
import { unlessMissing } from '#lib/payments/stripe/unless-missing';

/** How a refund stands. `stripeId` is null where Stripe has made none: refused, or given back outside Stripe. */
export type RefundResult =
  | { readonly status: 'succeeded'; readonly stripeId: string | null }
  | { readonly status: 'pending'; readonly stripeId: string | null }
  | { readonly status: 'failed'; readonly stripeId: string | null; readonly failure: string };

export interface RefundOrderForm {
  readonly paymentIntentId: string;
  readonly money: Money;
  /** Stands for good: whoever asks again under it gets the same refund. */
  readonly idempotencyKey: string;
  /** Tells this refund from others of the same payment, after Stripe has forgotten the key. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether Stripe may have been asked before: then it is looked for first. */
  readonly isRepeated: boolean;
}

function toResult({ id, status, failure_reason: failure }: Stripe.Refund): RefundResult {
  switch (status) {
    case 'succeeded':
      return { status, stripeId: id };
    case 'failed':
    case 'canceled':
      return { status: 'failed', stripeId: id, failure: failure ?? status };
    case null:
    default:
      return { status: 'pending', stripeId: id };
  }
}

const matches = (refund: Stripe.Refund, metadata: RefundOrderForm['metadata']): boolean =>
  Object.entries(metadata).every(([name, value]) => refund.metadata?.[name] === value);

async function findRefund({ paymentIntentId, metadata }: RefundOrderForm): Promise<Stripe.Refund | null> {
  for await (const refund of stripe().refunds.list({ payment_intent: paymentIntentId, limit: 100 }))
    if (matches(refund, metadata)) return refund;
  return null;
}

/** Stripe said no, and would again. Anything else that goes wrong may go better next time. */
const refusalOf = (error: unknown): string | null =>
  error instanceof Stripe.errors.StripeInvalidRequestError ? (error.code ?? 'invalid_request') : null;

/**
 * Gives money of a payment back, once however often it is asked.
 *
 * @throws when Stripe cannot be reached: nobody knows then whether it was given back, and the same is to be asked again.
 */
export async function createRefund(form: RefundOrderForm): Promise<RefundResult> {
  const amount = toStripeAmount(form.money);
  if (amount === null) return { status: 'failed', stripeId: null, failure: 'amount_not_payable' };
  try {
    const known = form.isRepeated ? await findRefund(form) : null;
    const { paymentIntentId, metadata, idempotencyKey } = form;
    return toResult(
      known ??
        (await stripe().refunds.create(
          { payment_intent: paymentIntentId, amount, reason: 'requested_by_customer', metadata },
          { idempotencyKey },
        )),
    );
  } catch (error) {
    const failure = refusalOf(error);
    if (failure === null) throw error;
    return { status: 'failed', stripeId: null, failure };
  }
}

/** A refund as Stripe has it, whoever made it. */
export interface RefundReport {
  readonly stripeId: string;
  readonly paymentIntentId: string;
  readonly amount: Cents;
  readonly currency: string;
  readonly result: RefundResult;
  /** The refund that we asked for by it, as we told Stripe then. */
  readonly refundId: number | null;
}

/** @returns null for a refund of what was not paid as our orders are. */
export function toRefundReport(refund: Stripe.Refund): RefundReport | null {
  const { id, payment_intent: intent, amount, currency: code, metadata } = refund;
  if (intent === null) return null;
  const currency = code.toUpperCase();
  return {
    stripeId: id,
    paymentIntentId: typeof intent === 'string' ? intent : intent.id,
    amount: fromStripeAmount({ amount, currency }),
    currency,
    result: toResult(refund),
    refundId: numberIn(metadata?.['refund_id']),
  };
}

/** A refund as it is by now; null when Stripe knows none, or it is of nothing such as ours. */
export async function retrieveRefundReport(stripeId: string): Promise<RefundReport | null> {
  const refund = await unlessMissing(stripe().refunds.retrieve(stripeId));
  return refund && toRefundReport(refund);
}

/** How a refund of ours stands by now. */
export const retrieveRefund = async (stripeId: string): Promise<RefundResult> =>
  toResult(await stripe().refunds.retrieve(stripeId));

export interface ReversalForm {
  readonly transferId: string;
  readonly money: Money;
  readonly idempotencyKey: string;
  readonly metadata: { readonly reversal_id: string };
}

/**
 * Brings money of a transfer back from the seller's account, once however often it is asked.
 *
 * @returns the id of the reversal.
 * @throws when Stripe cannot be reached, or refuses.
 */
export async function createReversal(form: ReversalForm): Promise<string> {
  const { transferId, money, metadata, idempotencyKey } = form;
  const amount = toStripeAmount(money);
  if (amount === null) throw new Error(`${money.amount} ${money.currency} cannot be reversed`);
  for await (const { id, metadata: theirs } of stripe().transfers.listReversals(transferId, { limit: 100 }))
    if (theirs?.['reversal_id'] === metadata.reversal_id) return id;
  const { id } = await stripe().transfers.createReversal(
    transferId,
    { amount, metadata },
    { idempotencyKey },
  );
  return id;
}

/** Checkout Sessions at Stripe: made, looked at and ended. Nothing here touches the database. */
import { Stripe } from 'stripe';
import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';
import type { OrderRecord } from '#lib/payments/orders/order-rows';
import type { CheckoutLine } from '#lib/payments/stripe/checkout-lines';
import { stripe } from '#lib/payments/stripe/client';
import { checkoutKey, expireKey } from '#lib/payments/stripe/request-keys';
import { unlessMissing } from '#lib/payments/stripe/unless-missing';
import { environment } from '#lib/platform/env';

export type CheckoutSession = Stripe.Checkout.Session;

export interface CheckoutRequest {
  readonly order: OrderRecord;
  /** What is charged is their sum. */
  readonly lines: readonly CheckoutLine[];
  readonly buyerEmail: string;
  readonly expiresAt: EpochMs;
}

/** Ends within which Stripe shows a product's name. */
const nameLength = 250;

function paramsOf(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const { order, lines, buyerEmail, expiresAt } = request;
  const page = `${environment().publicOrigin}/orders/${order.id}`;
  const metadata = { order_id: String(order.id), auction_id: String(order.auctionId) };
  return {
    mode: 'payment',
    // Methods that settle days later could outlast the payment window.
    allowed_payment_method_types: ['card'],
    line_items: lines.map(({ name, amount }) => ({
      quantity: 1,
      price_data: {
        currency: order.currency.toLowerCase(),
        unit_amount: amount,
        product_data: { name: name.slice(0, nameLength) },
      },
    })),
    client_reference_id: String(order.id),
    customer_email: buyerEmail,
    metadata,
    payment_intent_data: { metadata },
    success_url: `${page}?payment=returned`,
    cancel_url: `${page}?payment=cancelled`,
    expires_at: expiresAt / 1000,
  };
}

const amountCodes: ReadonlySet<string | undefined> = new Set(['amount_too_small', 'amount_too_large']);

/** Whoever asks again for the same gets the same session. @returns null when Stripe does not take such an amount. @throws on anything else that keeps Stripe from answering. */
export async function createCheckoutSession(request: CheckoutRequest): Promise<CheckoutSession | null> {
  try {
    return await stripe().checkout.sessions.create(paramsOf(request), {
      idempotencyKey: checkoutKey(request.order, request.expiresAt),
    });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && amountCodes.has(error.code)) return null;
    throw error;
  }
}

/** @returns null when Stripe knows no such session: nothing can be paid through it. */
export async function retrieveCheckoutSession(
  id: string,
  options: Stripe.RequestOptions = {},
): Promise<CheckoutSession | null> {
  return unlessMissing(stripe().checkout.sessions.retrieve(id, {}, options));
}

/**
 * Sees to it that nothing more can be paid through a session.
 *
 * @returns the session as it ended: expired, or complete because the buyer paid before; null when Stripe knows none.
 * @throws when Stripe cannot be reached.
 */
export async function endCheckoutSession(
  id: string,
  options: Stripe.RequestOptions = {},
): Promise<CheckoutSession | null> {
  const session = await retrieveCheckoutSession(id, options);
  if (session?.status !== 'open') return session;
  try {
    return await stripe().checkout.sessions.expire(id, {}, { ...options, idempotencyKey: expireKey(id) });
  } catch (error) {
    // Somebody paid, or its time ran out, between the two calls.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return retrieveCheckoutSession(id, options);
    throw error;
  }
}

/** When a session ends. */
export const sessionExpiry = (session: CheckoutSession): EpochMs => epochMs(session.expires_at * 1000);

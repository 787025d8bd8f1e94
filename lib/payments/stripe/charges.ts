/**
 * Charges of saved cards at Stripe. Each is one PaymentIntent, which can be captured once at most and never after it was
 * cancelled, however often it is asked and whoever asks. Nothing here touches the database.
 */
import { Stripe } from 'stripe';
import type { Cents } from '#lib/auction/types';
import { fromStripeAmount, toStripeAmount } from '#lib/payments/stripe/amount';
import { stripe } from '#lib/payments/stripe/client';
import { idOf } from '#lib/payments/stripe/object-id';
import { cancelKey, chargeKey, confirmKey } from '#lib/payments/stripe/request-keys';
import type { OrderRecord } from '#lib/payments/orders/order-rows';

export type ChargeResult =
  | { readonly status: 'succeeded'; readonly amount: Cents; readonly currency: string }
  /** Nothing was charged, and nothing ever will be through this PaymentIntent. `failure` is Stripe's word for why. */
  | { readonly status: 'ended'; readonly failure: string }
  /** Stripe does not know yet. */
  | { readonly status: 'pending' };

export interface ChargeForm {
  readonly order: OrderRecord;
  readonly customerId: string;
  /** Whether Stripe may have been asked before: then the PaymentIntent is looked for first, as Stripe forgets keys. */
  readonly isRepeated: boolean;
}

async function findIntent({ order, customerId }: ChargeForm): Promise<string | null> {
  const intents = stripe().paymentIntents.list({ customer: customerId, limit: 100 });
  for await (const { id, metadata } of intents)
    if (metadata['order_id'] === String(order.id) && metadata['charge'] === String(order.chargeAttempts))
      return id;
  return null;
}

/**
 * Makes the PaymentIntent of an order's charge, once however often it is asked. Nothing is charged by that.
 *
 * @returns its id, or null when cards do not take this amount.
 */
export async function createCharge(form: ChargeForm): Promise<string | null> {
  const { order, customerId, isRepeated } = form;
  const amount = toStripeAmount({ amount: order.totalPrice, currency: order.currency });
  if (amount === null) return null;
  const known = isRepeated ? await findIntent(form) : null;
  if (known !== null) return known;
  try {
    const { id } = await stripe().paymentIntents.create(
      {
        amount,
        currency: order.currency.toLowerCase(),
        customer: customerId,
        allowed_payment_method_types: ['card'],
        metadata: {
          order_id: String(order.id),
          auction_id: String(order.auctionId),
          charge: String(order.chargeAttempts),
        },
        transfer_group: `order_${order.id}`,
      },
      { idempotencyKey: chargeKey(order) },
    );
    return id;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code?.startsWith('amount_'))
      return null;
    throw error;
  }
}

/** Banks ask for the holder in two ways, and mean the same. */
const failureOf = (error: {
  readonly code?: string | undefined;
  readonly decline_code?: string | undefined;
}): string =>
  error.code === 'authentication_required' ? error.code : (error.decline_code ?? error.code ?? 'declined');

function toResult(intent: Stripe.PaymentIntent): ChargeResult | null {
  const { status, amount_received: amount, last_payment_error: error } = intent;
  const currency = intent.currency.toUpperCase();
  switch (status) {
    case 'succeeded':
      return { status: 'succeeded', amount: fromStripeAmount({ amount, currency }), currency };
    case 'canceled':
      return { status: 'ended', failure: error ? failureOf(error) : status };
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'requires_action':
      return null;
    case 'processing':
    case 'requires_capture':
    default:
      return { status: 'pending' };
  }
}

/** Of the client: how long it waits, and how often it tries again. */
export type ChargeOptions = Pick<Stripe.RequestOptions, 'timeout' | 'maxNetworkRetries'>;

const read = (intentId: string, options: ChargeOptions = {}): Promise<Stripe.PaymentIntent> =>
  stripe().paymentIntents.retrieve(intentId, {}, options);

/** How a charge stands, without doing anything about it. */
export const readCharge = async (intentId: string, options: ChargeOptions = {}): Promise<ChargeResult> =>
  toResult(await read(intentId, options)) ?? { status: 'pending' };

/** @returns why the card was not charged, or null when it was, or may be yet. @throws when Stripe cannot be reached. */
async function confirm(
  intentId: string,
  { order, paymentMethodId }: { readonly order: OrderRecord; readonly paymentMethodId: string },
): Promise<string | null> {
  try {
    const { status } = await stripe().paymentIntents.confirm(
      intentId,
      { payment_method: paymentMethodId, off_session: true },
      { idempotencyKey: confirmKey(order, paymentMethodId) },
    );
    return status === 'requires_action' ? 'authentication_required' : null;
  } catch (error) {
    if (
      error instanceof Stripe.errors.StripeCardError ||
      error instanceof Stripe.errors.StripeInvalidRequestError
    )
      return failureOf(error);
    throw error;
  }
}

/**
 * Charges a saved card, in its holder's absence. A charge that the card's bank does not allow is cancelled before this answers.
 *
 * @param card null when the buyer has none any more.
 * @throws when Stripe cannot be reached: nobody knows then whether it was charged, and the same is to be asked again.
 */
export async function confirmCharge(
  intentId: string,
  { order, card }: { readonly order: OrderRecord; readonly card: { paymentMethodId: string } | null },
): Promise<ChargeResult> {
  const before = await read(intentId);
  const known = toResult(before);
  if (known) return known;
  if (before.last_payment_error)
    return cancelCharge(intentId, { failure: failureOf(before.last_payment_error) });
  if (card === null) return cancelCharge(intentId, { failure: 'card_removed' });
  const failure = await confirm(intentId, { order, paymentMethodId: card.paymentMethodId });
  return failure === null ? readCharge(intentId) : cancelCharge(intentId, { failure });
}

/**
 * Sees to it that nothing more can be charged.
 *
 * @returns how the charge ended: as told by `failure`, or succeeded because it was made before.
 */
export async function cancelCharge(
  intentId: string,
  { failure, options = {} }: { readonly failure: string; readonly options?: ChargeOptions },
): Promise<ChargeResult> {
  const intent = await read(intentId, options);
  const known = toResult(intent);
  if (known) return known;
  const { id, status, latest_charge: charge } = intent;
  const idempotencyKey = cancelKey({ id, status, chargeId: idOf(charge) });
  try {
    await stripe().paymentIntents.cancel(id, {}, { ...options, idempotencyKey });
    return { status: 'ended', failure };
  } catch (error) {
    // Charged, or cancelled by somebody else, between the two calls.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return readCharge(intentId, options);
    throw error;
  }
}

/** Customers and their cards at Stripe: saved on Stripe's own page, looked at and let go. Nothing here touches the database. */
import { Stripe } from 'stripe';
import type { BidderId, EpochMs } from '#lib/auction/types';
import { stripe } from '#lib/payments/stripe/client';
import { idOf } from '#lib/payments/stripe/object-id';
import { cardSetupKey, customerKey, detachKey } from '#lib/payments/stripe/request-keys';
import { unlessMissing } from '#lib/payments/stripe/unless-missing';
import { environment } from '#lib/platform/env';

/** A card as far as anybody but Stripe ever knows it. */
export interface CardReport {
  readonly paymentMethodId: string;
  /** Stripe's word for it, such as `visa`. */
  readonly brand: string;
  readonly lastFour: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

export interface NewCustomer {
  readonly bidderId: BidderId;
  readonly email: string;
  /** When they joined: another database's bidder of the same number is somebody else. */
  readonly joinedAt: EpochMs;
}

/** The customer that a bidder is at Stripe, made once however often it is asked. @returns the customer's id. */
export async function createCustomer(customer: NewCustomer): Promise<string> {
  const { bidderId, email } = customer;
  const { id } = await stripe().customers.create(
    { email, metadata: { bidder_id: String(bidderId) } },
    { idempotencyKey: customerKey(customer) },
  );
  return id;
}

/**
 * Opens Stripe's page on which a customer saves a card for payments in their absence. Whatever becomes of it, nothing is
 * charged.
 *
 * @param setup.visit Which of the customer's visits to such a page this is.
 * @returns the page's address.
 */
export async function openSetupPage(setup: {
  readonly customerId: string;
  readonly visit: number;
}): Promise<string> {
  const page = `${environment().publicOrigin}/account/payment`;
  const { id, url } = await stripe().checkout.sessions.create(
    {
      mode: 'setup',
      // Only a card can be charged while its holder is away and tell at once whether it was.
      allowed_payment_method_types: ['card'],
      // Stripe wants one here; what the card is charged later may be in any other.
      currency: 'usd',
      customer: setup.customerId,
      success_url: `${page}?card=returned`,
      cancel_url: page,
    },
    { idempotencyKey: cardSetupKey(setup) },
  );
  if (url === null) throw new Error(`Stripe opened session ${id} without an address`);
  return url;
}

const toReport = ({ id, card }: Stripe.PaymentMethod): CardReport[] =>
  card
    ? [
        {
          paymentMethodId: id,
          brand: card.brand,
          lastFour: card.last4,
          expiryMonth: card.exp_month,
          expiryYear: card.exp_year,
        },
      ]
    : [];

/** The cards that a customer has at Stripe, the newest first. */
export async function listCards(customerId: string): Promise<readonly CardReport[]> {
  const methods = await stripe()
    .customers.listPaymentMethods(customerId, { type: 'card', limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  return methods.toSorted((a, b) => b.created - a.created).flatMap(toReport);
}

/** Lets a card go, so that it can never be charged again. One that is gone already is fine. */
export async function detachCard(paymentMethodId: string): Promise<void> {
  try {
    await stripe().paymentMethods.detach(paymentMethodId, {}, { idempotencyKey: detachKey(paymentMethodId) });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    const method = await unlessMissing(stripe().paymentMethods.retrieve(paymentMethodId));
    if (method !== null && method.customer !== null) throw error;
  }
}

/** Whether Stripe knows the card, and nobody has it any more; null when Stripe knows no such card. */
export async function isDetached(paymentMethodId: string): Promise<boolean | null> {
  const method = await unlessMissing(stripe().paymentMethods.retrieve(paymentMethodId));
  return method && method.customer === null;
}

/** Whose card a SetupIntent is about; null when Stripe knows no such intent, or it is nobody's. */
export async function customerOfSetup(setupIntentId: string): Promise<string | null> {
  const intent = await unlessMissing(stripe().setupIntents.retrieve(setupIntentId));
  return intent && idOf(intent.customer);
}

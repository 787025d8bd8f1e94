import { createHash } from 'node:crypto';
import type { TestCard } from '#lib/embedded/stripe/cards/test-cards';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import type { BillingDetails, Metadata } from '#lib/embedded/stripe/objects/shared';
import { newId } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface NewPaymentMethod {
  readonly card: TestCard;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvcGiven: boolean;
  readonly billing: BillingDetails;
  readonly metadata?: Metadata;
}

/** Cards with one number have one fingerprint, by which a merchant recognises a returning card. */
const fingerprintOf = (number: string): string =>
  createHash('sha256').update(number).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 16);

/** Stores a card as a payment method that belongs to nobody yet. */
export function createPaymentMethod(scope: Scope, given: NewPaymentMethod): PaymentMethod {
  const { card } = given;
  return scope.insertWithFacts<'payment_method'>(
    {
      id: newId('payment_method'),
      object: 'payment_method',
      allow_redisplay: 'unspecified',
      billing_details: given.billing,
      card: {
        brand: card.brand,
        checks: {
          address_line1_check: null,
          address_postal_code_check: null,
          cvc_check: given.cvcGiven ? 'unchecked' : null,
        },
        country: card.country,
        display_brand: card.brand === 'amex' ? 'american_express' : card.brand,
        exp_month: given.expMonth,
        exp_year: given.expYear,
        fingerprint: fingerprintOf(card.number),
        funding: card.funding,
        generated_from: null,
        last4: card.number.slice(-4),
        networks: { available: [card.brand], preferred: null },
        regulated_status: 'unregulated',
        three_d_secure_usage: { supported: true },
        wallet: null,
      },
      created: scope.nowSeconds,
      customer: null,
      customer_account: null,
      livemode: false,
      metadata: given.metadata ?? {},
      type: 'card',
    },
    { testNumber: card.number, isSetUpForOffSession: false, isConsumed: false },
  );
}

/** Saves a card with a customer. Announces it unless it is there already. */
export function attachPaymentMethod(scope: Scope, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  const attached = scope.update<'payment_method'>({ ...method, customer });
  scope.emit('payment_method.attached', attached);
  return attached;
}

/** Takes a card from its customer. It cannot be used again. */
export function detachPaymentMethod(scope: Scope, method: PaymentMethod): PaymentMethod {
  const { facts } = scope.load('payment_method', method.id);
  const detached = scope.update<'payment_method'>(
    { ...method, customer: null },
    { ...facts, isConsumed: true },
  );
  scope.emit('payment_method.detached', detached, { customer: method.customer });
  return detached;
}

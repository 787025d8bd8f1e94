/** Cards as API requests carry them: by number, by one of the documented test tokens, or as a saved payment method. */
import { z } from 'zod';
import {
  address,
  changeMetadata,
  choice,
  clearable,
  clearableText,
  emailAddress,
  integer,
  metadata,
  text,
  unlessOmitted,
} from '#lib/embedded/stripe/api/params';
import { wordsFor } from '#lib/embedded/stripe/cards/declines';
import { readCard, type CardMistake } from '#lib/embedded/stripe/cards/read-card';
import { findCardByToken, type TestCard } from '#lib/embedded/stripe/cards/test-cards';
import { docUrl, Refusal, refuseParameter, refuseState } from '#lib/embedded/stripe/errors';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import { noBillingDetails, type BillingDetails } from '#lib/embedded/stripe/objects/shared';
import { createPaymentMethod } from '#lib/embedded/stripe/payments/payment-methods';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export const billingParams = z.strictObject({
  address: clearable(address()).optional(),
  email: clearable(emailAddress()).optional(),
  name: clearableText().optional(),
  phone: clearableText().optional(),
  tax_id: clearableText().optional(),
});

const cardParams = z.strictObject({
  number: text(40).optional(),
  exp_month: integer().optional(),
  exp_year: integer().optional(),
  cvc: text(10).optional(),
  token: text().optional(),
});

export const paymentMethodParams = {
  allow_redisplay: choice(['always', 'limited', 'unspecified']).optional(),
  billing_details: billingParams.optional(),
  card: cardParams.optional(),
  metadata: metadata().optional(),
  type: choice(['card']),
};

export type PaymentMethodParams = z.output<z.ZodObject<typeof paymentMethodParams>>;

interface NamedCard {
  readonly card: TestCard;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvcGiven: boolean;
}

/** No bank was asked and nothing is kept, the number least of all, so the key of such a request stays free. */
const cardError = (
  message: string,
  detail: { readonly code: string; readonly param?: string; readonly decline_code?: string },
): Refusal =>
  new Refusal(
    402,
    { type: 'card_error', message, doc_url: docUrl(detail.code), ...detail },
    { isReplayable: false },
  );

const mistakeError = ({ field, code, message }: CardMistake): Refusal =>
  cardError(message, { code, param: field });

/** The documented tokens are cards that expire in December four years on. */
const cardOfToken = (scope: Scope, card: TestCard): NamedCard => ({
  card,
  expMonth: 12,
  expYear: new Date(scope.nowSeconds * 1000).getUTCFullYear() + 4,
  cvcGiven: true,
});

/** @throws Refusal 402 for a card that cannot be, or is not a test card. */
function nameCard(scope: Scope, given: z.output<typeof cardParams>): NamedCard {
  if (given.token !== undefined) {
    const card = findCardByToken(given.token);
    if (card === null)
      throw refuseParameter(`No such token: '${given.token}'`, {
        code: 'resource_missing',
        param: 'card[token]',
      });
    return cardOfToken(scope, card);
  }
  for (const param of ['number', 'exp_month', 'exp_year'] as const) {
    if (given[param] === undefined)
      throw refuseParameter(`Missing required param: card[${param}].`, {
        code: 'parameter_missing',
        param: `card[${param}]`,
      });
  }
  const year = given.exp_year ?? 0;
  const reading = readCard(
    {
      number: given.number ?? '',
      expMonth: given.exp_month ?? null,
      expYear: year < 100 ? 2000 + year : year,
      cvc: given.cvc ?? null,
    },
    scope.nowSeconds,
  );
  if (reading.kind === 'readable') return { ...reading, cvcGiven: reading.cvc !== null };
  const [first] = reading.kind === 'mistaken' ? reading.mistakes : [];
  if (first !== undefined) throw mistakeError(first);
  const words = wordsFor('test_mode_live_card');
  throw cardError(words.message, { code: words.code, decline_code: 'test_mode_live_card' });
}

/** Returns the billing details after a request has had its say: what it leaves undefined stays. */
export function changeBilling(
  current: BillingDetails,
  given: z.output<typeof billingParams> | undefined,
): BillingDetails {
  return {
    address: unlessOmitted(given?.address, current.address),
    email: unlessOmitted(given?.email, current.email),
    name: unlessOmitted(given?.name, current.name),
    phone: unlessOmitted(given?.phone, current.phone),
    tax_id: unlessOmitted(given?.tax_id, current.tax_id),
  };
}

export function createMethodFromParams(scope: Scope, params: PaymentMethodParams): PaymentMethod {
  if (params.card === undefined)
    throw refuseParameter('Missing required param: card.', { code: 'parameter_missing', param: 'card' });
  return createPaymentMethod(scope, {
    ...nameCard(scope, params.card),
    billing: changeBilling(noBillingDetails, params.billing_details),
    metadata: changeMetadata({}, params.metadata),
  });
}

/**
 * Returns the payment method that a request names: a stored one, or a fresh one for a documented name such as
 * `pm_card_visa`. @throws Refusal 400 when there is none.
 */
export function resolveMethod(scope: Scope, id: string): PaymentMethod {
  const card = id.startsWith('pm_card_') ? findCardByToken(id) : null;
  if (card === null) return scope.get('payment_method', id, 'payment_method');
  return createPaymentMethod(scope, { ...cardOfToken(scope, card), billing: noBillingDetails });
}

/** @throws Refusal 400 when a card belongs to another customer, or served once without belonging to any. */
export function checkUsable(scope: Scope, method: PaymentMethod, customer: string | null): void {
  if (scope.load('payment_method', method.id).facts.isConsumed)
    throw refuseState(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and ' +
        'may not be used again.',
      { code: 'payment_method_unexpected_state', param: 'payment_method' },
    );
  if (method.customer !== null && method.customer !== customer)
    throw refuseState(
      customer === null
        ? `The provided PaymentMethod belongs to the Customer ${method.customer}. Please include the Customer in the ` +
            '`customer` parameter.'
        : `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to ` +
            'the customer.',
      { code: 'resource_missing', param: 'payment_method' },
    );
}

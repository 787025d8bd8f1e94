import { wordsFor, type Decline } from '#lib/embedded/stripe/cards/declines';
import type { CardPaymentDetails, Charge, ChargeOutcome } from '#lib/embedded/stripe/objects/charge';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** A card's authorisation that was not captured holds for seven days. */
const authorisationSeconds = 7 * 24 * 60 * 60;

export interface Attempt {
  readonly intent: PaymentIntent;
  readonly method: PaymentMethod;
  /** Null when the issuer approved. */
  readonly decline: Decline | null;
  readonly isAuthenticated: boolean;
}

function outcomeOf(decline: Decline | null): ChargeOutcome {
  const words = decline === null ? null : wordsFor(decline);
  return {
    advice_code: words === null ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: words === null ? null : '01',
    network_status: words === null ? 'approved_by_network' : 'declined_by_network',
    reason: words?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 24,
    seller_message: words?.sellerMessage ?? 'Payment complete.',
    type: words === null ? 'authorized' : 'issuer_declined',
  };
}

function cardDetails(scope: Scope, attempt: Attempt): CardPaymentDetails {
  const { card } = attempt.method;
  const isApproved = attempt.decline === null;
  const isHeld = isApproved && attempt.intent.capture_method === 'manual';
  return {
    amount_authorized: isApproved ? attempt.intent.amount : null,
    authorization_code: isApproved ? randomToken(6) : null,
    brand: card.brand,
    ...(isHeld ? { capture_before: scope.nowSeconds + authorisationSeconds } : {}),
    checks: {
      ...card.checks,
      cvc_check:
        card.checks.cvc_check === null ? null : attempt.decline === 'incorrect_cvc' ? 'fail' : 'pass',
    },
    country: card.country,
    electronic_commerce_indicator: attempt.isAuthenticated ? '05' : null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: isApproved ? randomToken(15) : null,
    regulated_status: 'unregulated',
    three_d_secure: attempt.isAuthenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: randomToken(24),
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** Stores the outcome of asking a card for money. An approved charge is not yet captured; nothing is announced here. */
export function recordCharge(scope: Scope, attempt: Attempt): Charge {
  const { intent, method, decline } = attempt;
  const words = decline === null ? null : wordsFor(decline);
  return scope.insert<'charge'>({
    id: newId('charge'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'TEST PAYMENT',
    captured: false,
    created: scope.nowSeconds,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: words?.code ?? null,
    failure_message: words?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of,
    outcome: outcomeOf(decline),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: cardDetails(scope, attempt) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline === null ? 'succeeded' : 'failed',
    transfer_data:
      intent.transfer_data === null
        ? null
        : { amount: intent.transfer_data.amount ?? null, destination: intent.transfer_data.destination },
    transfer_group: intent.transfer_group,
  });
}

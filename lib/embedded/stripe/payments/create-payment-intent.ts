import type { PaymentTemplate } from '#lib/embedded/stripe/objects/checkout-session';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface NewPayment extends PaymentTemplate {
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly automatic_payment_methods: PaymentIntent['automatic_payment_methods'];
  readonly confirmation_method: 'automatic' | 'manual';
  readonly payment_method: string | null;
  readonly checkoutSession: string | null;
}

/** Stores a payment that nobody has tried to make yet, and announces it. */
export function createPaymentIntent(scope: Scope, payment: NewPayment): PaymentIntent {
  const { checkoutSession, ...fields } = payment;
  const id = newId('payment_intent');
  const intent = scope.insertWithFacts<'payment_intent'>(
    {
      id,
      object: 'payment_intent',
      ...fields,
      amount_capturable: 0,
      amount_received: 0,
      application: null,
      canceled_at: null,
      cancellation_reason: null,
      client_secret: `${id}_secret_${randomToken(25)}`,
      created: scope.nowSeconds,
      customer_account: null,
      excluded_payment_method_types: null,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      managed_payments: null,
      next_action: null,
      payment_method_configuration_details: null,
      payment_method_options: {
        card: {
          installments: null,
          mandate_options: null,
          network: null,
          request_three_d_secure: 'automatic',
        },
      },
      payment_method_types: ['card'],
      payment_record: null,
      processing: null,
      review: null,
      source: null,
      status: payment.payment_method === null ? 'requires_payment_method' : 'requires_confirmation',
    },
    { checkoutSession },
  );
  scope.emit('payment_intent.created', intent);
  return intent;
}

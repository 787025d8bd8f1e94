import type { PaymentError } from '#lib/embedded/stripe/objects/payment-error';
import type { Metadata, Shipping } from '#lib/embedded/stripe/objects/shared';

export interface PaymentIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly amount: number;
  readonly amount_capturable: number;
  readonly amount_received: number;
  readonly application: null;
  readonly application_fee_amount: number | null;
  readonly automatic_payment_methods: {
    readonly enabled: boolean;
    readonly allow_redirects?: 'always' | 'never';
  } | null;
  readonly canceled_at: number | null;
  readonly cancellation_reason: CancellationReason | null;
  readonly capture_method: CaptureMethod;
  readonly client_secret: string;
  readonly confirmation_method: 'automatic' | 'manual';
  readonly created: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly customer_account: null;
  readonly description: string | null;
  readonly excluded_payment_method_types: null;
  readonly last_payment_error: PaymentError | null;
  readonly latest_charge: string | null;
  readonly livemode: false;
  readonly managed_payments: null;
  readonly metadata: Metadata;
  readonly next_action: NextAction | null;
  readonly on_behalf_of: string | null;
  readonly payment_method: string | null;
  readonly payment_method_configuration_details: null;
  readonly payment_method_options: { readonly card: CardOptions };
  readonly payment_method_types: readonly string[];
  readonly payment_record: null;
  readonly processing: null;
  readonly receipt_email: string | null;
  readonly review: null;
  readonly setup_future_usage: FutureUsage | null;
  readonly shipping: Shipping | null;
  readonly source: null;
  readonly statement_descriptor: string | null;
  readonly statement_descriptor_suffix: string | null;
  readonly status: PaymentIntentStatus;
  readonly transfer_data: { readonly destination: string; readonly amount?: number } | null;
  readonly transfer_group: string | null;
}

export type PaymentIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'canceled'
  | 'succeeded';

export type CaptureMethod = 'automatic' | 'automatic_async' | 'manual';
export type FutureUsage = 'on_session' | 'off_session';
export type CancellationReason = 'duplicate' | 'fraudulent' | 'requested_by_customer' | 'abandoned';

export interface CardOptions {
  readonly installments: null;
  readonly mandate_options: null;
  readonly network: null;
  readonly request_three_d_secure: 'automatic' | 'any' | 'challenge';
}

export interface NextAction {
  readonly type: 'redirect_to_url';
  readonly redirect_to_url: { readonly return_url: string | null; readonly url: string };
}

/** What the server remembers of a payment besides what the API shows. */
export interface PaymentIntentFacts {
  /** The Checkout Session that drives it; such a payment cannot be confirmed or cancelled through the API. */
  readonly checkoutSession: string | null;
}

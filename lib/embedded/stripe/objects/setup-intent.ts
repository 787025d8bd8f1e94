import type { PaymentError } from '#lib/embedded/stripe/objects/payment-error';
import type { FutureUsage, NextAction } from '#lib/embedded/stripe/objects/payment-intent';
import type { Metadata } from '#lib/embedded/stripe/objects/shared';

export interface SetupIntent {
  readonly id: string;
  readonly object: 'setup_intent';
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly application: null;
  readonly automatic_payment_methods: {
    readonly enabled: boolean;
    readonly allow_redirects?: 'always' | 'never';
  } | null;
  readonly cancellation_reason: SetupCancellation | null;
  readonly client_secret: string;
  readonly created: number;
  readonly customer: string | null;
  readonly customer_account: null;
  readonly description: string | null;
  readonly excluded_payment_method_types: null;
  readonly flow_directions: null;
  readonly last_setup_error: PaymentError | null;
  readonly latest_attempt: null;
  readonly livemode: false;
  readonly mandate: null;
  readonly metadata: Metadata;
  readonly next_action: NextAction | null;
  readonly on_behalf_of: string | null;
  readonly payment_method: string | null;
  readonly payment_method_configuration_details: null;
  readonly payment_method_options: {
    readonly card: {
      readonly mandate_options: null;
      readonly network: null;
      readonly request_three_d_secure: 'automatic';
    };
  };
  readonly payment_method_types: readonly string[];
  readonly single_use_mandate: null;
  readonly status: SetupIntentStatus;
  readonly usage: FutureUsage;
}

export type SetupIntentStatus =
  'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'canceled' | 'succeeded';

export type SetupCancellation = 'abandoned' | 'duplicate' | 'requested_by_customer';

export interface SetupIntentFacts {
  /** The Checkout Session that drives it. */
  readonly checkoutSession: string | null;
}

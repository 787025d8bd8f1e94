import type { PaymentMethod } from '#lib/embedded/stripe/objects/payment-method';

/** Why the last attempt of an intent failed, as the intent keeps it. */
export interface PaymentError {
  readonly type: 'card_error' | 'invalid_request_error';
  readonly code: string;
  readonly message: string;
  readonly doc_url: string;
  readonly decline_code?: string;
  readonly advice_code?: string;
  readonly network_decline_code?: string;
  readonly charge?: string;
  readonly param?: string;
  readonly payment_method?: PaymentMethod;
}

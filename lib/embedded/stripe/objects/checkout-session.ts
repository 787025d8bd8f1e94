import type { LineItem } from '#lib/embedded/stripe/objects/line-item';
import type { CaptureMethod, FutureUsage } from '#lib/embedded/stripe/objects/payment-intent';
import type { Address, Metadata, Shipping } from '#lib/embedded/stripe/objects/shared';

export interface CheckoutSession {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly adaptive_pricing: null;
  readonly after_expiration: null;
  readonly allow_promotion_codes: null;
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly amount_subtotal: number | null;
  readonly amount_total: number | null;
  readonly automatic_tax: {
    readonly enabled: false;
    readonly liability: null;
    readonly provider: null;
    readonly status: null;
  };
  readonly billing_address_collection: null;
  readonly cancel_url: string | null;
  readonly client_reference_id: string | null;
  readonly client_secret: null;
  readonly collected_information: null;
  readonly consent: null;
  readonly consent_collection: null;
  readonly created: number;
  readonly currency: string | null;
  readonly currency_conversion: null;
  readonly custom_fields: readonly [];
  readonly custom_text: {
    readonly after_submit: null;
    readonly shipping_address: null;
    readonly submit: null;
    readonly terms_of_service_acceptance: null;
  };
  readonly customer: string | null;
  readonly customer_account: null;
  readonly customer_creation: 'always' | 'if_required' | null;
  readonly customer_details: CustomerDetails | null;
  readonly customer_email: string | null;
  readonly discounts: readonly [];
  readonly expires_at: number;
  readonly integration_identifier: null;
  readonly invoice: null;
  readonly invoice_creation: null;
  readonly livemode: false;
  readonly locale: string | null;
  readonly managed_payments: null;
  readonly metadata: Metadata;
  readonly mode: 'payment' | 'setup';
  readonly origin_context: null;
  readonly payment_intent: string | null;
  readonly payment_link: null;
  readonly payment_method_collection: 'if_required' | 'always';
  readonly payment_method_configuration_details: null;
  readonly payment_method_options: { readonly card: { readonly request_three_d_secure: 'automatic' } };
  readonly payment_method_types: readonly string[];
  readonly payment_status: 'paid' | 'unpaid' | 'no_payment_required';
  readonly permissions: null;
  readonly phone_number_collection: { readonly enabled: false };
  readonly recovered_from: null;
  readonly saved_payment_method_options: null;
  readonly setup_intent: string | null;
  readonly shipping_address_collection: null;
  readonly shipping_cost: null;
  readonly shipping_options: readonly [];
  readonly status: 'open' | 'complete' | 'expired';
  readonly submit_type: SubmitType | null;
  readonly subscription: null;
  readonly success_url: string | null;
  readonly total_details: {
    readonly amount_discount: number;
    readonly amount_shipping: number;
    readonly amount_tax: number;
  } | null;
  readonly ui_mode: 'hosted_page';
  readonly url: string | null;
  readonly wallet_options: null;
}

export type SubmitType = 'auto' | 'book' | 'donate' | 'pay';

export interface CustomerDetails {
  readonly address: Address | null;
  readonly business_name: null;
  readonly email: string | null;
  readonly individual_name: null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly tax_exempt: 'none' | 'exempt' | 'reverse';
  readonly tax_ids: readonly [] | null;
}

/** What was asked for at creation and is not shown on the session itself. */
export interface CheckoutSessionFacts {
  readonly lineItems: readonly LineItem[];
  /** For the PaymentIntent that the first attempt creates. */
  readonly payment: PaymentTemplate;
}

export interface PaymentTemplate {
  readonly application_fee_amount: number | null;
  readonly capture_method: CaptureMethod;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly on_behalf_of: string | null;
  readonly receipt_email: string | null;
  readonly setup_future_usage: FutureUsage | null;
  readonly shipping: Shipping | null;
  readonly statement_descriptor: string | null;
  readonly statement_descriptor_suffix: string | null;
  readonly transfer_data: { readonly destination: string; readonly amount?: number } | null;
  readonly transfer_group: string | null;
}

import type { CardChecks } from '#lib/embedded/stripe/objects/payment-method';
import type { BillingDetails, Metadata, Shipping } from '#lib/embedded/stripe/objects/shared';

export interface Charge {
  readonly id: string;
  readonly object: 'charge';
  readonly amount: number;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly application: null;
  readonly application_fee: string | null;
  readonly application_fee_amount: number | null;
  readonly balance_transaction: string | null;
  readonly billing_details: BillingDetails;
  readonly calculated_statement_descriptor: string | null;
  readonly captured: boolean;
  readonly created: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly disputed: boolean;
  readonly failure_balance_transaction: null;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly fraud_details: Readonly<Record<string, never>>;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly on_behalf_of: string | null;
  readonly outcome: ChargeOutcome | null;
  readonly paid: boolean;
  readonly payment_intent: string | null;
  readonly payment_method: string | null;
  readonly payment_method_details: PaymentMethodDetails | null;
  readonly receipt_email: string | null;
  readonly receipt_number: null;
  readonly receipt_url: string | null;
  readonly refunded: boolean;
  readonly review: null;
  readonly shipping: Shipping | null;
  readonly source: null;
  readonly source_transfer: string | null;
  readonly statement_descriptor: string | null;
  readonly statement_descriptor_suffix: string | null;
  readonly status: 'succeeded' | 'failed' | 'pending';
  readonly transfer?: string;
  readonly transfer_data: { readonly amount: number | null; readonly destination: string } | null;
  readonly transfer_group: string | null;
}

export interface ChargeOutcome {
  readonly advice_code: string | null;
  readonly network_advice_code: null;
  readonly network_decline_code: string | null;
  readonly network_status: 'approved_by_network' | 'declined_by_network' | 'reversed_after_approval';
  readonly reason: string | null;
  readonly risk_level: 'normal';
  readonly risk_score: number;
  readonly seller_message: string;
  readonly type: 'authorized' | 'issuer_declined';
}

export type PaymentMethodDetails =
  | { readonly type: 'card'; readonly card: CardPaymentDetails }
  | { readonly type: 'stripe_account'; readonly stripe_account: Readonly<Record<string, never>> };

export interface CardPaymentDetails {
  readonly amount_authorized: number | null;
  readonly authorization_code: string | null;
  readonly brand: string;
  readonly capture_before?: number;
  readonly checks: CardChecks;
  readonly country: string;
  readonly electronic_commerce_indicator: string | null;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly fingerprint: string;
  readonly funding: string;
  readonly installments: null;
  readonly last4: string;
  readonly mandate: null;
  readonly network: string;
  readonly network_transaction_id: string | null;
  readonly regulated_status: 'unregulated';
  readonly three_d_secure: ThreeDSecure | null;
  readonly transaction_link_id: null;
  readonly wallet: null;
}

export interface ThreeDSecure {
  readonly authentication_flow: 'challenge';
  readonly electronic_commerce_indicator: '05';
  readonly exemption_indicator: null;
  readonly result: 'authenticated';
  readonly result_reason: null;
  readonly transaction_id: string;
  readonly version: '2.2.0';
}

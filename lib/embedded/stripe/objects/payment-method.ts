import type { BillingDetails, Metadata } from '#lib/embedded/stripe/objects/shared';

export interface PaymentMethod {
  readonly id: string;
  readonly object: 'payment_method';
  readonly allow_redisplay: 'always' | 'limited' | 'unspecified';
  readonly billing_details: BillingDetails;
  readonly card: {
    readonly brand: string;
    readonly checks: CardChecks;
    readonly country: string;
    readonly display_brand: string;
    readonly exp_month: number;
    readonly exp_year: number;
    readonly fingerprint: string;
    readonly funding: 'credit' | 'debit' | 'prepaid';
    readonly generated_from: null;
    readonly last4: string;
    readonly networks: { readonly available: readonly string[]; readonly preferred: null };
    readonly regulated_status: 'unregulated';
    readonly three_d_secure_usage: { readonly supported: boolean };
    readonly wallet: null;
  };
  readonly created: number;
  readonly customer: string | null;
  readonly customer_account: null;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly type: 'card';
}

export interface CardChecks {
  readonly address_line1_check: null;
  readonly address_postal_code_check: null;
  readonly cvc_check: 'pass' | 'fail' | 'unchecked' | null;
}

/** What the server knows of a card besides what the API shows. */
export interface PaymentMethodFacts {
  /** The documented test number: it alone decides how the card behaves. Other numbers are never kept. */
  readonly testNumber: string;
  /** The holder has agreed, with authentication where the card asks for it, to later payments in their absence. */
  readonly isSetUpForOffSession: boolean;
  /** It served one payment without belonging to a customer, or was detached from one, and may not be used again. */
  readonly isConsumed: boolean;
}

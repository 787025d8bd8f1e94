import type { List, Metadata } from '#lib/embedded/stripe/objects/shared';

export interface Account {
  readonly id: string;
  readonly object: 'account';
  readonly business_profile: BusinessProfile;
  readonly business_type: BusinessType | null;
  readonly capabilities: Readonly<Partial<Record<CapabilityName, 'active' | 'inactive' | 'pending'>>>;
  readonly charges_enabled: boolean;
  readonly controller: AccountController;
  readonly country: string;
  readonly created: number;
  readonly default_currency: string;
  readonly details_submitted: boolean;
  readonly email: string | null;
  readonly external_accounts: List<BankAccount>;
  readonly future_requirements: Requirements;
  readonly metadata: Metadata;
  readonly payouts_enabled: boolean;
  readonly requirements: Requirements;
  readonly settings: AccountSettings;
  readonly tos_acceptance: { readonly date: number | null; readonly ip: null; readonly user_agent: null };
  readonly type: 'custom' | 'express' | 'standard' | 'none';
}

export const capabilityNames = ['card_payments', 'transfers'] as const;
export type CapabilityName = (typeof capabilityNames)[number];

export type BusinessType = 'company' | 'government_entity' | 'individual' | 'non_profit';

export interface BusinessProfile {
  readonly annual_revenue: null;
  readonly estimated_worker_count: null;
  readonly mcc: string | null;
  readonly minority_owned_business_designation: null;
  readonly name: string | null;
  readonly product_description: string | null;
  readonly specified_commercial_transactions_act_url: null;
  readonly support_address: null;
  readonly support_email: string | null;
  readonly support_phone: string | null;
  readonly support_url: string | null;
  readonly url: string | null;
}

export interface AccountController {
  readonly fees: { readonly payer: 'account' | 'application' | 'application_express' };
  readonly is_controller: true;
  readonly losses: { readonly payments: 'application' | 'stripe' };
  readonly requirement_collection: 'application' | 'stripe';
  readonly stripe_dashboard: { readonly type: 'express' | 'full' | 'none' };
  readonly type: 'application';
}

export interface Requirements {
  readonly alternatives: readonly [];
  readonly current_deadline: null;
  readonly currently_due: readonly string[];
  readonly disabled_reason: string | null;
  readonly errors: readonly {
    readonly code: string;
    readonly reason: string;
    readonly requirement: string;
  }[];
  readonly eventually_due: readonly string[];
  readonly past_due: readonly string[];
  readonly pending_verification: readonly string[];
}

export interface AccountSettings {
  readonly branding: {
    readonly icon: null;
    readonly logo: null;
    readonly primary_color: null;
    readonly secondary_color: null;
  };
  readonly card_payments: {
    readonly statement_descriptor_prefix: null;
    readonly statement_descriptor_prefix_kana: null;
    readonly statement_descriptor_prefix_kanji: null;
  };
  readonly dashboard: { readonly display_name: string | null; readonly timezone: string };
  readonly payments: {
    readonly statement_descriptor: null;
    readonly statement_descriptor_kana: null;
    readonly statement_descriptor_kanji: null;
    readonly statement_descriptor_prefix_kana: null;
    readonly statement_descriptor_prefix_kanji: null;
  };
  readonly payouts: {
    readonly debit_negative_balances: boolean;
    readonly schedule: { readonly delay_days: number; readonly interval: 'daily' };
    readonly statement_descriptor: null;
  };
}

export interface BankAccount {
  readonly id: string;
  readonly object: 'bank_account';
  readonly account: string;
  readonly account_holder_name: string;
  readonly account_holder_type: 'individual' | 'company';
  readonly account_type: null;
  readonly available_payout_methods: readonly ['standard'];
  readonly bank_name: string;
  readonly country: string;
  readonly currency: string;
  readonly default_for_currency: boolean;
  readonly fingerprint: string;
  readonly last4: string;
  readonly metadata: Metadata;
  readonly routing_number: string;
  readonly status: 'new' | 'errored';
}

/** An invitation to the onboarding page. Its address carries the id, which nothing else shows. */
export interface AccountLink {
  readonly id: string;
  readonly object: 'account_link';
  readonly account: string;
  readonly created: number;
  readonly expires_at: number;
  readonly refresh_url: string;
  readonly return_url: string;
  readonly is_used: boolean;
}

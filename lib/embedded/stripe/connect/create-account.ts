import { changeMetadata } from '#lib/embedded/stripe/api/params';
import type { AccountCreateParams } from '#lib/embedded/stripe/connect/account-params';
import { controllerOf } from '#lib/embedded/stripe/connect/controller';
import { nothingDue, onboardingDue } from '#lib/embedded/stripe/connect/requirements';
import { capabilitiesAfter, profileAfter } from '#lib/embedded/stripe/connect/update-account';
import type { Account, BusinessProfile } from '#lib/embedded/stripe/objects/account';
import { randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const noProfile: BusinessProfile = {
  annual_revenue: null,
  estimated_worker_count: null,
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

const currencyOfCountry: Readonly<Record<string, string>> = {
  US: 'usd',
  GB: 'gbp',
  CA: 'cad',
  AU: 'aud',
  JP: 'jpy',
};
const euroCountries = new Set('AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));

const currencyOf = (country: string): string =>
  currencyOfCountry[country] ?? (euroCountries.has(country) ? 'eur' : 'usd');

/** Stores a connected account that is not set up yet. */
export function createAccount(scope: Scope, params: AccountCreateParams): Account {
  const country = params.country ?? 'US';
  const id = `acct_${randomToken(16)}`;
  return scope.insert<'account'>({
    id,
    object: 'account',
    business_profile: profileAfter(noProfile, params.business_profile),
    business_type: params.business_type ?? null,
    capabilities: capabilitiesAfter({ capabilities: {}, payouts_enabled: false }, params.capabilities),
    charges_enabled: false,
    controller: controllerOf(params),
    country,
    created: scope.nowSeconds,
    default_currency: currencyOf(country),
    details_submitted: false,
    email: params.email ?? null,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${id}/external_accounts`,
    },
    future_requirements: nothingDue,
    metadata: changeMetadata({}, params.metadata),
    payouts_enabled: false,
    requirements: onboardingDue,
    settings: {
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_payments: {
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: params.business_profile?.name ?? null, timezone: 'Etc/UTC' },
      payments: {
        statement_descriptor: null,
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      },
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: params.controller === undefined ? (params.type ?? 'standard') : 'none',
  });
}

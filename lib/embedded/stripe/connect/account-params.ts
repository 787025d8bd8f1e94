import { z } from 'zod';
import {
  changeMetadata,
  choice,
  clearableText,
  emailAddress,
  flag,
  metadata,
  text,
  webAddress,
} from '#lib/embedded/stripe/api/params';
import { refuseParameter } from '#lib/embedded/stripe/errors';
import {
  capabilityNames,
  type Account,
  type AccountController,
  type BankAccount,
  type BusinessProfile,
  type Requirements,
} from '#lib/embedded/stripe/objects/account';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import { randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const businessProfileParams = z.strictObject({
  mcc: text(4).optional(),
  name: clearableText().optional(),
  product_description: clearableText().optional(),
  support_email: emailAddress().optional(),
  support_phone: text(20).optional(),
  support_url: webAddress().optional(),
  url: webAddress().optional(),
});

const controllerParams = z.strictObject({
  fees: z.strictObject({ payer: choice(['account', 'application']).optional() }).optional(),
  losses: z.strictObject({ payments: choice(['application', 'stripe']).optional() }).optional(),
  requirement_collection: choice(['application', 'stripe']).optional(),
  stripe_dashboard: z.strictObject({ type: choice(['express', 'full', 'none']).optional() }).optional(),
});

export const accountUpdateParams = {
  business_profile: businessProfileParams.optional(),
  business_type: choice(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  capabilities: z.partialRecord(z.enum(capabilityNames), z.strictObject({ requested: flag() })).optional(),
  email: emailAddress().optional(),
  metadata: metadata().optional(),
};

export const accountCreateParams = {
  ...accountUpdateParams,
  controller: controllerParams.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Invalid country: must be a two-letter code')
    .optional(),
  type: choice(['custom', 'express', 'standard']).optional(),
};

type Create = z.output<z.ZodObject<typeof accountCreateParams>>;
type Update = z.output<z.ZodObject<typeof accountUpdateParams>>;

const controllers: Readonly<Record<'custom' | 'express' | 'standard', AccountController>> = {
  custom: {
    fees: { payer: 'application' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'application',
    stripe_dashboard: { type: 'none' },
    type: 'application',
  },
  express: {
    fees: { payer: 'application_express' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
    type: 'application',
  },
  standard: {
    fees: { payer: 'account' },
    is_controller: true,
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
    type: 'application',
  },
};

function controllerOf(params: Create): AccountController {
  if (params.type !== undefined && params.controller !== undefined)
    throw refuseParameter('You may only specify one of these parameters: type, controller.');
  const asked = params.controller;
  const standard = controllers[params.type ?? 'standard'];
  return {
    ...standard,
    fees: { payer: asked?.fees?.payer ?? standard.fees.payer },
    losses: { payments: asked?.losses?.payments ?? standard.losses.payments },
    requirement_collection: asked?.requirement_collection ?? standard.requirement_collection,
    stripe_dashboard: { type: asked?.stripe_dashboard?.type ?? standard.stripe_dashboard.type },
  };
}

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

export const nothingDue: Requirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** What the onboarding page collects. */
const dueAtFirst = [
  'external_account',
  'individual.first_name',
  'individual.last_name',
  'tos_acceptance.date',
];

const onboardingDue: Requirements = {
  ...nothingDue,
  currently_due: dueAtFirst,
  disabled_reason: 'requirements.past_due',
  eventually_due: dueAtFirst,
  past_due: dueAtFirst,
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

/** Capabilities that were asked for wait until the account is set up. */
function capabilitiesAfter(
  account: Pick<Account, 'capabilities' | 'payouts_enabled'>,
  asked: Update['capabilities'],
): Account['capabilities'] {
  const capabilities = { ...account.capabilities };
  for (const name of capabilityNames) {
    const requested = asked?.[name]?.requested;
    if (requested === true) capabilities[name] ??= account.payouts_enabled ? 'active' : 'inactive';
    if (requested === false) delete capabilities[name];
  }
  return capabilities;
}

const profileAfter = (profile: BusinessProfile, given: Update['business_profile']): BusinessProfile => ({
  ...profile,
  ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
});

/** Stores a connected account that is not set up yet. */
export function createAccount(scope: Scope, params: Create): Account {
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

/** Stores what changed and tells of it, as an event of the connected account. */
function changeAccount(scope: Scope, before: Account, after: Account): Account {
  const changed = changedFields(before, after);
  scope.update<'account'>(after);
  if (Object.keys(changed).length > 0) scope.in(after.id).emit('account.updated', after, changed);
  return after;
}

export function updateAccount(scope: Scope, account: Account, params: Update): Account {
  const capabilities = capabilitiesAfter(account, params.capabilities);
  return changeAccount(scope, account, {
    ...account,
    business_profile: profileAfter(account.business_profile, params.business_profile),
    business_type: params.business_type ?? account.business_type,
    capabilities,
    charges_enabled: capabilities.card_payments === 'active',
    email: params.email ?? account.email,
    metadata: changeMetadata(account.metadata, params.metadata),
  });
}

/** Sets an account up: its holder named a bank account and agreed to the terms, and nothing stands in the way. */
export function completeOnboarding(scope: Scope, account: Account, bank: BankAccount): Account {
  const capabilities = { ...account.capabilities };
  for (const name of capabilityNames) if (capabilities[name] !== undefined) capabilities[name] = 'active';
  return changeAccount(scope, account, {
    ...withBank(account, bank),
    capabilities,
    charges_enabled: capabilities.card_payments === 'active',
    details_submitted: true,
    payouts_enabled: true,
    requirements: nothingDue,
    tos_acceptance: { date: scope.nowSeconds, ip: null, user_agent: null },
  });
}

/** Notes that everything was submitted but the bank account does not exist, so payouts stay off. */
export function rejectBankAccount(scope: Scope, account: Account, bank: BankAccount): Account {
  const due = ['external_account'];
  return changeAccount(scope, account, {
    ...withBank(account, { ...bank, status: 'errored' }),
    details_submitted: true,
    payouts_enabled: false,
    requirements: {
      ...nothingDue,
      currently_due: due,
      disabled_reason: 'requirements.past_due',
      errors: [
        {
          code: 'verification_failed_other',
          reason: 'The bank account could not be found. Please give another one.',
          requirement: 'external_account',
        },
      ],
      eventually_due: due,
      past_due: due,
    },
    tos_acceptance: { date: scope.nowSeconds, ip: null, user_agent: null },
  });
}

const withBank = (account: Account, bank: BankAccount): Account => ({
  ...account,
  external_accounts: { ...account.external_accounts, data: [bank] },
});

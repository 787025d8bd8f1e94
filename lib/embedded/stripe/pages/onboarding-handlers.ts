/** What the onboarding page does: collects what an account needs, and leads its holder back to the platform. */
import { readDigits } from '#lib/embedded/stripe/cards/card-number';
import type { Account, AccountLink, BankAccount } from '#lib/embedded/stripe/objects/account';
import {
  onboardingFields,
  onboardingPage,
  testBankAccounts,
  type OnboardingErrors,
  type OnboardingField,
} from '#lib/embedded/stripe/pages/onboarding-page';
import type { PageReply } from '#lib/embedded/stripe/pages/respond';
import { completeOnboarding, rejectBankAccount } from '#lib/embedded/stripe/connect/onboard-account';
import { randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const testRoutingNumber = '110000000';

type Typed = Readonly<Record<OnboardingField, string>>;

/** A link that was used or is too old leads back to the platform, which makes a new one. */
const isOver = (scope: Scope, link: AccountLink): boolean =>
  link.is_used || link.expires_at <= scope.nowSeconds;

function show(
  account: Account,
  link: AccountLink,
  state: { readonly status: number; readonly typed: Typed; readonly errors: OnboardingErrors },
): PageReply {
  return {
    kind: 'page',
    status: state.status,
    leadsTo: [link.return_url, link.refresh_url],
    page: onboardingPage({ ...state, account, link: link.id }),
  };
}

export function showOnboarding(scope: Scope, link: AccountLink): PageReply {
  if (isOver(scope, link)) return { kind: 'redirect', location: link.refresh_url };
  const typed = { first_name: '', last_name: '', account_number: testBankAccounts.found };
  return show(scope.get('account', link.account), link, { status: 200, typed, errors: {} });
}

function readForm(form: URLSearchParams): Typed {
  const field = (name: OnboardingField): string => (form.get(name) ?? '').trim().slice(0, 100);
  return {
    first_name: field('first_name'),
    last_name: field('last_name'),
    account_number: field('account_number'),
  };
}

const messages: Readonly<Record<OnboardingField, string>> = {
  first_name: 'Enter a first name, an invented one.',
  last_name: 'Enter a last name, an invented one.',
  account_number: 'Enter a test bank account number.',
};

const isTestAccount = (number: string | null): boolean =>
  number === testBankAccounts.found || number === testBankAccounts.missing;

function findErrors(typed: Typed, hasAgreed: boolean): OnboardingErrors {
  const errors: { -readonly [Name in keyof OnboardingErrors]: OnboardingErrors[Name] } = {};
  for (const name of onboardingFields) if (typed[name] === '') errors[name] = messages[name];
  if (typed.account_number !== '' && !isTestAccount(readDigits(typed.account_number)))
    errors.account_number =
      'That is not a test bank account, so it was not kept. Use one of the numbers below.';
  if (!hasAgreed) errors.terms = 'Agree to the terms to go on.';
  return errors;
}

const bankOf = (account: Account, typed: Typed): BankAccount => ({
  id: `ba_${randomToken(24)}`,
  object: 'bank_account',
  account: account.id,
  account_holder_name: `${typed.first_name} ${typed.last_name}`,
  account_holder_type: account.business_type === 'company' ? 'company' : 'individual',
  account_type: null,
  available_payout_methods: ['standard'],
  bank_name: 'TEST BANK',
  country: account.country,
  currency: account.default_currency,
  default_for_currency: true,
  fingerprint: randomToken(16),
  last4: typed.account_number.slice(-4),
  metadata: {},
  routing_number: testRoutingNumber,
  status: 'new',
});

export function submitOnboarding(scope: Scope, link: AccountLink, form: URLSearchParams): PageReply {
  if (isOver(scope, link)) return { kind: 'redirect', location: link.refresh_url };
  if (form.get('outcome') === 'later') return { kind: 'redirect', location: link.return_url };
  const account = scope.get('account', link.account);
  const typed = readForm(form);
  const errors = findErrors(typed, form.get('terms') === 'yes');
  if (Object.keys(errors).length > 0) {
    const number = isTestAccount(readDigits(typed.account_number)) ? typed.account_number : '';
    return show(account, link, { status: 422, typed: { ...typed, account_number: number }, errors });
  }
  const bank = bankOf(account, typed);
  if (readDigits(typed.account_number) === testBankAccounts.found) completeOnboarding(scope, account, bank);
  else rejectBankAccount(scope, account, bank);
  scope.update<'account_link'>({ ...link, is_used: true });
  return { kind: 'redirect', location: link.return_url };
}

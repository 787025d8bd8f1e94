import { nothingDue } from '#lib/embedded/stripe/connect/requirements';
import { changeAccount } from '#lib/embedded/stripe/connect/update-account';
import { capabilityNames, type Account, type BankAccount } from '#lib/embedded/stripe/objects/account';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const withBank = (account: Account, bank: BankAccount): Account => ({
  ...account,
  external_accounts: { ...account.external_accounts, data: [bank] },
});

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

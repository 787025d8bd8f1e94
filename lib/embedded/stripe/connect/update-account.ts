import { changeMetadata } from '#lib/embedded/stripe/api/params';
import type { AccountUpdateParams } from '#lib/embedded/stripe/connect/account-params';
import { capabilityNames, type Account, type BusinessProfile } from '#lib/embedded/stripe/objects/account';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Capabilities that were asked for wait until the account is set up. */
export function capabilitiesAfter(
  account: Pick<Account, 'capabilities' | 'payouts_enabled'>,
  asked: AccountUpdateParams['capabilities'],
): Account['capabilities'] {
  const capabilities = { ...account.capabilities };
  for (const name of capabilityNames) {
    const requested = asked?.[name]?.requested;
    if (requested === true) capabilities[name] ??= account.payouts_enabled ? 'active' : 'inactive';
    if (requested === false) delete capabilities[name];
  }
  return capabilities;
}

export const profileAfter = (
  profile: BusinessProfile,
  given: AccountUpdateParams['business_profile'],
): BusinessProfile => ({
  ...profile,
  ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
});

/** Stores what changed and tells of it, as an event of the connected account. */
export function changeAccount(scope: Scope, before: Account, after: Account): Account {
  const changed = changedFields(before, after);
  scope.update<'account'>(after);
  if (Object.keys(changed).length > 0) scope.in(after.id).emit('account.updated', after, changed);
  return after;
}

export function updateAccount(scope: Scope, account: Account, params: AccountUpdateParams): Account {
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

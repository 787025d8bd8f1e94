import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { choice, webAddress, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { refuseMissing, refuseState } from '#lib/embedded/stripe/errors';
import { capabilityNames, type Account, type CapabilityName } from '#lib/embedded/stripe/objects/account';
import type { Deleted } from '#lib/embedded/stripe/objects/shared';
import { accountCreateParams, accountUpdateParams } from '#lib/embedded/stripe/connect/account-params';
import { createAccount } from '#lib/embedded/stripe/connect/create-account';
import { nothingDue } from '#lib/embedded/stripe/connect/requirements';
import { updateAccount } from '#lib/embedded/stripe/connect/update-account';
import { newId } from '#lib/embedded/stripe/store/ids';
import { platform } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const linkSeconds = 5 * 60;

/** Accounts belong to the platform; a connected account sees itself. */
const getAccount = (scope: Scope, id: string): Account => scope.in(platform).get('account', id);

function capabilityOf(account: Account, name: CapabilityName): object {
  const status = account.capabilities[name];
  return {
    id: name,
    object: 'capability',
    account: account.id,
    future_requirements: nothingDue,
    requested: status !== undefined,
    requested_at: status === undefined ? null : account.created,
    requirements: {
      ...nothingDue,
      currently_due: status === 'inactive' ? account.requirements.currently_due : [],
    },
    status: status ?? 'unrequested',
  };
}

const findCapability = (id: string): CapabilityName => {
  const name = capabilityNames.find((known) => known === id);
  if (name === undefined) throw refuseMissing({ type: 'capability', id });
  return name;
};

const capabilityRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/accounts/:id/capabilities',
    params: {},
    answer: ({ scope, path }) => {
      const account = getAccount(scope, path.id);
      return {
        object: 'list',
        data: capabilityNames.map((name) => capabilityOf(account, name)),
        has_more: false,
        url: `/v1/accounts/${path.id}/capabilities`,
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/accounts/:id/capabilities/:capability',
    params: {},
    answer: ({ scope, path }) => capabilityOf(getAccount(scope, path.id), findCapability(path.capability)),
  }),
];

const linkRoute = route({
  method: 'POST',
  path: '/v1/account_links',
  params: {
    account: text(),
    collect: choice(['currently_due', 'eventually_due']).optional(),
    refresh_url: webAddress(),
    return_url: webAddress(),
    type: choice(['account_onboarding']),
  },
  answer: ({ scope, params }) => {
    const account = scope.get('account', params.account, 'account');
    const link = scope.insert<'account_link'>({
      id: newId('account_link'),
      object: 'account_link',
      account: account.id,
      created: scope.nowSeconds,
      expires_at: scope.nowSeconds + linkSeconds,
      refresh_url: params.refresh_url,
      return_url: params.return_url,
      is_used: false,
    });
    return {
      object: link.object,
      created: link.created,
      expires_at: link.expires_at,
      url: `${scope.publicOrigin}/stripe-test/onboard/${link.id}`,
    };
  },
});

function deleteAccount(scope: Scope, id: string): Deleted<'account'> {
  const account = scope.get('account', id);
  if (
    scope
      .in(account.id)
      .sumBalance()
      .some(({ amount }) => amount !== 0)
  )
    throw refuseState('Accounts with a balance that is not zero cannot be deleted.');
  const stub: Deleted<'account'> = { id, object: 'account', deleted: true };
  scope.replaceByStub(stub);
  return stub;
}

export const accountRoutes: readonly Route[] = [
  ...capabilityRoutes,
  linkRoute,
  route({
    method: 'POST',
    path: '/v1/accounts',
    params: accountCreateParams,
    answer: ({ scope, params }) => createAccount(scope.in(platform), params),
  }),
  route({
    method: 'GET',
    path: '/v1/accounts',
    params: { ...pageParams, created: createdParam },
    answer: ({ scope, params }) => listPage(scope, { type: 'account', url: '/v1/accounts', page: params }),
  }),
  route({
    method: 'GET',
    path: '/v1/account',
    params: {},
    answer: ({ scope }) => {
      if (scope.account === platform)
        throw refuseState(
          'The platform has no account object in this test server. Name a connected account.',
        );
      return getAccount(scope, scope.account);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/accounts/:id',
    params: {},
    answer: ({ scope, path }) => getAccount(scope, path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/accounts/:id',
    params: accountUpdateParams,
    answer: ({ scope, path, params }) =>
      updateAccount(scope.in(platform), getAccount(scope, path.id), params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/accounts/:id',
    params: {},
    answer: ({ scope, path }) => deleteAccount(scope.in(platform), path.id),
  }),
];

import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { choice, currency, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { balanceTransactionTypes } from '#lib/embedded/stripe/objects/balance-transaction';
import type { Scope } from '#lib/embedded/stripe/store/scope';

interface Money {
  readonly amount: number;
  readonly currency: string;
  readonly source_types: { readonly card: number };
}

/** What may be used now, and what may be used later: an amount for each currency that the account ever held. */
function balanceOf(scope: Scope): {
  readonly available: readonly Money[];
  readonly pending: readonly Money[];
} {
  const sums = scope.sumBalance();
  const currencies = [...new Set(sums.map((sum) => sum.currency))];
  const moneyOf = (isAvailable: boolean): readonly Money[] =>
    (currencies.length === 0 ? ['usd'] : currencies).map((code) => {
      const amount =
        sums.find((sum) => sum.currency === code && sum.isAvailable === isAvailable)?.amount ?? 0;
      return { amount, currency: code, source_types: { card: amount } };
    });
  return { available: moneyOf(true), pending: moneyOf(false) };
}

export const balanceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/balance',
    params: {},
    answer: ({ scope }) => ({ object: 'balance', ...balanceOf(scope), livemode: false }),
  }),
  route({
    method: 'GET',
    path: '/v1/balance_transactions',
    params: {
      ...pageParams,
      created: createdParam,
      currency: currency().optional(),
      source: text().optional(),
      type: choice(balanceTransactionTypes).optional(),
    },
    answer: ({ scope, params: { currency: code, source, type, ...page } }) =>
      listPage(scope, {
        type: 'balance_transaction',
        url: '/v1/balance_transactions',
        page,
        where: { currency: code, source, type },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/balance_transactions/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('balance_transaction', path.id),
  }),
];

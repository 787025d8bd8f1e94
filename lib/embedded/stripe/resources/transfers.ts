import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import {
  changeMetadata,
  choice,
  clearableText,
  currency,
  integer,
  metadata,
  text,
  unlessOmitted,
} from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { refuseParameter, refuseState } from '#lib/embedded/stripe/errors';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import type { TransferReversal } from '#lib/embedded/stripe/objects/transfer';
import { reverseTransfer } from '#lib/embedded/stripe/connect/reverse-transfer';
import { checkCanReceive } from '#lib/embedded/stripe/connect/split-payment';
import { transferFunds } from '#lib/embedded/stripe/connect/transfer-funds';
import type { Scope } from '#lib/embedded/stripe/store/scope';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Money from the balance at large must be there and free to use. @throws Refusal 400 balance_insufficient */
function checkBalance(scope: Scope, money: Money): void {
  const available =
    scope.sumBalance().find((sum) => sum.isAvailable && sum.currency === money.currency)?.amount ?? 0;
  if (available < money.amount)
    throw refuseState(
      'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance ' +
        'by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
      { code: 'balance_insufficient' },
    );
}

/** A charge pays for transfers up to what it took, whether or not its money is free yet. @throws Refusal 400 */
function checkSource(scope: Scope, charge: Charge, money: Money): void {
  if (charge.status !== 'succeeded' || !charge.captured)
    throw refuseParameter(`Charge ${charge.id} has not been captured and cannot be transferred.`, {
      param: 'source_transaction',
    });
  if (charge.currency !== money.currency)
    throw refuseParameter(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer ` +
        `currency (${money.currency})`,
      { param: 'currency' },
    );
  const left = charge.amount_captured - scope.sumTransfersOf(charge.id);
  if (money.amount > left)
    throw refuseParameter(
      `The transfer amount (${money.amount}) cannot exceed the amount of the source transaction that has not been ` +
        `transferred (${left}).`,
      { param: 'amount' },
    );
}

function findReversal(
  scope: Scope,
  path: { readonly id: string; readonly reversal: string },
): TransferReversal {
  const reversal = scope.get('transfer_reversal', path.reversal);
  if (reversal.transfer !== path.id)
    throw refuseParameter(`Transfer ${path.id} has no reversal with the ID ${path.reversal}.`, {
      code: 'resource_missing',
    });
  return reversal;
}

const reversalRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/transfers/:id/reversals',
    params: { amount: integer({ minimum: 1 }).optional(), metadata: metadata().optional() },
    answer: ({ scope, path, params }) =>
      reverseTransfer(scope, scope.get('transfer', path.id), {
        amount: params.amount ?? null,
        metadata: changeMetadata({}, params.metadata),
        refund: null,
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/:id/reversals',
    params: pageParams,
    answer: ({ scope, path, params }) => {
      scope.get('transfer', path.id);
      const url = `/v1/transfers/${path.id}/reversals`;
      return listPage(scope, { type: 'transfer_reversal', url, page: params, where: { transfer: path.id } });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/:id/reversals/:reversal',
    params: {},
    answer: ({ scope, path }) => findReversal(scope, path),
  }),
  route({
    method: 'POST',
    path: '/v1/transfers/:id/reversals/:reversal',
    params: { metadata: metadata().optional() },
    answer: ({ scope, path, params }) => {
      const before = findReversal(scope, path);
      return scope.update<'transfer_reversal'>({
        ...before,
        metadata: changeMetadata(before.metadata, params.metadata),
      });
    },
  }),
];

const createRoute = route({
  method: 'POST',
  path: '/v1/transfers',
  params: {
    amount: integer({ minimum: 1, maximum: 99_999_999 }).optional(),
    currency: currency(),
    description: text().optional(),
    destination: text(),
    metadata: metadata().optional(),
    source_transaction: text().optional(),
    source_type: choice(['card']).optional(),
    transfer_group: text().optional(),
  },
  answer: ({ scope, params }) => {
    const source =
      params.source_transaction === undefined
        ? null
        : scope.get('charge', params.source_transaction, 'source_transaction');
    const amount = params.amount ?? source?.amount_captured;
    if (amount === undefined)
      throw refuseParameter('Missing required param: amount.', {
        code: 'parameter_missing',
        param: 'amount',
      });
    const money: Money = { amount, currency: params.currency };
    checkCanReceive(scope, { destination: params.destination, param: 'destination' });
    if (source === null) checkBalance(scope, money);
    else checkSource(scope, source, money);
    return transferFunds(scope, {
      ...money,
      destination: params.destination,
      description: params.description ?? null,
      metadata: changeMetadata({}, params.metadata),
      source,
      transferGroup: params.transfer_group ?? source?.transfer_group ?? null,
      applicationFeeAmount: 0,
    });
  },
});

export const transferRoutes: readonly Route[] = [
  ...reversalRoutes,
  createRoute,
  route({
    method: 'GET',
    path: '/v1/transfers',
    params: {
      ...pageParams,
      created: createdParam,
      destination: text().optional(),
      transfer_group: text().optional(),
    },
    answer: ({ scope, params: { destination, transfer_group, ...page } }) =>
      listPage(scope, {
        type: 'transfer',
        url: '/v1/transfers',
        page,
        where: { destination, transfer_group },
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('transfer', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/transfers/:id',
    params: { description: clearableText().optional(), metadata: metadata().optional() },
    answer: ({ scope, path, params }) => {
      const before = scope.get('transfer', path.id);
      const transfer = scope.update<'transfer'>({
        ...before,
        description: unlessOmitted(params.description, before.description),
        metadata: changeMetadata(before.metadata, params.metadata),
      });
      scope.emit('transfer.updated', transfer, changedFields(before, transfer));
      return transfer;
    },
  }),
];

import { refuseState } from '#lib/embedded/stripe/errors';
import { formatAmount } from '#lib/embedded/stripe/money';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Metadata } from '#lib/embedded/stripe/objects/shared';
import type { Transfer, TransferReversal } from '#lib/embedded/stripe/objects/transfer';
import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface ReversalRequest {
  /** Minor units; null for all that is left. */
  readonly amount: number | null;
  readonly metadata: Metadata;
  /** The refund that brought it about. */
  readonly refund: string | null;
}

const shownReversals = 10;

/**
 * Brings transferred money back to the platform, never more than was transferred and did not come back yet. The connected
 * account's balance may fall below zero.
 * @throws Refusal 400
 */
export function reverseTransfer(scope: Scope, transfer: Transfer, asked: ReversalRequest): TransferReversal {
  const left = transfer.amount - transfer.amount_reversed;
  const amount = asked.amount ?? left;
  if (left === 0) throw refuseState(`Transfer ${transfer.id} has already been fully reversed.`);
  if (amount > left)
    throw refuseState(
      `Reversal amount (${formatAmount(amount, transfer.currency)}) is greater than unreversed amount on transfer ` +
        `(${formatAmount(left, transfer.currency)})`,
      { param: 'amount' },
    );
  const id = newId('transfer_reversal');
  const paymentRefund = returnPayment(scope.in(transfer.destination), transfer, amount);
  const posted = postBalance(scope, {
    type: 'transfer_refund',
    amount,
    currency: transfer.currency,
    source: id,
    description: `REFUND FOR TRANSFER (${transfer.id})`,
  });
  const reversal = scope.insert<'transfer_reversal'>({
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: posted.id,
    created: scope.nowSeconds,
    currency: transfer.currency,
    destination_payment_refund: paymentRefund,
    metadata: asked.metadata,
    source_refund: asked.refund,
    transfer: transfer.id,
  });
  noteReversal(scope, transfer, reversal);
  return reversal;
}

function noteReversal(scope: Scope, transfer: Transfer, reversal: TransferReversal): void {
  const { reversals } = transfer;
  const amountReversed = transfer.amount_reversed + reversal.amount;
  const after = scope.update<'transfer'>({
    ...transfer,
    amount_reversed: amountReversed,
    reversed: amountReversed === transfer.amount,
    reversals: {
      ...reversals,
      data: [reversal, ...reversals.data].slice(0, shownReversals),
      has_more: reversals.has_more || reversals.data.length >= shownReversals,
    },
  });
  scope.emit('transfer.reversed', after, changedFields(transfer, after));
}

/** Takes the money out of the connected account and returns the id of its refund, which begins with `pyr_`. */
function returnPayment(scope: Scope, transfer: Transfer, amount: number): string {
  const payment = scope.get('charge', transfer.destination_payment);
  const id = `pyr_${randomToken(24)}`;
  const posted = postBalance(scope, {
    type: 'payment_refund',
    amount: -amount,
    currency: transfer.currency,
    source: id,
    description: 'REFUND FOR PAYMENT',
  });
  const amountRefunded = payment.amount_refunded + amount;
  scope.update<'charge'>({
    ...payment,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === payment.amount,
  });
  scope.insertWithFacts<'refund'>(
    {
      id,
      object: 'refund',
      amount,
      balance_transaction: posted.id,
      charge: payment.id,
      created: scope.nowSeconds,
      currency: transfer.currency,
      customer: null,
      customer_account: null,
      metadata: {},
      payment_intent: null,
      payment_method: null,
      reason: null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: 'succeeded',
      transfer_reversal: null,
    },
    null,
  );
  return id;
}

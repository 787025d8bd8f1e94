import { formatAmount } from '#lib/embedded/stripe/money';
import { refuseState } from '#lib/embedded/stripe/errors';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import type { Refund, RefundReason } from '#lib/embedded/stripe/objects/refund';
import type { Metadata } from '#lib/embedded/stripe/objects/shared';
import { postBalance } from '#lib/embedded/stripe/payments/post-balance';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface RefundRequest {
  /** Minor units; null for all that is left. */
  readonly amount: number | null;
  readonly reason: RefundReason | null;
  readonly metadata: Metadata;
}

function checkRefundable(charge: Charge, amount: number): void {
  if (charge.status !== 'succeeded')
    throw refuseState(`Charge ${charge.id} has failed and cannot be refunded.`, {
      code: 'charge_not_refundable',
    });
  if (charge.disputed)
    throw refuseState(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  const left = refundableAmount(charge);
  if (left === 0)
    throw refuseState(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  if (amount > left)
    throw refuseState(
      `Refund amount (${formatAmount(amount, charge.currency)}) is greater than ${
        left === charge.amount ? 'charge amount' : 'unrefunded amount on charge'
      } (${formatAmount(left, charge.currency)})`,
      { param: 'amount' },
    );
}

const refundableAmount = (charge: Charge): number => charge.amount - charge.amount_refunded;

function newRefund(scope: Scope, charge: Charge, asked: RefundRequest & { readonly amount: number }): Refund {
  return {
    id: newId('refund'),
    object: 'refund',
    amount: asked.amount,
    balance_transaction: null,
    charge: charge.id,
    created: scope.nowSeconds,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      type: 'card',
      card: {
        ...(charge.captured ? { reference: randomToken(23) } : {}),
        reference_status: charge.captured ? 'available' : 'pending',
        reference_type: 'acquirer_reference_number',
        type: charge.captured ? 'refund' : 'reversal',
      },
    },
    metadata: asked.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: asked.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

/**
 * Gives money back, never more than the charge took and did not give back yet.
 * @throws Refusal 400 when there is too little to refund, or the charge failed or is disputed.
 */
export function refundCharge(scope: Scope, charge: Charge, asked: RefundRequest): Refund {
  const amount = asked.amount ?? refundableAmount(charge);
  checkRefundable(charge, amount);
  const refund = newRefund(scope, charge, { ...asked, amount });
  const posted = postBalance(scope, {
    type: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: refund.id,
    description: `REFUND FOR CHARGE${charge.description === null ? '' : ` (${charge.description})`}`,
  });
  const stored = scope.insert<'refund'>({ ...refund, balance_transaction: posted.id });
  const amountRefunded = charge.amount_refunded + amount;
  const refunded = scope.update<'charge'>({
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
  });
  scope.emit('refund.created', stored);
  scope.emit('charge.refunded', refunded, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  return stored;
}

/** Lets go of money that a card only held. No money had moved, so no balance does. */
export function releaseHold(scope: Scope, charge: Charge): void {
  const released = scope.update<'charge'>({ ...charge, amount_refunded: charge.amount, refunded: true });
  const refund = newRefund(scope, charge, {
    amount: charge.amount,
    reason: null,
    metadata: {},
  });
  scope.insert<'refund'>(refund);
  scope.emit('charge.refunded', released, { amount_refunded: 0, refunded: false });
}

import { formatAmount } from '#lib/embedded/stripe/money';
import { refuseState } from '#lib/embedded/stripe/errors';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import type { Refund, RefundReason } from '#lib/embedded/stripe/objects/refund';
import type { Metadata } from '#lib/embedded/stripe/objects/shared';
import { refundFee } from '#lib/embedded/stripe/connect/application-fees';
import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import { courseOfRefund } from '#lib/embedded/stripe/payments/settle-refund';
import { reverseTransfer } from '#lib/embedded/stripe/connect/reverse-transfer';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import { platform } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface RefundRequest {
  /** Minor units; null for all that is left. */
  readonly amount: number | null;
  readonly reason: RefundReason | null;
  readonly metadata: Metadata;
  /** Whether the connected account that received the money gives its share back. */
  readonly reverseTransfer: boolean;
  /** Whether the platform gives its share of the fee back. */
  readonly refundApplicationFee: boolean;
}

/** A dispute takes the money itself; only one that was won leaves the charge to be refunded. */
function isHeldByDispute(scope: Scope, charge: Charge): boolean {
  if (!charge.disputed) return false;
  const [dispute] = scope.list('dispute', { where: { charge: charge.id }, limit: 1 });
  return dispute?.status !== 'won';
}

function checkRefundable(scope: Scope, charge: Charge, amount: number): void {
  if (charge.status !== 'succeeded')
    throw refuseState(`Charge ${charge.id} has failed and cannot be refunded.`, {
      code: 'charge_not_refundable',
    });
  if (isHeldByDispute(scope, charge))
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

function newRefund(
  scope: Scope,
  charge: Charge,
  asked: Pick<RefundRequest, 'reason' | 'metadata'> & { readonly amount: number },
): Refund {
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

/** What share of `whole` belongs to a refund; all that is left when the refund takes all that is left of the charge. */
function shareOf(
  whole: { readonly amount: number; readonly left: number },
  refund: { readonly amount: number; readonly charge: Charge },
): number {
  const isLast = refund.amount === refundableAmount(refund.charge);
  if (isLast) return whole.left;
  return Math.min(whole.left, Math.floor((whole.amount * refund.amount) / refund.charge.amount_captured));
}

/** Brings the share of a transfer back that belongs to a refund. @throws Refusal 400 when the charge made none. */
function reverseShare(scope: Scope, charge: Charge, refund: Refund): string | null {
  if (charge.transfer === undefined)
    throw refuseState('Cannot reverse transfer: this charge has no associated transfer.', {
      param: 'reverse_transfer',
    });
  const transfer = scope.get('transfer', charge.transfer);
  const left = transfer.amount - transfer.amount_reversed;
  const amount = shareOf({ amount: transfer.amount, left }, { amount: refund.amount, charge });
  return amount === 0
    ? null
    : reverseTransfer(scope, transfer, { amount, metadata: {}, refund: refund.id }).id;
}

/** Gives the share of the platform's fee back that belongs to a refund. @throws Refusal 400 when there was no fee. */
function refundFeeShare(scope: Scope, charge: Charge, refund: Refund): void {
  if (charge.application_fee === null)
    throw refuseState('Cannot refund application fee: this charge has no associated application fee.', {
      param: 'refund_application_fee',
    });
  const platformScope = scope.in(platform);
  const fee = platformScope.get('application_fee', charge.application_fee);
  const left = fee.amount - fee.amount_refunded;
  const amount = shareOf({ amount: fee.amount, left }, { amount: refund.amount, charge });
  if (amount > 0) refundFee(platformScope, fee, { amount, metadata: {} });
}

/**
 * Gives money back, never more than the charge took and did not give back yet.
 * @throws Refusal 400 when there is too little to refund, or the charge failed or is disputed.
 */
export function refundCharge(scope: Scope, charge: Charge, asked: RefundRequest): Refund {
  const amount = asked.amount ?? refundableAmount(charge);
  checkRefundable(scope, charge, amount);
  const refund = newRefund(scope, charge, { ...asked, amount });
  const reversal = asked.reverseTransfer ? reverseShare(scope, charge, refund) : null;
  if (asked.refundApplicationFee) refundFeeShare(scope, charge, refund);
  const posted = postBalance(scope, {
    type: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: refund.id,
    description: `REFUND FOR CHARGE${charge.description === null ? '' : ` (${charge.description})`}`,
  });
  const { status, facts } = courseOfRefund(scope, charge);
  const stored = scope.insertWithFacts<'refund'>(
    { ...refund, status, balance_transaction: posted.id, transfer_reversal: reversal },
    facts,
  );
  const amountRefunded = charge.amount_refunded + amount;
  const refunded = scope.update<'charge'>({
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
  });
  scope.emit('refund.created', stored);
  scope.emit('charge.refunded', refunded, changedFields(charge, refunded));
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
  scope.insertWithFacts<'refund'>(refund, null);
  scope.emit('charge.refunded', released, changedFields(charge, released));
}

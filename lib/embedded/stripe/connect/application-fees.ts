import { refuseState } from '#lib/embedded/stripe/errors';
import { formatAmount } from '#lib/embedded/stripe/money';
import type { ApplicationFee, FeeRefund } from '#lib/embedded/stripe/objects/application-fee';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Metadata } from '#lib/embedded/stripe/objects/shared';
import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import { newId } from '#lib/embedded/stripe/store/ids';
import { platform } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** The one application that this server knows: whoever holds its secret key. */
const application = 'ca_embeddedtestserver';
const shownRefunds = 10;

export interface Fee {
  readonly amount: number;
  readonly currency: string;
  /** The connected account that pays it. */
  readonly account: string;
  /** The charge in that account. */
  readonly charge: string;
  /** The platform's charge behind it, when the money came through a transfer. */
  readonly originatingCharge: string | null;
  readonly availableOn: number;
}

/** Books what the platform earns from a connected account's charge. */
export function collectFee(scope: Scope, fee: Fee): ApplicationFee {
  const platformScope = scope.in(platform);
  const id = newId('application_fee');
  const posted = postBalance(platformScope, {
    type: 'application_fee',
    amount: fee.amount,
    currency: fee.currency,
    source: id,
    description: 'Application fee',
    availableOn: fee.availableOn,
  });
  const collected = platformScope.insert<'application_fee'>({
    id,
    object: 'application_fee',
    account: fee.account,
    amount: fee.amount,
    amount_refunded: 0,
    application,
    balance_transaction: posted.id,
    charge: fee.charge,
    created: scope.nowSeconds,
    currency: fee.currency,
    fee_source: { charge: fee.charge, type: 'charge' },
    livemode: false,
    originating_transaction: fee.originatingCharge,
    refunded: false,
    refunds: { object: 'list', data: [], has_more: false, url: `/v1/application_fees/${id}/refunds` },
  });
  platformScope.emit('application_fee.created', collected);
  return collected;
}

/**
 * Gives a fee back to the connected account, never more than was taken and did not go back yet. `amount` is in minor
 * units, null for all that is left. The scope is the platform's. @throws Refusal 400
 */
export function refundFee(
  scope: Scope,
  fee: ApplicationFee,
  asked: { readonly amount: number | null; readonly metadata: Metadata },
): FeeRefund {
  const left = fee.amount - fee.amount_refunded;
  const amount = asked.amount ?? left;
  if (left === 0) throw refuseState(`Application fee ${fee.id} has already been refunded.`);
  if (amount > left)
    throw refuseState(
      `Refund amount (${formatAmount(amount, fee.currency)}) is greater than unrefunded amount on fee ` +
        `(${formatAmount(left, fee.currency)})`,
      { param: 'amount' },
    );
  const id = newId('fee_refund');
  const common = { type: 'application_fee_refund', currency: fee.currency, source: id } as const;
  const posted = postBalance(scope, {
    ...common,
    amount: -amount,
    description: 'REFUND FOR APPLICATION FEE',
  });
  postBalance(scope.in(fee.account), { ...common, amount, description: 'APPLICATION FEE REFUND' });
  const refund = scope.insert<'fee_refund'>({
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: posted.id,
    created: scope.nowSeconds,
    currency: fee.currency,
    fee: fee.id,
    metadata: asked.metadata,
  });
  const after = scope.update<'application_fee'>({
    ...fee,
    amount_refunded: fee.amount_refunded + amount,
    refunded: amount === left,
    refunds: {
      ...fee.refunds,
      data: [refund, ...fee.refunds.data].slice(0, shownRefunds),
      has_more: fee.refunds.has_more || fee.refunds.data.length >= shownRefunds,
    },
  });
  scope.emit('application_fee.refunded', after, changedFields(fee, after));
  return refund;
}

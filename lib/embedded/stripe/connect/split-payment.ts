/** How a captured charge is shared between the platform and a connected account. */
import { refuseParameter } from '#lib/embedded/stripe/errors';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import { collectFee } from '#lib/embedded/stripe/connect/application-fees';
import { transferFunds } from '#lib/embedded/stripe/connect/transfer-funds';
import { platform } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';

interface Split {
  readonly transferData: { readonly destination: string; readonly amount?: number } | null;
  readonly fee: number | null;
}

/**
 * Checks how a payment is to be shared. `prefix` is what comes before the parameters' names.
 * @throws Refusal 400 when the destination cannot receive money, or a fee has nowhere to come from.
 */
export function checkDestination(scope: Scope, split: Split): void {
  const { transferData, fee } = split;
  if (transferData === null) {
    if (fee !== null && scope.account === platform)
      throw refuseParameter(
        'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using the ' +
          'Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
        { param: 'application_fee_amount' },
      );
    return;
  }
  if (fee !== null && transferData.amount !== undefined)
    throw refuseParameter(
      'You may only specify one of these parameters: application_fee_amount, transfer_data[amount].',
      {
        param: 'application_fee_amount',
      },
    );
  checkCanReceive(scope, { destination: transferData.destination, param: 'transfer_data[destination]' });
}

/** @throws Refusal 400 unless the account exists and transfers to it are enabled. */
export function checkCanReceive(
  scope: Scope,
  to: { readonly destination: string; readonly param: string },
): void {
  const account = scope.in(platform).find('account', to.destination)?.object;
  if (account === undefined)
    throw refuseParameter(`No such destination: '${to.destination}'`, {
      code: 'resource_missing',
      param: to.param,
    });
  if (account.capabilities.transfers !== 'active')
    throw refuseParameter(
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, ' +
        'crypto_transfers, legacy_payments',
      { code: 'insufficient_capabilities_for_transfer', param: to.param },
    );
}

/** Passes a captured charge's money on and takes the platform's fee. Returns the charge with what came of it. */
export function splitCharge(scope: Scope, charge: Charge, availableOn: number): Charge {
  const fee = charge.application_fee_amount ?? 0;
  const { transfer_data: data } = charge;
  if (data === null) {
    if (fee === 0 || scope.account === platform) return charge;
    const collected = collectFee(scope, {
      amount: fee,
      currency: charge.currency,
      account: scope.account,
      charge: charge.id,
      originatingCharge: null,
      availableOn,
    });
    return { ...charge, application_fee: collected.id };
  }
  const transfer = transferFunds(scope, {
    amount: data.amount ?? charge.amount_captured,
    currency: charge.currency,
    destination: data.destination,
    description: null,
    metadata: {},
    source: charge,
    transferGroup: charge.transfer_group,
    applicationFeeAmount: fee,
  });
  if (fee === 0) return { ...charge, transfer: transfer.id };
  const collected = collectFee(scope, {
    amount: fee,
    currency: charge.currency,
    account: data.destination,
    charge: transfer.destination_payment,
    originatingCharge: charge.id,
    availableOn,
  });
  return { ...charge, transfer: transfer.id, application_fee: collected.id };
}

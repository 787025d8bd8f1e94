import type { Charge } from '#lib/embedded/stripe/objects/charge';
import { noBillingDetails, type Metadata } from '#lib/embedded/stripe/objects/shared';
import type { Transfer } from '#lib/embedded/stripe/objects/transfer';
import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface Funds {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description: string | null;
  readonly metadata: Metadata;
  /** The charge whose money this is: it may be used when the charge's may. */
  readonly source: Charge | null;
  readonly transferGroup: string | null;
  /** What the platform keeps of it, in minor units. */
  readonly applicationFeeAmount: number;
}

const availabilityOf = (scope: Scope, source: Charge | null): number =>
  source === null || source.balance_transaction === null
    ? scope.nowSeconds
    : scope.get('balance_transaction', source.balance_transaction).available_on;

/** Moves money from the platform's balance to a connected account's. The caller has checked both. */
export function transferFunds(scope: Scope, funds: Funds): Transfer {
  const id = newId('transfer');
  const availableOn = availabilityOf(scope, funds.source);
  const sent = postBalance(scope, {
    type: 'transfer',
    amount: -funds.amount,
    currency: funds.currency,
    source: id,
    description: funds.description,
    availableOn,
  });
  const payment = receivePayment(scope.in(funds.destination), funds, { transfer: id, availableOn });
  const transfer = scope.insert<'transfer'>({
    id,
    object: 'transfer',
    amount: funds.amount,
    amount_reversed: 0,
    balance_transaction: sent.id,
    created: scope.nowSeconds,
    currency: funds.currency,
    description: funds.description,
    destination: funds.destination,
    destination_payment: payment.id,
    livemode: false,
    metadata: funds.metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: funds.source?.id ?? null,
    source_type: 'card',
    transfer_group: funds.transferGroup,
  });
  scope.emit('transfer.created', transfer);
  return transfer;
}

/** The receiving end: a payment in the connected account, whose id begins with `py_`. */
function receivePayment(
  scope: Scope,
  funds: Funds,
  from: { readonly transfer: string; readonly availableOn: number },
): Charge {
  const id = `py_${randomToken(24)}`;
  const fee = funds.applicationFeeAmount;
  const received = postBalance(scope, {
    type: 'payment',
    amount: funds.amount,
    currency: funds.currency,
    source: id,
    description: funds.description,
    availableOn: from.availableOn,
    fees:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: funds.currency,
              description: 'Application fee',
              type: 'application_fee',
            },
          ],
  });
  const payment = scope.insert<'charge'>({
    ...plainPayment,
    id,
    amount: funds.amount,
    amount_captured: funds.amount,
    application_fee_amount: fee === 0 ? null : fee,
    balance_transaction: received.id,
    created: scope.nowSeconds,
    currency: funds.currency,
    description: funds.description,
    metadata: {},
    source_transfer: from.transfer,
    transfer_group: funds.transferGroup,
  });
  scope.emit('payment.created', payment);
  return payment;
}

const plainPayment = {
  object: 'charge',
  amount_refunded: 0,
  application: null,
  application_fee: null,
  billing_details: noBillingDetails,
  calculated_statement_descriptor: null,
  captured: true,
  customer: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  outcome: null,
  paid: true,
  payment_intent: null,
  payment_method: null,
  payment_method_details: { type: 'stripe_account', stripe_account: {} },
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  status: 'succeeded',
  transfer_data: null,
} as const satisfies Partial<Charge>;

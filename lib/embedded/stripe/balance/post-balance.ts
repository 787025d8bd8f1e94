import type {
  BalanceTransaction,
  BalanceTransactionType,
  FeeDetail,
} from '#lib/embedded/stripe/objects/balance-transaction';
import { newId } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export interface Posting {
  readonly type: BalanceTransactionType;
  /** Minor units; negative for what leaves the account. */
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly description?: string | null;
  readonly fees?: readonly FeeDetail[];
  /** Unix seconds from which the money may be used; at once by default. */
  readonly availableOn?: number;
}

const reportingCategories: Readonly<Record<BalanceTransactionType, string>> = {
  adjustment: 'dispute',
  application_fee: 'platform_earning',
  application_fee_refund: 'platform_earning_refund',
  charge: 'charge',
  payment: 'charge',
  payment_refund: 'refund',
  refund: 'refund',
  refund_failure: 'refund_failure',
  transfer: 'transfer',
  transfer_refund: 'transfer_reversal',
};

/** Moves an account's balance. */
export function postBalance(scope: Scope, posting: Posting): BalanceTransaction {
  const fees = posting.fees ?? [];
  const fee = fees.reduce((sum, detail) => sum + detail.amount, 0);
  const availableOn = posting.availableOn ?? scope.nowSeconds;
  return scope.insert<'balance_transaction'>({
    id: newId('balance_transaction'),
    object: 'balance_transaction',
    amount: posting.amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: scope.nowSeconds,
    currency: posting.currency,
    description: posting.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fees,
    net: posting.amount - fee,
    reporting_category: reportingCategories[posting.type],
    source: posting.source,
    status: availableOn <= scope.nowSeconds ? 'available' : 'pending',
    type: posting.type,
  });
}

const secondsPerDay = 24 * 60 * 60;

/** Money from a card may be used two days after the charge, from midnight UTC on. */
export const usualAvailability = (nowSeconds: number): number =>
  (Math.floor(nowSeconds / secondsPerDay) + 3) * secondsPerDay;

/** Stripe's own fee for a card payment in its home market: 2.9 % and 30 minor units, rounded half up. */
export const processingFee = (amount: number, currency: string): FeeDetail => ({
  amount: Math.floor((amount * 29 + 500) / 1000) + 30,
  application: null,
  currency,
  description: 'Stripe processing fees',
  type: 'stripe_fee',
});

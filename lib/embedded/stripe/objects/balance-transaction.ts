/** One movement of an account's balance. `net` is `amount` less `fee`; a balance is the sum of its nets. */
export interface BalanceTransaction {
  readonly id: string;
  readonly object: 'balance_transaction';
  readonly amount: number;
  readonly available_on: number;
  readonly balance_type: 'payments';
  readonly created: number;
  readonly currency: string;
  readonly description: string | null;
  readonly exchange_rate: null;
  readonly fee: number;
  readonly fee_details: readonly FeeDetail[];
  readonly net: number;
  readonly reporting_category: string;
  readonly source: string;
  readonly status: 'available' | 'pending';
  readonly type: BalanceTransactionType;
}

export const balanceTransactionTypes = [
  'adjustment',
  'application_fee',
  'application_fee_refund',
  'charge',
  'payment',
  'payment_refund',
  'refund',
  'refund_failure',
  'transfer',
  'transfer_refund',
] as const;

export type BalanceTransactionType = (typeof balanceTransactionTypes)[number];

export interface FeeDetail {
  readonly amount: number;
  readonly application: null;
  readonly currency: string;
  readonly description: string;
  readonly type: 'stripe_fee' | 'application_fee';
}

import type { List, Metadata } from '#lib/embedded/stripe/objects/shared';

export interface ApplicationFee {
  readonly id: string;
  readonly object: 'application_fee';
  readonly account: string;
  readonly amount: number;
  readonly amount_refunded: number;
  readonly application: string;
  readonly balance_transaction: string;
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  readonly fee_source: { readonly charge: string; readonly type: 'charge' };
  readonly livemode: false;
  readonly originating_transaction: string | null;
  readonly refunded: boolean;
  readonly refunds: List<FeeRefund>;
}

export interface FeeRefund {
  readonly id: string;
  readonly object: 'fee_refund';
  readonly amount: number;
  readonly balance_transaction: string;
  readonly created: number;
  readonly currency: string;
  readonly fee: string;
  readonly metadata: Metadata;
}

/** Every kind of object that the server keeps, with its id prefix and what it remembers beside the public fields. */
import type { Account, AccountLink } from '#lib/embedded/stripe/objects/account';
import type { ApplicationFee, FeeRefund } from '#lib/embedded/stripe/objects/application-fee';
import type { BalanceTransaction } from '#lib/embedded/stripe/objects/balance-transaction';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import type { CheckoutSession, CheckoutSessionFacts } from '#lib/embedded/stripe/objects/checkout-session';
import type { Customer } from '#lib/embedded/stripe/objects/customer';
import type { Dispute } from '#lib/embedded/stripe/objects/dispute';
import type { Event } from '#lib/embedded/stripe/objects/event';
import type { Product } from '#lib/embedded/stripe/objects/line-item';
import type { PaymentIntent, PaymentIntentFacts } from '#lib/embedded/stripe/objects/payment-intent';
import type { PaymentMethod, PaymentMethodFacts } from '#lib/embedded/stripe/objects/payment-method';
import type { Refund, RefundFacts } from '#lib/embedded/stripe/objects/refund';
import type { SetupIntent, SetupIntentFacts } from '#lib/embedded/stripe/objects/setup-intent';
import type { Transfer, TransferReversal } from '#lib/embedded/stripe/objects/transfer';

export interface ObjectTypes {
  account: Account;
  account_link: AccountLink;
  application_fee: ApplicationFee;
  balance_transaction: BalanceTransaction;
  charge: Charge;
  'checkout.session': CheckoutSession;
  customer: Customer;
  dispute: Dispute;
  event: Event;
  fee_refund: FeeRefund;
  payment_intent: PaymentIntent;
  payment_method: PaymentMethod;
  product: Product;
  refund: Refund;
  setup_intent: SetupIntent;
  transfer: Transfer;
  transfer_reversal: TransferReversal;
}

export type ObjectType = keyof ObjectTypes;
export type AnyObject = ObjectTypes[ObjectType];

/** Facts are stored with an object and never leave the server. */
export interface FactTypes {
  'checkout.session': CheckoutSessionFacts;
  payment_intent: PaymentIntentFacts;
  payment_method: PaymentMethodFacts;
  refund: RefundFacts;
  setup_intent: SetupIntentFacts;
}

export type FactsOf<Type extends ObjectType> = Type extends keyof FactTypes ? FactTypes[Type] : null;

export const idPrefixes: Readonly<Record<ObjectType, string>> = {
  account: 'acct',
  account_link: 'link',
  application_fee: 'fee',
  balance_transaction: 'txn',
  charge: 'ch',
  'checkout.session': 'cs_test',
  customer: 'cus',
  dispute: 'du',
  event: 'evt',
  fee_refund: 'fr',
  payment_intent: 'pi',
  payment_method: 'pm',
  product: 'prod',
  refund: 're',
  setup_intent: 'seti',
  transfer: 'tr',
  transfer_reversal: 'trr',
};

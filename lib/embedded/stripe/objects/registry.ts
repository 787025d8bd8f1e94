/** Every kind of object that the server keeps, with its id prefix and what it remembers beside the public fields. */
import type { BalanceTransaction } from '#lib/embedded/stripe/objects/balance-transaction';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import type { CheckoutSession, CheckoutSessionFacts } from '#lib/embedded/stripe/objects/checkout-session';
import type { Customer } from '#lib/embedded/stripe/objects/customer';
import type { Event } from '#lib/embedded/stripe/objects/event';
import type { Product } from '#lib/embedded/stripe/objects/line-item';
import type { PaymentIntent, PaymentIntentFacts } from '#lib/embedded/stripe/objects/payment-intent';
import type { PaymentMethod, PaymentMethodFacts } from '#lib/embedded/stripe/objects/payment-method';
import type { Refund } from '#lib/embedded/stripe/objects/refund';

export interface ObjectTypes {
  balance_transaction: BalanceTransaction;
  charge: Charge;
  'checkout.session': CheckoutSession;
  customer: Customer;
  event: Event;
  payment_intent: PaymentIntent;
  payment_method: PaymentMethod;
  product: Product;
  refund: Refund;
}

export type ObjectType = keyof ObjectTypes;
export type AnyObject = ObjectTypes[ObjectType];

/** Facts are stored with an object and never leave the server. */
export interface FactTypes {
  'checkout.session': CheckoutSessionFacts;
  payment_intent: PaymentIntentFacts;
  payment_method: PaymentMethodFacts;
}

export type FactsOf<Type extends ObjectType> = Type extends keyof FactTypes ? FactTypes[Type] : null;

export const idPrefixes: Readonly<Record<ObjectType, string>> = {
  balance_transaction: 'txn',
  charge: 'ch',
  'checkout.session': 'cs_test',
  customer: 'cus',
  event: 'evt',
  payment_intent: 'pi',
  payment_method: 'pm',
  product: 'prod',
  refund: 're',
};

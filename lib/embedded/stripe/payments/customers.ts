import { z } from 'zod';
import {
  address,
  changeMetadata,
  choice,
  clearable,
  clearableText,
  emailAddress,
  list,
  metadata,
  shipping,
  text,
  unlessOmitted,
} from '#lib/embedded/stripe/api/params';
import type { Customer } from '#lib/embedded/stripe/objects/customer';
import { newId, randomToken } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** What a request may say about a customer. */
export const customerParams = {
  address: clearable(address()).optional(),
  description: clearableText().optional(),
  email: clearable(emailAddress()).optional(),
  invoice_settings: z.strictObject({ default_payment_method: clearableText().optional() }).optional(),
  metadata: metadata().optional(),
  name: clearableText(256).optional(),
  phone: clearableText(20).optional(),
  preferred_locales: list(text()).optional(),
  shipping: clearable(shipping()).optional(),
  tax_exempt: choice(['none', 'exempt', 'reverse']).optional(),
};

export type CustomerChange = z.output<z.ZodObject<typeof customerParams>>;

const blank = {
  object: 'customer',
  address: null,
  balance: 0,
  currency: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: null,
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  metadata: {},
  name: null,
  next_invoice_sequence: 1,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
} as const satisfies Partial<Customer>;

/** Returns the changed customer: what a change leaves undefined stays, what it makes null is cleared. @throws Refusal */
export function changeCustomer(scope: Scope, customer: Customer, change: CustomerChange): Customer {
  const preferred = unlessOmitted(
    change.invoice_settings?.default_payment_method,
    customer.invoice_settings.default_payment_method,
  );
  if (preferred !== null && preferred !== customer.invoice_settings.default_payment_method)
    scope.get('payment_method', preferred, 'invoice_settings[default_payment_method]');
  return {
    ...customer,
    address: unlessOmitted(change.address, customer.address),
    description: unlessOmitted(change.description, customer.description),
    email: unlessOmitted(change.email, customer.email),
    invoice_settings: { ...customer.invoice_settings, default_payment_method: preferred },
    metadata: changeMetadata(customer.metadata, change.metadata),
    name: unlessOmitted(change.name, customer.name),
    phone: unlessOmitted(change.phone, customer.phone),
    preferred_locales: change.preferred_locales ?? customer.preferred_locales,
    shipping: unlessOmitted(change.shipping, customer.shipping),
    tax_exempt: unlessOmitted(change.tax_exempt, customer.tax_exempt),
  };
}

/** Stores a customer and announces it. */
export function createCustomer(scope: Scope, given: CustomerChange): Customer {
  const base: Customer = {
    ...blank,
    id: newId('customer'),
    created: scope.nowSeconds,
    invoice_prefix: randomToken(8).toUpperCase(),
  };
  const customer = scope.insert<'customer'>(changeCustomer(scope, base, given));
  scope.emit('customer.created', customer);
  return customer;
}

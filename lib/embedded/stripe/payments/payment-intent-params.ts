import { z } from 'zod';
import {
  allowedMethodTypes,
  changeMetadata,
  choice,
  clearable,
  clearableText,
  currency,
  emailAddress,
  flag,
  integer,
  metadata,
  shipping,
  text,
  unlessOmitted,
  webAddress,
} from '#lib/embedded/stripe/api/params';
import { refuseParameter } from '#lib/embedded/stripe/errors';
import { checkChargeAmount } from '#lib/embedded/stripe/money';
import type { PaymentIntent } from '#lib/embedded/stripe/objects/payment-intent';
import {
  checkUsable,
  createMethodFromParams,
  paymentMethodParams,
  resolveMethod,
} from '#lib/embedded/stripe/payments/card-params';
import { createPaymentIntent } from '#lib/embedded/stripe/payments/create-payment-intent';
import { checkDestination } from '#lib/embedded/stripe/connect/split-payment';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const automaticMethods = z
  .strictObject({ enabled: flag(), allow_redirects: choice(['always', 'never']).optional() })
  .transform(({ enabled, allow_redirects: redirects }) => ({
    enabled,
    allow_redirects: redirects ?? ('always' as const),
  }));

const transferData = z
  .strictObject({ destination: text(), amount: integer({ minimum: 1 }).optional() })
  .transform(({ destination, amount }) => ({ destination, ...(amount === undefined ? {} : { amount }) }));

/** What a request may say while confirming, by itself or with the creation. */
export const confirmParams = {
  allowed_payment_method_types: allowedMethodTypes().optional(),
  off_session: flag().optional(),
  payment_method: text().optional(),
  payment_method_data: z.strictObject(paymentMethodParams).optional(),
  receipt_email: clearable(emailAddress()).optional(),
  return_url: webAddress().optional(),
  setup_future_usage: clearable(choice(['on_session', 'off_session'])).optional(),
  shipping: clearable(shipping()).optional(),
  use_stripe_sdk: flag().optional(),
};

export const createParams = {
  ...confirmParams,
  amount: integer({ minimum: 0 }),
  application_fee_amount: integer({ minimum: 0 }).optional(),
  automatic_payment_methods: automaticMethods.optional(),
  capture_method: choice(['automatic', 'automatic_async', 'manual']).optional(),
  confirm: flag().optional(),
  confirmation_method: choice(['automatic', 'manual']).optional(),
  currency: currency(),
  customer: text().optional(),
  description: text(1000).optional(),
  metadata: metadata().optional(),
  on_behalf_of: text().optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_data: transferData.optional(),
  transfer_group: text().optional(),
};

export const updateParams = {
  allowed_payment_method_types: allowedMethodTypes().optional(),
  amount: integer({ minimum: 0 }).optional(),
  application_fee_amount: clearable(integer({ minimum: 0 })).optional(),
  customer: text().optional(),
  description: clearableText(1000).optional(),
  metadata: metadata().optional(),
  payment_method: text().optional(),
  receipt_email: clearable(emailAddress()).optional(),
  setup_future_usage: clearable(choice(['on_session', 'off_session'])).optional(),
  shipping: clearable(shipping()).optional(),
  transfer_group: text().optional(),
};

type CreateParams = z.output<z.ZodObject<typeof createParams>>;
type UpdateParams = z.output<z.ZodObject<typeof updateParams>>;

/** Returns the id of the method that a request names or describes, made fresh where it describes one. */
export function methodOf(
  scope: Scope,
  params: Pick<CreateParams, 'payment_method' | 'payment_method_data'>,
  customer: string | null,
): string | null {
  if (params.payment_method_data !== undefined)
    return createMethodFromParams(scope, params.payment_method_data).id;
  if (params.payment_method === undefined) return null;
  const method = resolveMethod(scope, params.payment_method);
  checkUsable(scope, method, customer);
  return method.id;
}

function checkFee(money: { readonly fee: number | null; readonly amount: number }): void {
  if (money.fee !== null && money.fee > money.amount)
    throw refuseParameter('Your application fee cannot be larger than the amount you charge.', {
      param: 'application_fee_amount',
    });
}

/** Stores the payment that a request asks for, not yet confirmed. @throws Refusal */
export function createFromParams(scope: Scope, params: CreateParams): PaymentIntent {
  checkChargeAmount(params, 'Amount');
  const customer = params.customer ?? null;
  if (customer !== null) scope.get('customer', customer, 'customer');
  checkFee({ fee: params.application_fee_amount ?? null, amount: params.amount });
  checkDestination(scope, {
    transferData: params.transfer_data ?? null,
    fee: params.application_fee_amount ?? null,
  });
  return createPaymentIntent(scope, {
    amount: params.amount,
    application_fee_amount: params.application_fee_amount ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_payment_methods: params.automatic_payment_methods ?? {
      enabled: true,
      allow_redirects: 'always',
    },
    capture_method: params.capture_method ?? 'automatic_async',
    checkoutSession: null,
    confirmation_method: params.confirmation_method ?? 'automatic',
    currency: params.currency,
    customer,
    description: params.description ?? null,
    metadata: changeMetadata({}, params.metadata),
    on_behalf_of: params.on_behalf_of ?? null,
    payment_method: methodOf(scope, params, customer),
    receipt_email: params.receipt_email ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping ?? null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_data: params.transfer_data ?? null,
    transfer_group: params.transfer_group ?? null,
  });
}

/** Returns the payment with a request's changes. The caller has checked that its status allows them. @throws Refusal */
export function changePayment(scope: Scope, intent: PaymentIntent, params: UpdateParams): PaymentIntent {
  const amount = params.amount ?? intent.amount;
  if (params.amount !== undefined) checkChargeAmount({ amount, currency: intent.currency }, 'Amount');
  const customer = params.customer ?? intent.customer;
  if (params.customer !== undefined) scope.get('customer', params.customer, 'customer');
  const fee = unlessOmitted(params.application_fee_amount, intent.application_fee_amount);
  checkFee({ fee, amount });
  const method = methodOf(scope, params, customer);
  return {
    ...intent,
    allowed_payment_method_types: params.allowed_payment_method_types ?? intent.allowed_payment_method_types,
    amount,
    application_fee_amount: fee,
    customer,
    description: unlessOmitted(params.description, intent.description),
    metadata: changeMetadata(intent.metadata, params.metadata),
    payment_method: method ?? intent.payment_method,
    receipt_email: unlessOmitted(params.receipt_email, intent.receipt_email),
    setup_future_usage: unlessOmitted(params.setup_future_usage, intent.setup_future_usage),
    shipping: unlessOmitted(params.shipping, intent.shipping),
    status: method === null ? intent.status : 'requires_confirmation',
    transfer_group: params.transfer_group ?? intent.transfer_group,
  };
}

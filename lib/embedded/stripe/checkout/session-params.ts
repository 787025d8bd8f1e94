import { z } from 'zod';
import {
  allowedMethodTypes,
  choice,
  currency,
  emailAddress,
  integer,
  list,
  metadata,
  shipping,
  text,
  webAddress,
} from '#lib/embedded/stripe/api/params';
import { lineItemParams } from '#lib/embedded/stripe/checkout/line-items';
import { checkDestination } from '#lib/embedded/stripe/connect/split-payment';
import { refuseParameter } from '#lib/embedded/stripe/errors';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const paymentIntentData = z.strictObject({
  application_fee_amount: integer({ minimum: 0 }).optional(),
  capture_method: choice(['automatic', 'automatic_async', 'manual']).optional(),
  description: text(1000).optional(),
  metadata: metadata().optional(),
  on_behalf_of: text().optional(),
  receipt_email: emailAddress().optional(),
  setup_future_usage: choice(['on_session', 'off_session']).optional(),
  shipping: shipping().optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_data: z
    .strictObject({ destination: text(), amount: integer({ minimum: 1 }).optional() })
    .transform(({ destination, amount }) => ({ destination, ...(amount === undefined ? {} : { amount }) }))
    .optional(),
  transfer_group: text().optional(),
});

export const sessionParams = {
  allowed_payment_method_types: allowedMethodTypes().optional(),
  cancel_url: webAddress().optional(),
  client_reference_id: text(200).optional(),
  currency: currency().optional(),
  customer: text().optional(),
  customer_creation: choice(['always', 'if_required']).optional(),
  customer_email: emailAddress().optional(),
  expires_at: integer({ minimum: 0 }).optional(),
  line_items: list(lineItemParams).optional(),
  locale: text(10).optional(),
  metadata: metadata().optional(),
  mode: choice(['payment', 'setup']),
  payment_intent_data: paymentIntentData.optional(),
  setup_intent_data: z
    .strictObject({ description: text(1000).optional(), metadata: metadata().optional() })
    .optional(),
  submit_type: choice(['auto', 'book', 'donate', 'pay']).optional(),
  success_url: webAddress(),
  ui_mode: choice(['hosted_page']).optional(),
};

export type SessionParams = z.output<z.ZodObject<typeof sessionParams>>;

/** Checks what no single parameter shows. @throws Refusal 400 */
export function checkSessionParams(scope: Scope, params: SessionParams): void {
  if (params.customer !== undefined && params.customer_email !== undefined)
    throw refuseParameter('You may only specify one of these parameters: customer, customer_email.');
  if (params.customer !== undefined) {
    scope.get('customer', params.customer, 'customer');
    if (params.customer_creation !== undefined)
      throw refuseParameter('You may only specify one of these parameters: customer, customer_creation.');
  }
  const forbidden =
    params.mode === 'setup'
      ? (['line_items', 'payment_intent_data'] as const)
      : (['setup_intent_data'] as const);
  for (const param of forbidden) {
    if (params[param] !== undefined)
      throw refuseParameter(`You can not pass \`${param}\` in \`${params.mode}\` mode.`, { param });
  }
  const { transfer_data: transferData = null, application_fee_amount: fee = null } =
    params.payment_intent_data ?? {};
  checkDestination(scope, { transferData, fee });
}

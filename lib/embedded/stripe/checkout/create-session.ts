import { changeMetadata } from '#lib/embedded/stripe/api/params';
import { customerDetails } from '#lib/embedded/stripe/checkout/customer-details';
import { createLineItems } from '#lib/embedded/stripe/checkout/line-items';
import { checkSessionParams, type SessionParams } from '#lib/embedded/stripe/checkout/session-params';
import { refuseParameter, type Refusal } from '#lib/embedded/stripe/errors';
import { checkChargeAmount } from '#lib/embedded/stripe/money';
import type { CheckoutSession, PaymentTemplate } from '#lib/embedded/stripe/objects/checkout-session';
import type { LineItem } from '#lib/embedded/stripe/objects/line-item';
import type { SetupIntent } from '#lib/embedded/stripe/objects/setup-intent';
import { createSetupIntent } from '#lib/embedded/stripe/payments/setup-intents';
import { newId } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 60 * 60;

/** @throws Refusal 400 when the end is sooner or later than Stripe allows. */
function expiryOf(scope: Scope, asked: number | undefined): number {
  const refuse = (limit: string): Refusal =>
    refuseParameter(`The \`expires_at\` timestamp must be ${limit} from Checkout Session creation.`, {
      param: 'expires_at',
    });
  if (asked === undefined) return scope.nowSeconds + longestSeconds;
  if (asked < scope.nowSeconds + shortestSeconds) throw refuse('at least 30 minutes');
  if (asked > scope.nowSeconds + longestSeconds) throw refuse('less than 24 hours');
  return asked;
}

function paymentTemplate(params: SessionParams): PaymentTemplate {
  const asked = params.payment_intent_data ?? {};
  return {
    application_fee_amount: asked.application_fee_amount ?? null,
    capture_method: asked.capture_method ?? 'automatic_async',
    description: asked.description ?? null,
    metadata: changeMetadata({}, asked.metadata),
    on_behalf_of: asked.on_behalf_of ?? null,
    receipt_email: asked.receipt_email ?? null,
    setup_future_usage: asked.setup_future_usage ?? null,
    shipping: asked.shipping ?? null,
    statement_descriptor: asked.statement_descriptor ?? null,
    statement_descriptor_suffix: asked.statement_descriptor_suffix ?? null,
    transfer_data: asked.transfer_data ?? null,
    transfer_group: asked.transfer_group ?? null,
  };
}

interface Totals {
  readonly currency: string | null;
  readonly subtotal: number | null;
}

function totalsOf(params: SessionParams, items: readonly LineItem[]): Totals {
  if (params.mode === 'setup') return { currency: params.currency ?? null, subtotal: null };
  const [first] = items;
  if (first === undefined)
    throw refuseParameter('Missing required param: line_items.', {
      code: 'parameter_missing',
      param: 'line_items',
    });
  if (items.some((item) => item.currency !== first.currency))
    throw refuseParameter('All line items must have the same currency.', { param: 'line_items' });
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  checkChargeAmount({ amount: subtotal, currency: first.currency }, 'session');
  return { currency: first.currency, subtotal };
}

/** Stores an open session, whose page may be paid on until it expires. @throws Refusal */
export function createSession(scope: Scope, params: SessionParams): CheckoutSession {
  checkSessionParams(scope, params);
  const lineItems = createLineItems(scope, params.line_items ?? []);
  const { currency, subtotal } = totalsOf(params, lineItems);
  const id = newId('checkout.session');
  const isPayment = params.mode === 'payment';
  const setup = isPayment ? null : createSetup(scope, id, params);
  return scope.insertWithFacts<'checkout.session'>(
    {
      id,
      ...emptySession,
      allowed_payment_method_types: params.allowed_payment_method_types ?? null,
      amount_subtotal: subtotal,
      amount_total: subtotal,
      cancel_url: params.cancel_url ?? null,
      client_reference_id: params.client_reference_id ?? null,
      created: scope.nowSeconds,
      currency,
      customer: params.customer ?? null,
      customer_creation:
        params.customer_creation ?? (params.customer === undefined && isPayment ? 'if_required' : null),
      customer_details: initialDetails(scope, params),
      customer_email: params.customer_email ?? null,
      expires_at: expiryOf(scope, params.expires_at),
      locale: params.locale ?? null,
      metadata: changeMetadata({}, params.metadata),
      mode: params.mode,
      payment_method_collection: isPayment ? 'if_required' : 'always',
      payment_status: isPayment ? 'unpaid' : 'no_payment_required',
      setup_intent: setup?.id ?? null,
      submit_type: params.submit_type ?? null,
      success_url: params.success_url,
      total_details: isPayment ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
      url: `${scope.publicOrigin}/stripe-test/pay/${id}`,
    },
    { lineItems, payment: paymentTemplate(params) },
  );
}

/** A session in setup mode has its SetupIntent from the start. */
const createSetup = (scope: Scope, session: string, params: SessionParams): SetupIntent =>
  createSetupIntent(scope, {
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    automatic_payment_methods: null,
    checkoutSession: session,
    customer: params.customer ?? null,
    description: params.setup_intent_data?.description ?? null,
    metadata: changeMetadata({}, params.setup_intent_data?.metadata),
    on_behalf_of: null,
    payment_method: null,
    usage: 'off_session',
  });

/** What is known of the payer before they come: the e-mail address of the customer, or the one given. */
function initialDetails(scope: Scope, params: SessionParams): CheckoutSession['customer_details'] {
  const customer = params.customer === undefined ? null : scope.get('customer', params.customer, 'customer');
  const email = params.customer_email ?? customer?.email ?? null;
  return email === null ? null : { ...customerDetails({ email, name: null }), tax_ids: null };
}

const emptySession = {
  object: 'checkout.session',
  adaptive_pricing: null,
  after_expiration: null,
  allow_promotion_codes: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: 'automatic' } },
  payment_method_types: ['card'],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open',
  subscription: null,
  ui_mode: 'hosted_page',
  wallet_options: null,
} as const satisfies Partial<CheckoutSession>;

/** What winners owe, and how they pay it. */
export { createOrders } from '#lib/payments/orders/create-orders';
export { lapseOrders } from '#lib/payments/orders/lapse-orders';
export {
  markOrderPaid,
  type MarkPaidOutcome,
  type MarkPaidRefusal,
  type MarkPaidRequest,
} from '#lib/payments/orders/mark-order-paid';
export {
  openCheckout,
  type CheckoutOutcome,
  type CheckoutQuery,
  type CheckoutRefusal,
} from '#lib/payments/orders/open-checkout';
export { remindBuyers } from '#lib/payments/orders/remind-buyers';
export { takeWebhook, type WebhookDelivery, type WebhookOutcome } from '#lib/payments/stripe/take-webhook';
export { totalFor } from '#lib/payments/pricing/total-for';

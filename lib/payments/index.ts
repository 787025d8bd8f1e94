/** What winners owe, and how they pay it. */
export { createOrders } from '#lib/payments/create-orders';
export { lapseOrders } from '#lib/payments/lapse-orders';
export {
  markOrderPaid,
  type MarkPaidOutcome,
  type MarkPaidRefusal,
  type MarkPaidRequest,
} from '#lib/payments/mark-order-paid';
export {
  openCheckout,
  type CheckoutOutcome,
  type CheckoutQuery,
  type CheckoutRefusal,
} from '#lib/payments/open-checkout';
export { remindBuyers } from '#lib/payments/remind-buyers';
export { takeWebhook, type WebhookDelivery, type WebhookOutcome } from '#lib/payments/take-webhook';
export { totalFor } from '#lib/payments/total-for';

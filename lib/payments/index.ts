/** What winners owe, and how they pay it. */
export { countryName, listCountries, type Country } from '#lib/payments/addresses/countries';
export {
  deliveryAddressSchema,
  type AddressFault,
  type DeliveryAddress,
} from '#lib/payments/addresses/delivery-address';
export { readOwnAddress, saveAddress, type SaveAddressOutcome } from '#lib/payments/addresses/save-address';
export { cardRequiredAbove } from '#lib/payments/cards/card-required-above';
export { chargeOrders } from '#lib/payments/cards/charge-orders';
export { readChargeView } from '#lib/payments/cards/read-charge-view';
export { readOwnCard } from '#lib/payments/cards/read-card';
export { removeCard } from '#lib/payments/cards/remove-card';
export { saveCard } from '#lib/payments/cards/save-card';
export { syncCard } from '#lib/payments/cards/sync-card';
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
export { payOrder } from '#lib/payments/orders/record-payment';
export { readReceipt, type ReceiptQuery } from '#lib/payments/orders/read-receipt';
export { priceOfOrder, readOrderView } from '#lib/payments/orders/read-order-view';
export { remindBuyers } from '#lib/payments/orders/remind-buyers';
export {
  bookTransaction,
  readTransactions,
  type BookedTransaction,
} from '#lib/payments/ledger/book-transaction';
export { readBalances, type Balance, type BalanceFilter } from '#lib/payments/ledger/read-balances';
export {
  answerOffer,
  type AnswerOutcome,
  type AnswerRefusal,
} from '#lib/payments/second-chances/answer-offer';
export { expireOffers } from '#lib/payments/second-chances/expire-offers';
export { findOffer } from '#lib/payments/second-chances/offer-rows';
export { withdrawOffer } from '#lib/payments/second-chances/withdraw-offer';
export { differenceWords, type Difference, type DifferenceKind } from '#lib/payments/reconcile/difference';
export { reconcile, type Reconciled, type ReconcileOptions } from '#lib/payments/reconcile/reconcile';
export { reconcileWhenDue } from '#lib/payments/reconcile/reconcile-when-due';
export { readReconciliation } from '#lib/payments/reconcile/reconciliation-rows';
export {
  refundOrder,
  type RefundOutcome,
  type RefundRefusal,
  type RefundRequest,
} from '#lib/payments/refunds/refund-order';
export { awaitsAnswer, stageOf } from '#lib/payments/refunds/dispute';
export { refundableOf } from '#lib/payments/orders/paid-order';
export { sellersShare } from '#lib/payments/ledger/shares';
export { refundStrays } from '#lib/payments/refunds/refund-strays';
export { resumeRefunds } from '#lib/payments/refunds/resume-refunds';
export { reverseTransfers } from '#lib/payments/refunds/reverse-transfers';
export {
  confirmReceipt,
  type ReceiptOutcome,
  type ReceiptRefusal,
} from '#lib/payments/orders/confirm-receipt';
export { readStatement, type Statement, type StatementLine } from '#lib/payments/payouts/read-statement';
export {
  findSellerAccount,
  openOnboarding,
  readSellerAccount,
  refreshSellerAccount,
} from '#lib/payments/payouts/seller-account';
export { sendPayouts } from '#lib/payments/payouts/send-payouts';
export { takeWebhook, type WebhookDelivery, type WebhookOutcome } from '#lib/payments/stripe/take-webhook';
export {
  priceBreakdown,
  sellerProceeds,
  type PriceBreakdown,
  type PriceTerms,
  type SaleTerms,
  type SellerProceeds,
} from '#lib/payments/pricing/price-breakdown';
export { currentFeeScheduleId, readFeeSchedules, type FeeSchedule } from '#lib/payments/terms/fee-schedules';
export { readSaleTerms } from '#lib/payments/terms/sale-terms';
export type * from '#lib/payments/types';

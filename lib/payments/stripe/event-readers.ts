/**
 * What each type of Stripe's events is about. An event is only a poke: its reader reads the object again, and what Stripe says
 * of it by then has its effect in the transaction that remembers the event. Types without a reader change nothing here.
 */
import { readDetachedEvent, readSetupEvent, syncCustomer } from '#lib/payments/cards/read-card-event';
import { readPaymentEvent } from '#lib/payments/cards/read-charge-event';
import { settleSession } from '#lib/payments/orders/settle-session';
import type { Effect } from '#lib/payments/orders/settlement';
import { readAccountEvent } from '#lib/payments/payouts/read-account-event';
import { readDisputeEvent } from '#lib/payments/refunds/read-dispute-event';
import { takeRefund } from '#lib/payments/refunds/take-refund';
import { retrieveCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { idOf } from '#lib/payments/stripe/object-id';
import { retrieveRefundReport } from '#lib/payments/stripe/refunds';

/** @returns null when Stripe knows no such object. */
export type EventReader = (objectId: string) => Promise<Effect | null>;

const readSession: EventReader = async (id) => {
  const session = await retrieveCheckoutSession(id);
  if (session?.mode === 'setup') return syncCustomer(idOf(session.customer));
  return session && ((tx) => settleSession(tx, session));
};

/** Refunds that took their time, failed after they had succeeded, or were made at Stripe itself. */
const readRefund: EventReader = async (id) => {
  const report = await retrieveRefundReport(id);
  return report && ((tx) => takeRefund(tx, report));
};

const readers: Readonly<Record<string, EventReader>> = {
  'account.updated': readAccountEvent,
  'checkout.session.completed': readSession,
  'checkout.session.async_payment_succeeded': readSession,
  'payment_intent.succeeded': readPaymentEvent,
  'setup_intent.succeeded': readSetupEvent,
  'payment_method.detached': readDetachedEvent,
  'refund.created': readRefund,
  'refund.updated': readRefund,
  'refund.failed': readRefund,
  'charge.dispute.created': readDisputeEvent,
  'charge.dispute.updated': readDisputeEvent,
  'charge.dispute.funds_withdrawn': readDisputeEvent,
  'charge.dispute.funds_reinstated': readDisputeEvent,
  'charge.dispute.closed': readDisputeEvent,
};

/** The reader of a type of events; null for one that changes nothing. */
export const readerOf = (type: string): EventReader | null =>
  Object.hasOwn(readers, type) ? (readers[type] ?? null) : null;

/** Ways to get the handling of money wrong, planted one at a time, and what has to come upon each. */
import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { cents } from '#lib/auction/money';
import { database, type Queryable } from '#lib/db/client';
import type * as Notices from '#lib/notifications/index';
import { enqueueNotice } from '#lib/notifications/index';
import type * as Payout from '#lib/payments/payouts/payout';
import { takeBack } from '#lib/payments/payouts/payout';
import { findDifferences } from '#lib/payments/reconcile/find-differences';
import { cancelCharge, createCharge } from '#lib/payments/stripe/charges';
import { endCheckoutSession, retrieveCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { stripe } from '#lib/payments/stripe/client';
import type * as Connect from '#lib/payments/stripe/connect';
import { createTransfer } from '#lib/payments/stripe/connect';
import type * as Refunds from '#lib/payments/stripe/refunds';
import { createRefund, createReversal } from '#lib/payments/stripe/refunds';
import type { PlanName } from '#tests/integration/payments/simulation/plans';
import type { Contender, RaceName } from '#tests/integration/payments/simulation/races';
import {
  beside,
  unlocked,
  withTransactions,
} from '#tests/integration/payments/simulation/spoiled-transactions';

export type Finder =
  /** Crashes after effects like these; null: it shows without any. */
  | { readonly plan: PlanName; readonly crashesAfter: RegExp | null }
  /** Interruptions of this one in this race. */
  | { readonly race: RaceName; readonly interrupted: Contender }
  /** Nobody tells the house anything. */
  | 'deafness';

export interface PlantedFault {
  readonly name: string;
  readonly finder: Finder;
  /** Of what is found. */
  readonly evidence: RegExp;
  /** Replaces what the house does, in modules that the test has made replaceable. */
  readonly plant: () => Promise<void>;
}

const honestConnect = () => vi.importActual<typeof Connect>('#lib/payments/stripe/connect');
const honestRefunds = () => vi.importActual<typeof Refunds>('#lib/payments/stripe/refunds');
const honestPayout = () => vi.importActual<typeof Payout>('#lib/payments/payouts/payout');
const honestNotices = () => vi.importActual<typeof Notices>('#lib/notifications/index');

/** Forgets that it was asked before, and asks for another each time. */
const afresh = <Form extends object>(form: Form) => ({
  ...form,
  isRepeated: false,
  idempotencyKey: randomUUID(),
});

const calls: readonly PlantedFault[] = [
  {
    name: 'a payout without its idempotency key and without its search for an earlier transfer',
    finder: { plan: 'paid out', crashesAfter: /^send payouts, \d: POST/ },
    evidence: /crash after send payouts, \d: POST \/v1\/transfers/,
    plant: async () => {
      const honest = await honestConnect();
      vi.mocked(createTransfer).mockImplementation((form) => honest.createTransfer(afresh(form)));
    },
  },
  {
    name: 'a refund without its idempotency key and without its search for an earlier one',
    finder: { plan: 'refunded in two parts', crashesAfter: /^give back part, \d: POST/ },
    evidence: /crash after give back part, \d: POST \/v1\/refunds, of which news comes late/,
    plant: async () => {
      const honest = await honestRefunds();
      vi.mocked(createRefund).mockImplementation((form) => honest.createRefund(afresh(form)));
    },
  },
  {
    name: 'a reversal without its idempotency key and without its search for an earlier one',
    finder: { plan: 'paid out, then refunded in part', crashesAfter: /^reverse transfers, \d: POST/ },
    evidence: /crash after reverse transfers, \d: POST \/v1\/transfers\/:id\/reversals/,
    plant: async () => {
      vi.mocked(createReversal).mockImplementation(async ({ transferId, money, metadata }) => {
        const form = { amount: money.amount, metadata };
        return (await stripe().transfers.createReversal(transferId, form)).id;
      });
    },
  },
  {
    name: 'a saved card that is charged before its PaymentIntent is written down, through a new one each time',
    finder: { plan: 'charged and paid out', crashesAfter: /^charge orders, \d: POST \/v1\/payment_intents$/ },
    evidence: /should be captured as \[(\d+)\] and is as \[\1, \1\]/,
    plant: async () => {
      vi.mocked(createCharge).mockImplementation(async ({ order, customerId }) => {
        const { data } = await stripe().customers.listPaymentMethods(customerId);
        const { id } = await stripe().paymentIntents.create({
          amount: order.totalPrice,
          currency: order.currency.toLowerCase(),
          customer: customerId,
          payment_method: data[0]?.id ?? '',
          confirm: true,
          off_session: true,
          metadata: { order_id: String(order.id), charge: String(order.chargeAttempts) },
        });
        return id;
      });
    },
  },
];

const transactions: readonly PlantedFault[] = [
  {
    name: 'an event remembered outside its effect’s transaction',
    finder: { plan: 'declined, then paid', crashesAfter: /^checkout.session.completed/ },
    evidence: /crash after checkout.session.completed, \d: commit: ended as “pending unpaid/,
    plant: () => withTransactions(beside('INSERT INTO stripe_events')),
  },
  {
    name: 'people told of what is not yet committed',
    finder: { plan: 'refunded in two parts', crashesAfter: /^give back part, \d: commit/ },
    evidence: /crash after give back part, \d: commit: ended as/,
    plant: async () => {
      const honest = await honestNotices();
      vi.mocked(enqueueNotice).mockImplementation((_: Queryable, notices) =>
        honest.enqueueNotice(database(), notices),
      );
    },
  },
  {
    name: 'orders and payouts that are read without their locks',
    finder: { race: 'refunded by two administrators', interrupted: 0 },
    evidence: /./,
    plant: () => withTransactions(unlocked),
  },
];

const rules: readonly PlantedFault[] = [
  {
    name: 'a payout from which nothing is brought back once it has left',
    finder: { plan: 'paid out, then disputed and lost', crashesAfter: null },
    evidence: /ended as “paid stripe, all back, all sent”/,
    plant: async () => {
      const honest = await honestPayout();
      vi.mocked(takeBack).mockImplementation((payout, share) => ({
        ...honest.takeBack(payout, share),
        toReverse: cents(0),
      }));
    },
  },
  {
    name: 'an order that lapses while its payment page stays open',
    finder: { plan: 'lapsed with its page open', crashesAfter: null },
    evidence: /ended as “lapsed unpaid, stray back”/,
    plant: async () => {
      vi.mocked(endCheckoutSession).mockImplementation((id) => retrieveCheckoutSession(id));
    },
  },
  {
    name: 'a charge that is called off without telling Stripe',
    finder: { race: 'charged while it is marked as paid', interrupted: 'workers' },
    evidence: /ended as “paid administrator, stray back”/,
    plant: async () => {
      vi.mocked(cancelCharge).mockImplementation(async (_, { failure }) => ({ status: 'ended', failure }));
    },
  },
  {
    name: 'a reconciliation that sees no difference',
    finder: 'deafness',
    evidence: /never came to: await/,
    plant: async () => {
      vi.mocked(findDifferences).mockResolvedValue({ compared: 0, differences: [] });
    },
  },
];

export const plantedFaults: readonly PlantedFault[] = [...calls, ...transactions, ...rules];

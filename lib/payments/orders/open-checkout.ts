import type { AuctionId, BidderId, EpochMs } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { findAddress } from '#lib/payments/addresses/address-rows';
import { inTransaction } from '#lib/db/transaction';
import { callOffCharge } from '#lib/payments/cards/call-off-charge';
import { isChargeUnderWay } from '#lib/payments/cards/charge';
import { checkoutExpiry } from '#lib/payments/stripe/checkout-expiry';
import {
  createCheckoutSession,
  endCheckoutSession,
  retrieveCheckoutSession,
  sessionExpiry,
  type CheckoutSession,
} from '#lib/payments/stripe/checkout-session';
import { adoptCheckout, findOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import { settleSession } from '#lib/payments/orders/settle-session';
import { announceSettlement } from '#lib/payments/orders/settlement';
import { checkoutLines } from '#lib/payments/stripe/checkout-lines';

/** In their order of precedence. */
export type CheckoutRefusal =
  | { readonly code: 'not_found' }
  /** Bidding goes on, or ended without a sale. */
  | { readonly code: 'auction_not_won' }
  | { readonly code: 'not_the_winner' }
  | { readonly code: 'already_paid' }
  | { readonly code: 'payment_window_over' }
  /** The lot is shipped, and the buyer has not said where to. */
  | { readonly code: 'address_required' }
  /** Cards do not take this amount in this currency; the house has to be paid another way. */
  | { readonly code: 'not_payable_online' };

export type CheckoutOutcome =
  | { readonly accepted: true; readonly checkoutUrl: string; readonly expiresAt: EpochMs }
  | { readonly accepted: false; readonly refusal: CheckoutRefusal };

export interface CheckoutQuery {
  readonly auctionId: AuctionId;
  readonly buyerId: BidderId;
}

const refused = (code: CheckoutRefusal['code']): CheckoutOutcome => ({ accepted: false, refusal: { code } });

const accepted = (session: CheckoutSession, checkoutUrl: string): CheckoutOutcome => ({
  accepted: true,
  checkoutUrl,
  expiresAt: sessionExpiry(session),
});

interface Payable {
  readonly order: OrderRecord;
  readonly lotTitle: string;
  readonly buyerEmail: string;
  readonly now: EpochMs;
}

/** The order with all that its checkout shows, or why there is none to pay. */
async function findPayable({ auctionId, buyerId }: CheckoutQuery): Promise<Payable | CheckoutRefusal> {
  const db = database();
  const auction = await db.auction.findUnique({ where: { id: auctionId }, select: { title: true } });
  if (!auction) return { code: 'not_found' };
  const order = await findOrder(db, auctionId);
  if (!order || order.status === 'cancelled') return { code: 'auction_not_won' };
  if (order.buyerId !== buyerId) return { code: 'not_the_winner' };
  if (order.status === 'paid' || order.status === 'refunded') return { code: 'already_paid' };
  const now = await readClock(db);
  if (order.status === 'lapsed' || order.dueAt <= now) return { code: 'payment_window_over' };
  if (order.shippingPrice !== null && !(await findAddress(db, buyerId))) return { code: 'address_required' };
  const { email } = await db.bidder.findUniqueOrThrow({ where: { id: buyerId }, select: { email: true } });
  return { order, lotTitle: auction.title, buyerEmail: email, now };
}

/** What has become of the order's latest session: still open, paid (and settled here if no webhook has come), or over. */
async function resume({ checkoutSessionId }: OrderRecord): Promise<CheckoutOutcome | null> {
  if (checkoutSessionId === null) return null;
  const session = await retrieveCheckoutSession(checkoutSessionId);
  if (session?.status === 'open' && session.url !== null) return accepted(session, session.url);
  if (session?.status !== 'complete') return null;
  const settlement = await inTransaction((tx) => settleSession(tx, session));
  if (settlement) announceSettlement(settlement);
  return refused('already_paid');
}

/** @returns null when another click or an event got ahead, so that the order has to be looked at anew. */
async function openNew(payable: Payable): Promise<CheckoutOutcome | null> {
  const { order, now } = payable;
  const lines = checkoutLines(order, payable.lotTitle);
  if (lines === null) return refused('not_payable_online');
  const expiresAt = checkoutExpiry({ dueAt: order.dueAt, now });
  const session = await createCheckoutSession({ ...payable, lines, expiresAt });
  if (!session) return refused('not_payable_online');
  if (session.url === null) throw new Error(`Stripe opened session ${session.id} without an address`);
  if (await adoptCheckout(database(), { order, sessionId: session.id }))
    return accepted(session, session.url);

  const current = await findOrder(database(), order.auctionId);
  // A double click: both asked with the same key and got the same session.
  if (current?.checkoutSessionId === session.id) return null;
  await endCheckoutSession(session.id);
  return null;
}

/** Each further round means that somebody else just changed this order, which can happen only a few times. */
const roundsLimit = 4;

/**
 * Sends the winner of an auction to pay. At any time an order has at most one session through which it can be paid: one that is
 * still open is given again, and of two opened at the same moment one is ended before anybody learns its address. A charge of
 * the buyer's saved card that is under way is called off first, or has paid the order.
 *
 * @throws when Stripe cannot be reached.
 */
export async function openCheckout(query: CheckoutQuery): Promise<CheckoutOutcome> {
  for (let round = 0; round < roundsLimit; round++) {
    const payable = await findPayable(query);
    if ('code' in payable) return { accepted: false, refusal: payable };
    if (isChargeUnderWay(payable.order)) {
      await callOffCharge(payable.order);
      continue;
    }
    const outcome = (await resume(payable.order)) ?? (await openNew(payable));
    if (outcome) return outcome;
  }
  throw new Error(`the order of auction ${query.auctionId} kept changing while its checkout was opened`);
}

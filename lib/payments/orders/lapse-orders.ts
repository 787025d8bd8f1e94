import { database, type Queryable } from '#lib/db/client';
import { readAuctions, readClock, type AuctionStates } from '#lib/db/auction-rows';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { callOffCharge } from '#lib/payments/cards/call-off-charge';
import { isChargeUnderWay } from '#lib/payments/cards/charge';
import { endCheckoutSession } from '#lib/payments/stripe/checkout-session';
import { closeAuctions } from '#lib/payments/orders/close-auctions';
import { decideOrder } from '#lib/payments/orders/order';
import {
  findDueOrders,
  findOrderById,
  lockUnchangedOrders,
  writeOrders,
  type OrderRecord,
} from '#lib/payments/orders/order-rows';
import { offerNext } from '#lib/payments/second-chances/offer-next';
import { recordStrikes } from '#lib/payments/second-chances/record-strikes';
import { settleSession } from '#lib/payments/orders/settle-session';
import { announceSettlement, type Settlement } from '#lib/payments/orders/settlement';
import { log } from '#lib/platform/log';

/** Orders lapsed in one transaction: large enough to share its cost, small enough to hold no lock for long. */
const setSize = 300;
/** Checkouts and charges ended side by side. */
const paymentsAtOnce = 20;
/** The worker has other things to do, and looks again a second later. */
const stripeOptions = { timeout: 3000, maxNetworkRetries: 0 };
/** While Stripe cannot be reached nobody knows whether an order was paid in time; after an hour of that it lapses anyway. */
const benefitOfDoubtMs = 3_600_000;

const nothing: Settlement = { auctionIds: [], notified: [] };

async function lapseUnchanged(tx: Queryable, orders: readonly OrderRecord[]): Promise<Settlement> {
  const locked = await lockUnchangedOrders(tx, orders);
  const at = await readClock(tx);
  const lapsed = locked.flatMap((order) => {
    const decision = decideOrder(order, { kind: 'lapse', at });
    return decision.accepted ? [{ ...order, ...decision.order }] : [];
  });
  if (lapsed.length === 0) return nothing;
  await writeOrders(tx, lapsed);
  const states = await closeUnpaid(tx, lapsed);
  const notices = [
    ...lapsed.flatMap((order) => lapseNotices(order, states)),
    ...(await recordStrikes(tx, lapsed)),
    ...(await offerNext(tx, states)),
  ];
  await enqueueNotice(tx, notices);
  return { auctionIds: [...states.keys()], notified: notices.map(({ bidderId }) => bidderId) };
}

/** Closes what its winner did not pay for. A lot whose second chance lapsed is closed already. */
async function closeUnpaid(tx: Queryable, lapsed: readonly OrderRecord[]): Promise<AuctionStates> {
  const { won = [], second_chance: again = [] } = Object.groupBy(lapsed, ({ origin }) => origin);
  const idsOf = (orders: readonly OrderRecord[]) => orders.map(({ auctionId }) => auctionId);
  const closed = await closeAuctions(tx, { ids: idsOf(won), outcome: 'unpaid' });
  return new Map([...closed, ...(await readAuctions(tx, idsOf(again)))]);
}

function lapseNotices(
  { id: orderId, auctionId, buyerId }: OrderRecord,
  states: AuctionStates,
): readonly NewNotice[] {
  const sellerId = states.get(auctionId)?.terms.sellerId;
  const toBuyer: NewNotice = {
    bidderId: buyerId,
    auctionId,
    notice: { kind: 'payment_lapsed', orderId, to: 'buyer' },
  };
  if (sellerId === undefined) return [toBuyer];
  return [
    toBuyer,
    { bidderId: sellerId, auctionId, notice: { kind: 'payment_lapsed', orderId, to: 'seller' } },
  ];
}

/** Lapses these orders, as far as they are unchanged and nobody holds them. Returns how many. */
async function lapse(orders: readonly OrderRecord[]): Promise<number> {
  if (orders.length === 0) return 0;
  const settlement = await inTransaction((tx) => lapseUnchanged(tx, orders));
  announceSettlement(settlement);
  return settlement.auctionIds.length;
}

/** `changed`: looked at again in a moment. */
type Fate = 'unpaid' | 'settled' | 'unknown' | 'changed';

async function endCheckout(sessionId: string): Promise<Fate> {
  const session = await endCheckoutSession(sessionId, stripeOptions);
  if (session === null || session.payment_status !== 'paid') return 'unpaid';
  const settlement = await inTransaction((tx) => settleSession(tx, session));
  if (settlement) announceSettlement(settlement);
  return settlement ? 'settled' : 'unpaid';
}

async function endCharge(order: OrderRecord): Promise<Fate> {
  await callOffCharge(order, stripeOptions);
  const current = await findOrderById(database(), order.id);
  if (current && isChargeUnderWay(current)) return 'unknown';
  return current?.status === 'paid' ? 'settled' : 'changed';
}

/** Sees to it that nothing more is paid for an order that is due, and settles it after all if that has happened unheard. */
async function endPayment(order: OrderRecord): Promise<Fate> {
  try {
    if (isChargeUnderWay(order)) return await endCharge(order);
    return order.checkoutSessionId === null ? 'unpaid' : await endCheckout(order.checkoutSessionId);
  } catch (error) {
    log().warn({ err: error, orderId: order.id }, 'the payment of an order that is due could not be ended');
    return 'unknown';
  }
}

async function lapseWithPayment(): Promise<number> {
  const due = await findDueOrders(database(), { withPayment: true, limit: paymentsAtOnce });
  if (due.length === 0) return 0;
  const fates = await Promise.all(due.map(endPayment));
  const now = await readClock(database());
  const unpaid = due.filter(
    ({ dueAt }, index) =>
      fates[index] === 'unpaid' || (fates[index] === 'unknown' && dueAt + benefitOfDoubtMs <= now),
  );
  return (await lapse(unpaid)) + fates.filter((fate) => fate === 'settled').length;
}

/**
 * Ends one set of orders that were not paid in time: the order lapses, the auction is closed as unpaid, the buyer gets a strike,
 * the next bidder an offer where the seller allows it, and all of them are told. An open checkout, or a charge of the buyer's card
 * that is under way, is ended first, so that no payment can arrive for a lapsed order, and one that was paid in time but not yet
 * reported settles its order instead.
 *
 * @returns how many orders it dealt with.
 */
export async function lapseOrders(): Promise<number> {
  const withoutPayment = await lapse(await findDueOrders(database(), { withPayment: false, limit: setSize }));
  return withoutPayment + (await lapseWithPayment());
}

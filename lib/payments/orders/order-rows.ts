/**
 * Orders between their rows and the rules. Whoever needs both an order and its auction locks the order first; orders are
 * inserted under the auction's lock, when nobody can hold them yet.
 */
import { Prisma } from '#lib/db/generated/client';
import type { Queryable } from '#lib/db/client';
import {
  lookupOf,
  lookupsOf,
  openText,
  sealedColumns,
  sealText,
  type SealedColumn,
} from '#lib/db/sealed-columns';
import { auctionId, bidderId } from '#lib/auction/identifiers';
import { epochMs, formatInstant } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId, EpochMs } from '#lib/auction/types';
import type { OrderPrices } from '#lib/payments/ledger/shares';
import type { Order, OrderStatus, PaidThrough } from '#lib/payments/orders/order';

/** An order, what makes up its price, and what ties it to Stripe. */
export interface OrderRecord extends Order, OrderPrices {
  readonly sellerId: BidderId;
  readonly placedAt: EpochMs;
  readonly checkoutSessionId: string | null;
  /** Through which it was paid, or through which the buyer's saved card is being charged. */
  readonly paymentIntentId: string | null;
  /** Checkout Sessions opened so far. */
  readonly checkoutAttempts: number;
  /** Charges of the buyer's saved card so far, and why the last came to nothing. */
  readonly chargeAttempts: number;
  readonly chargeFailure: string | null;
  readonly origin: 'won' | 'second_chance';
}

/** Numbers arrive as float8, which holds every amount and moment of ours exactly (below 2^53). */
interface OrderRow {
  readonly id: number;
  readonly auction_id: number;
  readonly buyer_id: number;
  readonly seller_id: number;
  readonly currency: string;
  readonly hammer_price: number;
  readonly buyers_premium: number;
  readonly shipping_price: number | null;
  readonly tax: number;
  readonly commission: number;
  readonly total_price: number;
  readonly status: OrderStatus;
  readonly placed_at: number;
  readonly due_at: number;
  readonly paid_at: number | null;
  readonly paid_through: PaidThrough | null;
  readonly refunded_price: number;
  readonly charged_back_price: number;
  readonly is_disputed: boolean;
  readonly received_at: number | null;
  readonly checkout_session_sealed: string | null;
  readonly payment_intent_sealed: string | null;
  readonly checkout_attempts: number;
  readonly charge_attempts: number;
  readonly charge_failure: string | null;
  readonly origin: OrderRecord['origin'];
}

/** An auction never changes its seller, so that it does not matter when a statement that waits for a lock reads it. */
const columns = Prisma.sql`
  o.id, o.auction_id, o.buyer_id, (SELECT lot.seller_id FROM auctions lot WHERE lot.id = o.auction_id) AS seller_id,
  o.currency, o.hammer_price::float8, o.buyers_premium::float8, o.shipping_price::float8, o.tax::float8,
  o.commission::float8, o.total_price::float8, o.status,
  (extract(epoch FROM o.created_at) * 1000)::float8 AS placed_at,
  (extract(epoch FROM o.due_at) * 1000)::float8 AS due_at, (extract(epoch FROM o.paid_at) * 1000)::float8 AS paid_at,
  o.paid_through, o.refunded_price::float8, o.charged_back_price::float8, o.is_disputed,
  (extract(epoch FROM o.received_at) * 1000)::float8 AS received_at,
  o.checkout_session_sealed, o.payment_intent_sealed, o.checkout_attempts, o.charge_attempts,
  o.charge_failure, o.origin`;

const openOrNull = (column: SealedColumn, row: OrderRow, sealed: string | null): string | null =>
  sealed === null ? null : openText(column, [row.id], sealed);

const toRecord = (row: OrderRow): OrderRecord => ({
  id: row.id,
  auctionId: auctionId(row.auction_id),
  buyerId: bidderId(row.buyer_id),
  sellerId: bidderId(row.seller_id),
  currency: row.currency,
  hammerPrice: cents(row.hammer_price),
  buyersPremium: cents(row.buyers_premium),
  shippingPrice: row.shipping_price === null ? null : cents(row.shipping_price),
  tax: cents(row.tax),
  commission: cents(row.commission),
  totalPrice: cents(row.total_price),
  status: row.status,
  placedAt: epochMs(row.placed_at),
  dueAt: epochMs(row.due_at),
  paidAt: row.paid_at === null ? null : epochMs(row.paid_at),
  paidThrough: row.paid_through,
  refundedPrice: cents(row.refunded_price),
  chargedBackPrice: cents(row.charged_back_price),
  isDisputed: row.is_disputed,
  receivedAt: row.received_at === null ? null : epochMs(row.received_at),
  checkoutSessionId: openOrNull(sealedColumns.checkoutSession, row, row.checkout_session_sealed),
  paymentIntentId: openOrNull(sealedColumns.paymentIntent, row, row.payment_intent_sealed),
  checkoutAttempts: row.checkout_attempts,
  chargeAttempts: row.charge_attempts,
  chargeFailure: row.charge_failure,
  origin: row.origin,
});

/** The newest order of an auction, without locking it. */
export async function findOrder(db: Queryable, auctionId: AuctionId): Promise<OrderRecord | null> {
  const rows = await db.$queryRaw<
    OrderRow[]
  >`SELECT ${columns} FROM orders o WHERE o.auction_id = ${auctionId} ORDER BY o.id DESC LIMIT 1`;
  return rows[0] ? toRecord(rows[0]) : null;
}

export type OrderKey =
  | { readonly orderId: number }
  | { readonly auctionId: AuctionId }
  | { readonly checkoutSessionId: string }
  | { readonly paymentIntentId: string };

function conditionOf(key: OrderKey): Prisma.Sql {
  if ('orderId' in key) return Prisma.sql`o.id = ${key.orderId}`;
  if ('auctionId' in key) return Prisma.sql`o.auction_id = ${key.auctionId}`;
  const [column, lookups] =
    'checkoutSessionId' in key
      ? [
          Prisma.sql`o.checkout_session_lookup`,
          lookupsOf(sealedColumns.checkoutSession, key.checkoutSessionId),
        ]
      : [Prisma.sql`o.payment_intent_lookup`, lookupsOf(sealedColumns.paymentIntent, key.paymentIntentId)];
  return Prisma.sql`${column} = ANY(${lookups}::text[])`;
}

/** The order of this number, without locking it. */
export async function findOrderById(db: Queryable, id: number): Promise<OrderRecord | null> {
  const rows = await db.$queryRaw<OrderRow[]>`SELECT ${columns} FROM orders o WHERE o.id = ${id}`;
  return rows[0] ? toRecord(rows[0]) : null;
}

/** The order that was, or may be, paid through this PaymentIntent, without locking it. */
export async function findOrderOfIntent(db: Queryable, paymentIntentId: string): Promise<OrderRecord | null> {
  const rows = await db.$queryRaw<OrderRow[]>`
    SELECT ${columns} FROM orders o WHERE ${conditionOf({ paymentIntentId })}`;
  return rows[0] ? toRecord(rows[0]) : null;
}

/** The orders of these numbers, without locking them. */
export async function findOrdersById(db: Queryable, ids: readonly number[]): Promise<readonly OrderRecord[]> {
  const rows = await db.$queryRaw<OrderRow[]>`
    SELECT ${columns} FROM orders o WHERE o.id = ANY(${[...ids]}::int[]) ORDER BY o.id`;
  return rows.map(toRecord);
}

/** An order, or an auction's newest, locked against everything else that would settle, lapse, refund or dispute it or open a checkout. */
export async function lockOrder(tx: Queryable, key: OrderKey): Promise<OrderRecord | null> {
  const rows = await tx.$queryRaw<
    OrderRow[]
  >`SELECT ${columns} FROM orders o WHERE ${conditionOf(key)} ORDER BY o.id DESC LIMIT 1 FOR NO KEY UPDATE`;
  return rows[0] ? toRecord(rows[0]) : null;
}

/** Through which money may still arrive for an order: a checkout, or the charge of a saved card. */
const mayBePaid = Prisma.sql`
  (o.checkout_session_sealed IS NOT NULL OR (o.charge_attempts > 0 AND o.charge_failure IS NULL))`;

/**
 * Pending orders past due, drawn at random, without locking them: those whose payment Stripe does not let end would otherwise keep
 * all others waiting. The clock is read once, as in every look at what is due: compared with one that may tell another time for each
 * row, all that is pending would be looked at.
 */
export async function findDueOrders(
  db: Queryable,
  { withPayment, limit }: { readonly withPayment: boolean; readonly limit: number },
): Promise<readonly OrderRecord[]> {
  const rows = await db.$queryRaw<OrderRow[]>`
    SELECT ${columns} FROM orders o
    WHERE o.status = 'pending' AND o.due_at <= (SELECT clock_timestamp())
      AND ${mayBePaid} = ${withPayment}
    ORDER BY random() LIMIT ${limit}`;
  return rows.map(toRecord);
}

/** What a buyer is told in time: once, in the last quarter of the time to pay and at most a day before its end. */
const needsReminder = Prisma.sql`
  o.status = 'pending' AND o.due_at > (SELECT clock_timestamp()) AND o.due_at <= (SELECT clock_timestamp()) + interval '1 day'
  AND o.due_at - (o.due_at - o.created_at) / 4 <= (SELECT clock_timestamp())
  AND NOT EXISTS (
    SELECT FROM notices n
    WHERE n.bidder_id = o.buyer_id AND n.auction_id = o.auction_id AND n.kind = 'payment_due')`;

/**
 * Locks up to `limit` orders whose buyers are to be reminded, passing over those that somebody else holds. Looks twice, as
 * another worker may have reminded of one, and let it go, between the beginning of the first statement and its lock.
 */
export async function lockOrdersToRemind(tx: Queryable, limit: number): Promise<readonly OrderRecord[]> {
  const locked = await tx.$queryRaw<{ id: number }[]>`
    SELECT o.id FROM orders o WHERE ${needsReminder} ORDER BY o.due_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;
  if (locked.length === 0) return [];
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT ${columns} FROM orders o WHERE o.id = ANY(${locked.map(({ id }) => id)}::int[]) AND ${needsReminder}`;
  return rows.map(toRecord);
}

/**
 * Locks those of these orders that are as they were read (still pending, no other checkout opened, no charge begun), together with their
 * auctions, passing over any that somebody else holds: they are due again at the next look.
 */
export async function lockUnchangedOrders(
  tx: Queryable,
  orders: readonly OrderRecord[],
): Promise<readonly OrderRecord[]> {
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT ${columns} FROM orders o JOIN auctions a ON a.id = o.auction_id
    WHERE o.status = 'pending' AND (o.id, o.checkout_attempts, o.charge_attempts, o.charge_failure IS NULL) IN (
      SELECT * FROM unnest(
        ${orders.map(({ id }) => id)}::int[], ${orders.map(({ checkoutAttempts }) => checkoutAttempts)}::int[],
        ${orders.map(({ chargeAttempts }) => chargeAttempts)}::int[],
        ${orders.map(({ chargeFailure }) => chargeFailure === null)}::boolean[]))
    ORDER BY o.id FOR NO KEY UPDATE OF o, a SKIP LOCKED`;
  return rows.map(toRecord);
}

/**
 * Remembers a new Checkout Session as the order's one, unless the order was paid, lapsed, got another session, or a charge
 * of its buyer's card began, since it was read. @returns whether it is now the order's session.
 */
export async function adoptCheckout(
  db: Queryable,
  { order, sessionId }: { readonly order: OrderRecord; readonly sessionId: string },
): Promise<boolean> {
  const adopted = await db.$executeRaw`
    UPDATE orders SET checkout_session_sealed = ${sealText(sealedColumns.checkoutSession, [order.id], sessionId)},
      checkout_session_lookup = ${lookupOf(sealedColumns.checkoutSession, sessionId)}, checkout_attempts = checkout_attempts + 1
    WHERE id = ${order.id} AND checkout_attempts = ${order.checkoutAttempts}
      AND charge_attempts = ${order.chargeAttempts} AND (charge_attempts = 0 OR charge_failure IS NOT NULL) AND status = 'pending'
      AND due_at > clock_timestamp()`;
  return adopted === 1;
}

/** Writes what the rules made of an order that was paid, and that the caller holds the lock of. */
export async function writePaidOrder(tx: Queryable, order: Order): Promise<void> {
  await tx.$executeRaw`
    UPDATE orders SET status = ${order.status}::order_status, refunded_price = ${order.refundedPrice},
      charged_back_price = ${order.chargedBackPrice}, is_disputed = ${order.isDisputed},
      received_at = ${order.receivedAt === null ? null : formatInstant(order.receivedAt)}::timestamptz
    WHERE id = ${order.id}`;
}

/** Writes what the rules made of locked orders: their status, and how and when they were paid. */
export async function writeOrders(
  tx: Queryable,
  orders: readonly (Order & { readonly paymentIntentId: string | null })[],
): Promise<void> {
  if (orders.length === 0) return;
  await tx.$executeRaw`
    UPDATE orders o SET status = u.status::order_status, paid_at = u.paid_at,
      paid_through = u.paid_through::payment_method, payment_intent_sealed = u.payment_intent_sealed,
      payment_intent_lookup = u.payment_intent_lookup
    FROM unnest(
      ${orders.map(({ id }) => id)}::int[], ${orders.map(({ status }) => status)}::text[],
      ${orders.map(({ paidAt }) => paidAt && formatInstant(paidAt))}::timestamptz[],
      ${orders.map(({ paidThrough }) => paidThrough)}::text[],
      ${orders.map(({ id, paymentIntentId: intent }) => intent && sealText(sealedColumns.paymentIntent, [id], intent))}::text[],
      ${orders.map(({ paymentIntentId: intent }) => intent && lookupOf(sealedColumns.paymentIntent, intent))}::text[]
    ) AS u(id, status, paid_at, paid_through, payment_intent_sealed, payment_intent_lookup)
    WHERE o.id = u.id`;
}

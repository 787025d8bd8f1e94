import { database } from '#lib/db/client';
import { lockAuctions } from '#lib/db/auction-rows';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { inTransaction } from '#lib/db/transaction';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { enqueueNotice } from '#lib/notifications/index';
import { createOrders } from '#lib/payments/index';
import { makeAuction, makeBidder, sealedLead } from '#tests/support/people';

export interface WonLot {
  readonly auctionId: AuctionId;
  readonly buyerId: BidderId;
  readonly sellerId: BidderId;
}

/** A lot that a new bidder has just won from a new seller, with its order. `dueIn` is in seconds, negative for the past. */
export async function makeWonLot(
  options: {
    /** Without them new bidders. */
    readonly buyerId?: BidderId;
    readonly sellerId?: BidderId;
    readonly price?: number;
    readonly currency?: string;
    readonly dueIn?: number;
    readonly shippingPrice?: number;
    readonly feeScheduleId?: number;
  } = {},
): Promise<WonLot> {
  const { price = 12_000, dueIn, ...terms } = options;
  const sellerId = options.sellerId ?? (await makeBidder()).id;
  const buyerId = options.buyerId ?? (await makeBidder()).id;
  const auctionId = await makeAuction({ ...terms, sellerId, startingPrice: price, endsIn: -1 });
  await database().auction.update({
    where: { id: auctionId },
    data: {
      status: 'won',
      ...sealedLead(auctionId, buyerId, price),
      version: 2,
      publishedVersion: 2,
    },
  });
  await inTransaction(async (tx) => {
    const states = await lockAuctions(tx, [auctionId]);
    await enqueueNotice(tx, await createOrders(tx, [...states.values()]));
  });
  if (dueIn !== undefined) await setDue(auctionId, dueIn);
  return { auctionId, buyerId, sellerId };
}

/** Moves the moment at which an order is due to `dueIn` seconds from now. */
export async function setDue(auctionId: AuctionId, dueIn: number): Promise<void> {
  await database().$executeRaw`
    UPDATE orders SET due_at = now() + make_interval(secs => ${dueIn}) WHERE auction_id = ${auctionId}`;
}

/** Makes this the one Checkout Session that the order's buyer was sent to. */
export async function setCheckout(auctionId: AuctionId, sessionId: string): Promise<void> {
  const { checkoutSession } = sealedColumns;
  const { id } = await database().order.findFirstOrThrow({ where: { auctionId } });
  await database().order.update({
    where: { id },
    data: {
      checkoutSessionSealed: sealText(checkoutSession, [id], sessionId),
      checkoutSessionLookup: lookupOf(checkoutSession, sessionId),
      checkoutAttempts: 1,
    },
  });
}

/** Makes this the PaymentIntent through which the buyer's saved card is being charged. */
export async function setCharge(auctionId: AuctionId, intentId: string): Promise<void> {
  const { paymentIntent } = sealedColumns;
  const { id } = await database().order.findFirstOrThrow({ where: { auctionId } });
  await database().order.update({
    where: { id },
    data: {
      paymentIntentSealed: sealText(paymentIntent, [id], intentId),
      paymentIntentLookup: lookupOf(paymentIntent, intentId),
      chargeAttempts: 1,
      chargeClaimedAt: new Date(),
    },
  });
}

/** What everybody would say of the lot now. */
export async function readLot(auctionId: AuctionId) {
  const { status, outcome, version, orders } = await database().auction.findUniqueOrThrow({
    where: { id: auctionId },
    include: { orders: true },
  });
  const [order] = orders;
  if (!order) throw new Error('a won lot has an order');
  return { status, outcome, version, order };
}

/** The kinds of notices about the lot, with who was told, in order. */
export async function readNotices({ auctionId, buyerId }: WonLot): Promise<string[]> {
  const notices = await database().notice.findMany({ where: { auctionId }, orderBy: { id: 'asc' } });
  return notices.map(({ kind, bidderId }) => `${kind} to ${bidderId === buyerId ? 'buyer' : 'seller'}`);
}

import { expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import {
  bookTransaction,
  markOrderPaid,
  openCheckout,
  readBalances,
  readTransactions,
  takeWebhook,
} from '#lib/payments/index';
import { payoutBooking, type BookedOrder } from '#lib/payments/ledger/bookings';
import { environment } from '#lib/platform/env';
import { useTestDatabase } from '#tests/support/database';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makePricedLot } from '#tests/integration/payments/paid-lot';
import { makeWonLot, readLot, type WonLot } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const nothing = async (): Promise<void> => undefined;

const balancesOf = async (lot: WonLot) => ({
  seller: await readBalances(database(), { bidderId: lot.sellerId }),
  buyer: await readBalances(database(), { bidderId: lot.buyerId }),
});

test('a payment through Stripe is booked in its own transaction, and the proceeds are held', async () => {
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error('the winner may pay');
  await house.pay(checkout.checkoutUrl, cards.good);
  await takeWebhook(await house.completion(checkout.checkoutUrl));

  const { order } = await readLot(lot.auctionId);
  const booked = await readTransactions(database(), { orderId: order.id });
  expect(booked).toEqual([
    expect.objectContaining({
      kind: 'payment',
      reference: `order-${order.id}-payment`,
      occurredAt: order.paidAt?.getTime(),
      entries: [
        { account: 'stripe', bidderId: null, currency: 'USD', amount: 17_600 },
        { account: 'seller', bidderId: lot.sellerId, currency: 'USD', amount: -11_800 },
        { account: 'platform', bidderId: null, currency: 'USD', amount: -4200 },
        { account: 'tax', bidderId: null, currency: 'USD', amount: -1600 },
      ],
    }),
  ]);
  const payout = await database().payout.findUniqueOrThrow({ where: { orderId: order.id } });
  expect(payout).toMatchObject({ sellerId: lot.sellerId, amount: 11_800n, currency: 'USD', status: 'held' });
  const heldMs = payout.releaseAt.getTime() - (order.paidAt?.getTime() ?? 0);
  expect(heldMs).toBe(environment().payoutHoldSeconds * 1000);
  expect(heldMs).toBe(7 * 24 * 3_600_000);
});

test('a payment outside Stripe is booked as money outside', async () => {
  const lot = await makePricedLot();
  await markOrderPaid({ auctionId: lot.auctionId, alongside: nothing });
  const { order } = await readLot(lot.auctionId);
  const [payment] = await readTransactions(database(), { orderId: order.id });
  expect(payment?.entries[0]).toMatchObject({ account: 'external', amount: 17_600 });
  expect(await balancesOf(lot)).toMatchObject({
    seller: [{ account: 'seller', amount: -11_800 }],
    buyer: [],
  });
});

test('nothing is booked or held for an order whose payment is undone', async () => {
  const lot = await makePricedLot();
  const failing = markOrderPaid({
    auctionId: lot.auctionId,
    alongside: () => Promise.reject(new Error('the audit trail is out of reach')),
  });
  await expect(failing).rejects.toThrow('out of reach');
  const { order } = await readLot(lot.auctionId);
  expect(await readTransactions(database(), { orderId: order.id })).toEqual([]);
  expect(await database().payout.count({ where: { orderId: order.id } })).toBe(0);
});

test('of a hammer price that is all commission nothing is held', async () => {
  const lot = await makeWonLot();
  await database().order.updateMany({ where: { auctionId: lot.auctionId }, data: { commission: 12_000n } });
  await markOrderPaid({ auctionId: lot.auctionId, alongside: nothing });
  const { order } = await readLot(lot.auctionId);
  expect(await database().payout.findUnique({ where: { orderId: order.id } })).toMatchObject({
    amount: 0n,
    status: 'cancelled',
  });
});

async function makeBookedOrder(): Promise<BookedOrder> {
  const lot = await makeWonLot();
  return { ...lot, id: (await readLot(lot.auctionId)).order.id, currency: 'USD' };
}

const payout = (order: BookedOrder, amount = 500) =>
  payoutBooking(order, { amount: cents(amount), at: epochMs(Date.UTC(2026, 1, 1)) });

test('booking the same again changes nothing, and something else under its name is refused', async () => {
  const order = await makeBookedOrder();
  const book = (amount?: number) => inTransaction((tx) => bookTransaction(tx, payout(order, amount)));
  expect(await book()).toBe(true);
  expect(await book()).toBe(false);
  await expect(book(501)).rejects.toThrow(`order-${order.id}-payout is booked already, as something else`);
  expect(await readBalances(database(), { bidderId: order.sellerId })).toEqual([
    { account: 'seller', bidderId: order.sellerId, currency: 'USD', amount: 500 },
  ]);
});

test('of many who book the same at once one books it', async () => {
  const order = await makeBookedOrder();
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => inTransaction((tx) => bookTransaction(tx, payout(order)))),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
});

test('balances are told apart by account, party and currency, and sum to zero', async () => {
  const order = await makeBookedOrder();
  await inTransaction(async (tx) => {
    await bookTransaction(tx, payout(order));
    await bookTransaction(tx, { ...payout(order, 70), reference: `${order.id} in euros`, currency: 'EUR' });
  });
  expect(await readBalances(database(), { bidderId: order.sellerId, currency: 'EUR' })).toMatchObject([
    { account: 'seller', currency: 'EUR', amount: 70 },
  ]);
  expect(await readBalances(database(), { account: 'stripe', currency: 'EUR' })).toEqual([
    { account: 'stripe', bidderId: null, currency: 'EUR', amount: -70 },
  ]);
  const all = await readBalances(database());
  expect(all.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
});

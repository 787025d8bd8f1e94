import { expect, test } from 'vitest';
import {
  findOrderForAdmin,
  listAudit,
  listOrders,
  refundOrderAs,
  readTotals,
} from '#lib/administration/index';
import { cents } from '#lib/auction/money';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { readReceipt } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import { makePaidLot, makePricedLot } from '#tests/integration/payments/paid-lot';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';

useTestDatabase();
const house = usePaymentHouse();

const refundAs = (actorId: BidderId, orderId: number, amount: number) =>
  refundOrderAs({ actorId, orderId, amount: cents(amount), reason: 'It arrived broken' });

const receiptFor = (orderId: number, id: BidderId, isAdministrator = false) =>
  readReceipt({ orderId, reader: { id, isAdministrator } });

test('a receipt is for the buyer, the seller with their part, and administrators, and for nobody else', async () => {
  const lot = await makePaidLot(house);
  const [administrator, stranger] = await Promise.all([makeBidder({ role: 'administrator' }), makeBidder()]);
  await refundAs(administrator.id, lot.orderId, 5000);
  const returns = [expect.objectContaining({ kind: 'refund', amount: 5000, sellersShare: 3352 })];
  const paid = { orderId: lot.orderId, paidThrough: 'stripe', returns, price: { totalPrice: 17_600 } };
  expect(await receiptFor(lot.orderId, lot.buyerId)).toMatchObject({
    ...paid,
    role: 'buyer',
    proceeds: null,
  });
  const proceeds = { commission: 1200, proceeds: 11_800 };
  expect(await receiptFor(lot.orderId, lot.sellerId)).toMatchObject({ ...paid, role: 'seller', proceeds });
  expect(await receiptFor(lot.orderId, administrator.id, true)).toMatchObject({
    role: 'administrator',
    proceeds,
  });
  expect(await receiptFor(lot.orderId, stranger.id)).toBeNull();
});

test('there is no receipt for what was not paid', async () => {
  const lot = await makePricedLot();
  expect(await receiptFor(lot.orderId, lot.buyerId)).toBeNull();
  expect(await receiptFor(2_000_000_000, lot.buyerId)).toBeNull();
});

test('a refund by the desk is in the audit trail exactly if it was accepted', async () => {
  const lot = await makePaidLot(house);
  const { id, username } = await makeBidder({ role: 'administrator' });
  expect(await refundAs(id, lot.orderId, 17_601)).toMatchObject({ accepted: false });
  expect(await refundAs(id, 2_000_000_000, 1)).toEqual({ accepted: false, refusal: { code: 'not_found' } });
  expect((await listAudit({ orderId: lot.orderId, limit: 5 })).data).toEqual([]);
  expect(await refundAs(id, lot.orderId, 100)).toMatchObject({ accepted: true });
  expect((await listAudit({ orderId: lot.orderId, limit: 5 })).data).toEqual([
    expect.objectContaining({ actorUsername: username, action: 'refund', reason: 'It arrived broken' }),
  ]);
});

test('the desk sees all that became of an order’s money', async () => {
  const lot = await makePaidLot(house);
  const { id } = await makeBidder({ role: 'administrator' });
  await refundAs(id, lot.orderId, 5000);
  expect(await findOrderForAdmin(lot.orderId)).toMatchObject({
    refundable: 12_600,
    commission: 1200,
    proceeds: 11_800,
    paidThrough: 'stripe',
    payout: { status: 'held', amount: 8448 },
    refunds: [{ amount: 5000, status: 'succeeded' }],
    bookings: [
      { reference: `order-${lot.orderId}-payment` },
      { entries: [{ account: 'stripe', amount: -5000 }, {}, {}, {}] },
    ],
  });
  expect(await findOrderForAdmin(2_000_000_000)).toBeNull();
  expect(await findOrderForAdmin((await makePricedLot()).orderId)).toMatchObject({
    refundable: 0,
    payout: null,
  });
});

test('orders are found by state, number and name, a page at a time', async () => {
  await database().$executeRaw`TRUNCATE orders CASCADE`;
  const pending = await makePricedLot();
  const paid = await makePaidLot(house);
  const refunded = await makePaidLot(house);
  const { id } = await makeBidder({ role: 'administrator' });
  await refundAs(id, refunded.orderId, 1);
  const idsOf = async (filter: Omit<Parameters<typeof listOrders>[0], 'limit'>) =>
    (await listOrders({ ...filter, limit: 10 })).data.map((order) => order.id);
  // 176.00 twice, less the cent that went back.
  expect((await readTotals()).paidVolume).toEqual([{ currency: 'USD', amount: 35_199 }]);
  expect(await idsOf({})).toEqual([refunded.orderId, paid.orderId, pending.orderId]);
  expect(await idsOf({ only: 'pending' })).toEqual([pending.orderId]);
  expect(await idsOf({ only: 'paid' })).toEqual([refunded.orderId, paid.orderId]);
  expect(await idsOf({ only: 'refunded' })).toEqual([refunded.orderId]);
  expect(await idsOf({ only: 'disputed' })).toEqual([]);
  expect(await idsOf({ query: String(paid.orderId) })).toContain(paid.orderId);
  const buyer = await database().bidder.findUniqueOrThrow({ where: { id: pending.buyerId } });
  expect(await idsOf({ query: buyer.username.toUpperCase() })).toEqual([pending.orderId]);
  const first = await listOrders({ limit: 2 });
  expect(
    (await listOrders({ limit: 2, cursor: first.nextCursor ?? '' })).data.map((order) => order.id),
  ).toEqual([pending.orderId]);
});

import { expect, test } from 'vitest';
import { lockAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { createOrders } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot } from '#tests/integration/payments/won-lot';

useTestDatabase();
usePaymentHouse();

test('a winner owes the hammer price within the payment window', async () => {
  const { auctionId, buyerId } = await makeWonLot({ price: 123_456, currency: 'JPY' });
  const { order } = await readLot(auctionId);
  expect(order).toMatchObject({
    buyerId,
    currency: 'JPY',
    hammerPrice: 123_456n,
    totalPrice: 123_456n,
    status: 'pending',
  });
  const window = order.dueAt.getTime() - order.createdAt.getTime();
  expect(Math.abs(window - 172_800_000)).toBeLessThan(5000);
});

test('an auction that has its order already gets no second one, and nobody is told again', async () => {
  const { auctionId } = await makeWonLot();
  const notices = await inTransaction(async (tx) =>
    createOrders(tx, [...(await lockAuctions(tx, [auctionId])).values()]),
  );
  expect(notices).toEqual([]);
  expect(await database().order.count({ where: { auctionId } })).toBe(1);
});

test('an auction that nobody leads can owe nothing', async () => {
  const auctionId = await makeAuction();
  const creating = inTransaction(async (tx) =>
    createOrders(tx, [...(await lockAuctions(tx, [auctionId])).values()]),
  );
  await expect(creating).rejects.toThrow('won by nobody');
});

test('an order that is rolled back leaves no notice', async () => {
  const { auctionId } = await makeWonLot();
  await database().order.deleteMany({ where: { auctionId } });
  const rolledBack = inTransaction(async (tx) => {
    await createOrders(tx, [...(await lockAuctions(tx, [auctionId])).values()]);
    throw new Error('the rest of the transaction failed');
  });
  await expect(rolledBack).rejects.toThrow('the rest of the transaction failed');
  expect(await database().order.count({ where: { auctionId } })).toBe(0);
});

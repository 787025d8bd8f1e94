import { expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { listNotices, sendDueMail } from '#lib/notifications/index';
import { remindBuyers } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readNotices, type WonLot } from '#tests/integration/payments/won-lot';

useTestDatabase();
usePaymentHouse();

const hour = 3600;

/** A lot whose time to pay began `wonFor` seconds ago and ends in `dueIn`. */
async function makeWaitingLot({ wonFor, dueIn }: { wonFor: number; dueIn: number }): Promise<WonLot> {
  const lot = await makeWonLot({ dueIn });
  await database().$executeRaw`
    UPDATE orders SET created_at = now() - make_interval(secs => ${wonFor}) WHERE auction_id = ${lot.auctionId}`;
  return lot;
}

test('a buyer is reminded once, by notice and mail, when the time to pay runs out', async () => {
  const lot = await makeWaitingLot({ wonFor: 25 * hour, dueIn: 5 * hour });
  expect(await remindBuyers()).toBe(1);
  expect(await remindBuyers()).toBe(0);
  expect(await readNotices(lot)).toEqual(['won to buyer', 'sold to seller', 'payment_due to buyer']);
  const [reminder] = await listNotices(lot.buyerId, 1);
  expect(reminder?.words).toMatchObject({ title: expect.stringContaining('is due soon') });
  while ((await sendDueMail()) > 0);
  const buyer = await database().bidder.findUniqueOrThrow({ where: { id: lot.buyerId } });
  const mails = await database().capturedMail.findMany({ where: { recipient: buyer.email } });
  expect(mails.map(({ subject }) => subject)).toContain(reminder?.words.title);
});

test.each([
  { when: 'before the last quarter of a short window', wonFor: 2 * hour, dueIn: 2 * hour },
  { when: 'more than a day before the end of a long one', wonFor: 700 * hour, dueIn: 25 * hour },
  { when: 'after it was due', wonFor: 48 * hour, dueIn: -1 },
])('nobody is reminded $when', async ({ wonFor, dueIn }) => {
  await makeWaitingLot({ wonFor, dueIn });
  expect(await remindBuyers()).toBe(0);
});

test.each(['paid', 'lapsed', 'cancelled'] as const)(
  'nobody is reminded of an order that is %s',
  async (status) => {
    const lot = await makeWaitingLot({ wonFor: 25 * hour, dueIn: hour });
    const paid = status === 'paid' ? { paidAt: new Date(), paidThrough: 'stripe' as const } : {};
    await database().order.updateMany({ where: { auctionId: lot.auctionId }, data: { status, ...paid } });
    expect(await remindBuyers()).toBe(0);
  },
);

test('workers that look at the same moment remind each buyer once', async () => {
  const lots = await Promise.all(
    Array.from({ length: 20 }, () => makeWaitingLot({ wonFor: 25 * hour, dueIn: hour })),
  );
  await Promise.all([remindBuyers(), remindBuyers(), remindBuyers()]);
  for (const lot of lots)
    expect((await readNotices(lot)).filter((notice) => notice.startsWith('payment_due'))).toHaveLength(1);
});

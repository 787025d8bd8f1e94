import { expect, test } from 'vitest';
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { Queryable } from '#lib/db/client';
import { database } from '#lib/db/client';
import { markOrderPaid, openCheckout } from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot, readNotices } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const nothing = async (): Promise<void> => undefined;

/** Writes an audit entry as the administrators' desk does. */
async function auditAs(actorId: number): Promise<(tx: Queryable) => Promise<void>> {
  return async (tx) => {
    await tx.auditEntry.create({
      data: { actorId, action: 'mark_paid', subject: 'auction', subjectId: 1, detail: {} },
    });
  };
}

test('an administrator settles an order that was paid in cash, with the audit entry beside it', async () => {
  const lot = await makeWonLot();
  const administrator = await makeBidder({ role: 'administrator' });
  const alongside = await auditAs(administrator.id);
  expect(await markOrderPaid({ auctionId: lot.auctionId, ifVersion: 2, alongside })).toEqual({
    accepted: true,
  });
  const { order, ...auction } = await readLot(lot.auctionId);
  expect(auction).toEqual({ status: 'closed', outcome: 'sold', version: 3 });
  expect(order).toMatchObject({ status: 'paid', paidThrough: 'administrator', paymentIntentSealed: null });
  expect(await readNotices(lot)).toEqual([
    'won to buyer',
    'sold to seller',
    'paid to buyer',
    'paid to seller',
  ]);
  expect(await database().auditEntry.count({ where: { actorId: administrator.id } })).toBe(1);
  await house.publishedTo(lot.auctionId);
});

test('nothing is settled when the audit entry cannot be written', async () => {
  const lot = await makeWonLot();
  const alongside = await auditAs(2_000_000_000);
  await expect(markOrderPaid({ auctionId: lot.auctionId, alongside })).rejects.toThrow(
    'Foreign key constraint',
  );
  expect(await readLot(lot.auctionId)).toMatchObject({
    status: 'won',
    version: 2,
    order: { status: 'pending' },
  });
});

test('the checkout that the buyer has open can no longer be paid', async () => {
  const lot = await makeWonLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error('the winner may pay');
  await markOrderPaid({ auctionId: lot.auctionId, alongside: nothing });
  expect(await house.pay(checkout.checkoutUrl, cards.good)).toBe(410);
});

test('an order is settled though its checkout cannot be ended', async () => {
  const lot = await makeWonLot();
  await openCheckout(lot);
  const outcome = await house.whileStripeIsDown(() =>
    markOrderPaid({ auctionId: lot.auctionId, alongside: nothing }),
  );
  expect(outcome).toEqual({ accepted: true });
  expect((await readLot(lot.auctionId)).order.status).toBe('paid');
});

test('what cannot be marked as paid is refused, and leaves no audit entry', async () => {
  const entries: string[] = [];
  const alongside = async (): Promise<void> => void entries.push('an entry');
  const mark = async (auctionId: number, ifVersion?: number) => {
    const outcome = await markOrderPaid({ auctionId: toAuctionId(auctionId), ifVersion, alongside });
    return outcome.accepted ? 'accepted' : outcome.refusal.code;
  };
  const lot = await makeWonLot();
  expect(await mark(2_000_000_000)).toBe('not_found');
  expect(await mark(await makeAuction())).toBe('auction_not_won');
  expect(await mark(lot.auctionId, 1)).toBe('version_mismatch');
  expect(entries).toEqual([]);
  expect(await mark(lot.auctionId)).toBe('accepted');
  expect(await mark(lot.auctionId)).toBe('already_paid');
  const late = await makeWonLot();
  await database().order.updateMany({ where: { auctionId: late.auctionId }, data: { status: 'lapsed' } });
  expect(await mark(late.auctionId)).toBe('payment_window_over');
  expect(entries).toEqual(['an entry']);
});

test('two administrators at once settle once', async () => {
  const lot = await makeWonLot();
  const outcomes = await Promise.all(
    [1, 2].map(() => markOrderPaid({ auctionId: lot.auctionId, alongside: nothing })),
  );
  expect(outcomes).toContainEqual({ accepted: true });
  expect(outcomes).toContainEqual({ accepted: false, refusal: { code: 'already_paid' } });
  expect((await readLot(lot.auctionId)).version).toBe(3);
});

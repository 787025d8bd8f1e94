/** Sellers' shares that are to be brought back from their accounts, when Stripe refuses some of them for good. */
import { expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { refundOrder, reverseTransfers } from '#lib/payments/index';
import { cents } from '#lib/auction/money';
import { makePaidLot, sendPayout } from '#tests/integration/payments/paid-lot';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
const house = usePaymentHouse();

/** As many as are looked at in one turn. */
const inOneTurn = 20;

/** Reversals of a transfer that Stripe does not know, so that none of them can ever be made. */
async function makeHopeless(count: number): Promise<void> {
  const { orderId } = await makePaidLot(house);
  const { id: payoutId } = await database().payout.findUniqueOrThrow({ where: { orderId } });
  const { transfer } = sealedColumns;
  await database().payout.update({
    where: { id: payoutId },
    data: {
      status: 'paid',
      paidAt: new Date(),
      transferSealed: sealText(transfer, [payoutId], 'tr_unknown'),
      transferLookup: lookupOf(transfer, 'tr_unknown'),
    },
  });
  for (let made = 0; made < count; made++) {
    const { id: refundId } = await database().refund.create({
      data: { orderId, amount: 1n, reason: 'test' },
    });
    await database().transferReversal.create({ data: { payoutId, refundId, amount: 1n } });
  }
}

test('as many as are looked at in one turn stand in the way of no other', async () => {
  await makeHopeless(inOneTurn);
  const lot = await makePaidLot(house);
  await sendPayout(house, lot);
  const { id: requestedBy } = await makeBidder({ role: 'administrator' });
  const alongside = () => Promise.resolve();
  await refundOrder({
    orderId: lot.orderId,
    amount: cents(17_600),
    reason: 'broken',
    requestedBy,
    alongside,
  });
  let cameBack = 0;
  // Each turn leaves one of them out, which is another one every time.
  for (let turns = 0; turns < 30 && cameBack === 0; turns++) cameBack += await reverseTransfers();
  expect(cameBack).toBe(1);
});

import type { Stripe } from 'stripe';
import { expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { openCheckout, refundOrder, reverseTransfers, takeWebhook } from '#lib/payments/index';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import {
  makePaidLot,
  makePricedLot,
  readOrderBooks,
  sendPayout,
  type PaidLot,
} from '#tests/integration/payments/paid-lot';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { readNotices } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const total = 17_600;
const unsettled = { stripe: total, seller: -11_800, platform: -4200, tax: -1600 };

const findOrder = (lot: PaidLot) =>
  database().order.findUniqueOrThrow({
    where: { id: lot.orderId },
    include: { payout: { include: { reversals: true } }, disputes: true },
  });

/** The dispute that the card's holder opened at Stripe. */
async function disputeOf({ orderId }: PaidLot): Promise<Stripe.Dispute> {
  const order = await findOrderById(database(), orderId);
  const disputes = await house.stripe().disputes.list({ payment_intent: order?.paymentIntentId ?? '' });
  const [dispute] = disputes.data;
  if (!dispute) throw new Error('a dispute was expected');
  return dispute;
}

/** A lot whose buyer disputes the payment, which the house has been told. */
async function makeDisputedLot(): Promise<{ lot: PaidLot; dispute: Stripe.Dispute }> {
  const lot = await makePaidLot(house, cards.disputed);
  const dispute = await disputeOf(lot);
  await takeWebhook(await house.told('charge.dispute.created', dispute.id));
  return { lot, dispute };
}

const answer = async (
  { id }: Stripe.Dispute,
  words: 'winning_evidence' | 'losing_evidence',
): Promise<void> => {
  await house.stripe().disputes.update(id, { evidence: { uncategorized_text: words } });
  await takeWebhook(await house.told('charge.dispute.closed', id));
};

test('an open dispute freezes the seller’s money, stops refunds, and stands in the books and in the desk', async () => {
  const { lot, dispute } = await makeDisputedLot();
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    isDisputed: true,
    payout: { status: 'frozen', amount: 11_800n },
    disputes: [
      {
        amount: 17_600n,
        reason: 'fraudulent',
        status: 'needs_response',
        closedAt: null,
        respondBy: new Date((dispute.evidence_details.due_by ?? 0) * 1000),
      },
    ],
  });
  expect(await readOrderBooks(lot)).toEqual({ ...unsettled, stripe: undefined, buyer: total });
  expect(await readNotices(lot)).toContain('disputed to seller');
  const { id: requestedBy } = await makeBidder({ role: 'administrator' });
  const refund = { orderId: lot.orderId, amount: cents(1), reason: 'why not', requestedBy };
  expect(await refundOrder({ ...refund, alongside: async () => undefined })).toEqual({
    accepted: false,
    refusal: { code: 'disputed' },
  });
});

test('a dispute that is won leaves everything as it was', async () => {
  const { lot, dispute } = await makeDisputedLot();
  await answer(dispute, 'winning_evidence');
  await takeWebhook(await house.told('charge.dispute.funds_reinstated', dispute.id));
  expect(await findOrder(lot)).toMatchObject({
    isDisputed: false,
    chargedBackPrice: 0n,
    payout: { status: 'held', amount: 11_800n },
    disputes: [{ status: 'won', closedAt: expect.any(Date) }],
  });
  expect(await readOrderBooks(lot)).toEqual(unsettled);
  expect(await readNotices(lot)).toContain('dispute_decided to seller');
});

test('a dispute that is lost takes the money out of everybody’s share', async () => {
  const { lot, dispute } = await makeDisputedLot();
  await answer(dispute, 'losing_evidence');
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    isDisputed: false,
    chargedBackPrice: 17_600n,
    payout: { status: 'cancelled', amount: 0n },
    disputes: [{ status: 'lost' }],
  });
  expect(await readOrderBooks(lot)).toEqual({});
});

test('what the seller was paid before a lost dispute is brought back from their account', async () => {
  const lot = await makePaidLot(house, cards.disputed);
  const transferId = await sendPayout(house, lot);
  const dispute = await disputeOf(lot);
  await takeWebhook(await house.told('charge.dispute.created', dispute.id));
  expect(await findOrder(lot)).toMatchObject({ isDisputed: true, payout: { status: 'paid' } });
  await answer(dispute, 'losing_evidence');
  expect(await reverseTransfers()).toBe(1);
  expect(await house.stripe().transfers.retrieve(transferId)).toMatchObject({ amount_reversed: 11_800 });
  expect(await readOrderBooks(lot)).toEqual({});
});

test('all that Stripe sends about a dispute, in any order and twice, leads to the same end', async () => {
  const { lot, dispute } = await makeDisputedLot();
  await answer(dispute, 'losing_evidence');
  const about = house.deliveries().filter(({ rawBody }) => rawBody.includes(dispute.id));
  expect(about.length).toBeGreaterThan(2);
  for (const delivery of [...about.toReversed(), ...about]) await takeWebhook(delivery);
  await database().stripeEvent.deleteMany();
  await Promise.all(about.map(takeWebhook));
  expect((await findOrder(lot)).disputes).toHaveLength(1);
  expect(await readOrderBooks(lot)).toEqual({});
  expect((await readNotices(lot)).filter((notice) => notice.startsWith('dispute_decided'))).toHaveLength(1);
});

test('a dispute that was decided before the house heard of it goes straight to its end', async () => {
  const lot = await makePaidLot(house, cards.disputed);
  const dispute = await disputeOf(lot);
  await house.stripe().disputes.close(dispute.id);
  await takeWebhook(await house.told('charge.dispute.created', dispute.id));
  expect(await findOrder(lot)).toMatchObject({ isDisputed: false, disputes: [{ status: 'lost' }] });
  expect(await readOrderBooks(lot)).toEqual({});
});

test('a dispute that is told before its payment settles the payment first', async () => {
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error('the winner may pay');
  await house.pay(checkout.checkoutUrl, cards.disputed);
  const { data } = await house.stripe().disputes.list({ limit: 1 });
  await takeWebhook(await house.told('charge.dispute.created', data[0]?.id ?? ''));
  expect(await findOrder(lot)).toMatchObject({
    status: 'paid',
    isDisputed: true,
    payout: { status: 'frozen' },
  });
  expect(await takeWebhook(await house.completion(checkout.checkoutUrl))).toEqual({ accepted: true });
  expect(await findOrder(lot)).toMatchObject({ status: 'paid', isDisputed: true });
});

test('a dispute about somebody else’s payment changes nothing, and a person is told', async () => {
  const intent = await house.stripe().paymentIntents.create({
    amount: 900,
    currency: 'usd',
    payment_method: 'pm_card_createDispute',
    allowed_payment_method_types: ['card'],
    confirm: true,
  });
  const { data } = await house.stripe().disputes.list({ payment_intent: intent.id });
  expect(await takeWebhook(await house.told('charge.dispute.created', data[0]?.id ?? ''))).toEqual({
    accepted: true,
  });
  expect(house.logged('dispute_not_ours')).toHaveLength(1);
});

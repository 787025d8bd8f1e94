import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Stripe } from 'stripe';
import { payWith } from '#tests/conformance/stripe/support/hosted-page';
import { cardErrorOf, createSession, idOf } from '#tests/conformance/stripe/support/samples';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

const pay = (method = 'pm_card_visa', amount = 10_000): Promise<Stripe.Response<Stripe.PaymentIntent>> =>
  gavel.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    payment_method: method,
    allowed_payment_method_types: ['card'],
    confirm: true,
  });

describe('refunds', () => {
  test('give back the whole charge by default, and post it to the balance', async () => {
    const intent = await pay();
    const refund = await gavel.stripe.refunds.create({
      payment_intent: intent.id,
      reason: 'requested_by_customer',
      metadata: { order: '7' },
      expand: ['balance_transaction', 'charge'],
    });
    expect(refund).toMatchObject({
      amount: 10_000,
      status: 'succeeded',
      reason: 'requested_by_customer',
      metadata: { order: '7' },
      payment_intent: intent.id,
      balance_transaction: { type: 'refund', amount: -10_000, fee: 0, net: -10_000 },
      charge: { amount_refunded: 10_000, refunded: true },
    });
  });

  test('may be partial, and never add up to more than the charge', async () => {
    const intent = await pay();
    const charge = idOf(intent.latest_charge);
    await gavel.stripe.refunds.create({ charge, amount: 4000 });
    await gavel.stripe.refunds.create({ charge, amount: 5999 });
    expect(await gavel.stripe.charges.retrieve(charge)).toMatchObject({
      amount_refunded: 9999,
      refunded: false,
    });
    await expect(gavel.stripe.refunds.create({ charge, amount: 2 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
      message: 'Refund amount ($0.02) is greater than unrefunded amount on charge ($0.01)',
    });
    await gavel.stripe.refunds.create({ charge });
    await expect(gavel.stripe.refunds.create({ charge })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const refunds = await gavel.stripe.refunds.list({ charge });
    expect(refunds.data.map(({ amount }) => amount)).toEqual([1, 5999, 4000]);
    const expanded = await gavel.stripe.charges.retrieve(charge, { expand: ['refunds'] });
    expect(expanded.refunds?.data).toHaveLength(3);
  });

  test('sent at the same moment are judged one after the other', async () => {
    const intent = await pay();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        gavel.stripe.refunds.create({ payment_intent: intent.id, amount: 4000 }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  test('with one idempotency key happen once', async () => {
    const intent = await pay();
    const params = { payment_intent: intent.id, amount: 1000 };
    const first = await gavel.stripe.refunds.create(params, { idempotencyKey: `refund-${intent.id}` });
    const again = await gavel.stripe.refunds.create(params, { idempotencyKey: `refund-${intent.id}` });
    expect(again.id).toBe(first.id);
    expect((await gavel.stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  test('are refused for a payment that took nothing', async () => {
    const { charge = '' } = await cardErrorOf(pay('pm_card_chargeDeclined'));
    await expect(gavel.stripe.refunds.create({ charge })).rejects.toMatchObject({
      code: 'charge_not_refundable',
    });
    await expect(gavel.stripe.refunds.create({})).rejects.toMatchObject({ statusCode: 400 });
    await expect(gavel.stripe.refunds.create({ charge: 'ch_none' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'charge',
    });
  });

  test('announce themselves and the charge', async () => {
    const own = await startStripe();
    const intent = await own.stripe.paymentIntents.create({
      amount: 800,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    });
    const refund = await own.stripe.refunds.create({ payment_intent: intent.id, amount: 300 });
    await own.stripe.refunds.update(refund.id, { metadata: { note: 'sorry' } });
    const updated = await own.inbox.waitFor(({ type }) => type === 'refund.updated');
    expect(updated.data.previous_attributes).toEqual({ metadata: {} });
    const refunded = await own.inbox.waitFor(({ type }) => type === 'charge.refunded');
    expect(refunded.data).toMatchObject({
      object: { amount_refunded: 300 },
      previous_attributes: { amount_refunded: 0 },
    });
    await own.inbox.waitFor(({ type }) => type === 'refund.created');
    await own.close();
  });
});

/** A part of a payment by this card given back, and the moment at which its bank thinks better of it. */
async function refundWith(own: TestStripe, method: string) {
  const { stripe, clock } = own;
  const intent = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    allowed_payment_method_types: ['card'],
  });
  const asked = { payment_intent: intent.id, amount: 4000 };
  const refund = await stripe.refunds.create(asked, { idempotencyKey: 'refund' });
  const [before] = (await stripe.balance.retrieve()).pending;
  clock.ms += 4000;
  const meanwhile = await stripe.refunds.retrieve(refund.id);
  expect(meanwhile).toMatchObject({ status: refund.status });
  clock.ms += 1000;
  const replayed = await stripe.refunds.create(asked, { idempotencyKey: 'refund' });
  expect(replayed).toMatchObject({ id: refund.id, status: refund.status });
  return { intent, refund, before };
}

describe('the documented cards for refunds', () => {
  let own: TestStripe;
  beforeEach(async () => {
    own = await startStripe();
  });
  afterEach(() => own.close());

  const typesAbout = (id: string): string[] =>
    own.inbox.received
      .filter(({ event: { data } }) => 'id' in data.object && data.object.id === id)
      .map(({ event: { type } }) => type);

  test('pm_card_pendingRefund: pending at first, succeeded later', async () => {
    const { refund, intent } = await refundWith(own, 'pm_card_pendingRefund');
    expect(refund).toMatchObject({ status: 'pending' });
    const updated = await own.inbox.waitFor(({ type }) => type === 'refund.updated');
    expect(updated.data).toMatchObject({
      object: { id: refund.id, status: 'succeeded' },
      previous_attributes: { status: 'pending' },
    });
    expect(await own.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded' });
    const charge = await own.stripe.charges.retrieve(idOf(intent.latest_charge));
    expect(charge).toMatchObject({ amount_refunded: 4000 });
    await own.inbox.waitFor(({ type }) => type === 'charge.refund.updated');
    expect(typesAbout(refund.id)).not.toContain('refund.failed');
  });

  test('pm_card_refundFail: succeeded at first, failed later, and the balance has the money again', async () => {
    const { refund, intent, before } = await refundWith(own, 'pm_card_refundFail');
    expect(refund).toMatchObject({ status: 'succeeded' });
    expect(refund.failure_reason).toBeUndefined();
    const failed = await own.inbox.waitFor(({ type }) => type === 'refund.failed');
    expect(failed.data.object).toMatchObject({
      id: refund.id,
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    const expand = ['failure_balance_transaction'];
    expect(await own.stripe.refunds.retrieve(refund.id, { expand })).toMatchObject({
      status: 'failed',
      failure_balance_transaction: { type: 'refund_failure', amount: 4000, fee: 0, source: refund.id },
    });
    const { available, pending } = await own.stripe.balance.retrieve();
    const sum = [...available, ...pending].reduce((total, { amount }) => total + amount, 0);
    expect(sum).toBe(10_000 - 320);
    expect(before?.amount).toBe(10_000 - 320);
    const charge = await own.stripe.charges.retrieve(idOf(intent.latest_charge));
    expect(charge).toMatchObject({ amount_refunded: 0, refunded: false });
    const again = await own.stripe.refunds.create({ payment_intent: intent.id });
    expect(again).toMatchObject({ amount: 10_000, status: 'succeeded' });
  });

  test.each(['4000000000005126', '4000000000007726'])('can be typed: %s', async (number) => {
    const answer = await payWith(await createSession(own.stripe), { number });
    expect(answer.status).toBe(303);
  });
});

const openDispute = async (method = 'pm_card_createDispute'): Promise<Stripe.Dispute> => {
  const intent = await pay(method);
  const [opened] = (await gavel.stripe.disputes.list({ payment_intent: intent.id })).data;
  if (opened === undefined) throw new Error('a dispute was expected');
  return opened;
};

describe('disputes', () => {
  test.each([
    ['pm_card_createDispute', 'fraudulent'],
    ['pm_card_createDisputeProductNotReceived', 'product_not_received'],
  ])('are opened by %s, which takes the money and a fee', async (method, reason) => {
    const opened = await openDispute(method);
    expect(opened).toMatchObject({
      amount: 10_000,
      reason,
      status: 'needs_response',
      is_charge_refundable: false,
      balance_transactions: [{ amount: -10_000, fee: 1500, net: -11_500, type: 'adjustment' }],
      evidence_details: { has_evidence: false, submission_count: 0 },
    });
    const charge = await gavel.stripe.charges.retrieve(idOf(opened.charge));
    expect(charge.disputed).toBe(true);
    await expect(gavel.stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
  });

  test('are won with good evidence: money and fee return, and the charge can be refunded', async () => {
    const opened = await openDispute();
    const kept = await gavel.stripe.disputes.update(opened.id, {
      evidence: { customer_name: 'Alice' },
      submit: false,
    });
    expect(kept).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true } });
    const won = await gavel.stripe.disputes.update(opened.id, {
      evidence: { uncategorized_text: 'winning_evidence' },
    });
    expect(won).toMatchObject({
      status: 'won',
      is_charge_refundable: true,
      evidence: { customer_name: 'Alice' },
    });
    expect(won.balance_transactions.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    await expect(gavel.stripe.refunds.create({ charge: idOf(opened.charge) })).resolves.toMatchObject({
      status: 'succeeded',
    });
    await gavel.inbox.waitFor(
      ({ type, data }) =>
        type === 'charge.dispute.funds_reinstated' && 'id' in data.object && data.object.id === opened.id,
    );
  });

  test('are lost with bad evidence or by giving in, and stay decided', async () => {
    const first = await openDispute();
    const lost = await gavel.stripe.disputes.update(first.id, {
      evidence: { uncategorized_text: 'losing_evidence' },
    });
    expect(lost.status).toBe('lost');
    const second = await openDispute();
    expect((await gavel.stripe.disputes.close(second.id)).status).toBe('lost');
    await expect(gavel.stripe.disputes.close(second.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  test('stay under review with any other evidence', async () => {
    const opened = await openDispute();
    const submitted = await gavel.stripe.disputes.update(opened.id, {
      evidence: { product_description: 'A violin' },
    });
    expect(submitted).toMatchObject({ status: 'under_review', evidence_details: { submission_count: 1 } });
  });
});

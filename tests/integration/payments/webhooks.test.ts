import { Stripe } from 'stripe';
import { expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { openCheckout, takeWebhook, type WebhookDelivery } from '#lib/payments/index';
import { stripeEndpoint } from '#lib/platform/config';
import { useTestDatabase } from '#tests/support/database';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import {
  makeWonLot,
  readLot,
  readNotices,
  setCheckout,
  setDue,
  type WonLot,
} from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const told = ['won to buyer', 'sold to seller', 'paid to buyer', 'paid to seller'];

/** A lot whose winner has paid on the hosted page, and the webhook about it, not handed on yet. */
async function makePaidLot(): Promise<{ lot: WonLot; delivery: WebhookDelivery; checkoutUrl: string }> {
  const lot = await makeWonLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  const { checkoutUrl } = checkout;
  expect(await house.pay(checkoutUrl, cards.good)).toBe(303);
  return { lot, delivery: await house.completion(checkoutUrl), checkoutUrl };
}

/** Signed as Stripe signs, at a moment of the test's choosing. */
function sign(
  rawBody: string,
  { secret, ageSeconds }: { secret?: string; ageSeconds?: number } = {},
): WebhookDelivery {
  const { secretKey, webhookSecret } = stripeEndpoint();
  const signature = new Stripe(secretKey).webhooks.generateTestHeaderString({
    payload: rawBody,
    secret: secret ?? webhookSecret,
    timestamp: Math.floor(Date.now() / 1000) - (ageSeconds ?? 0),
  });
  return { rawBody, signature };
}

const countEvents = () => database().stripeEvent.count();

test('a webhook delivered three times, and twice at once, settles once', async () => {
  const { lot, delivery } = await makePaidLot();
  await takeWebhook(delivery);
  const outcomes = await Promise.all([takeWebhook(delivery), takeWebhook(delivery)]);
  expect(outcomes).toEqual([{ accepted: true }, { accepted: true }]);
  expect(await readLot(lot.auctionId)).toMatchObject({ status: 'closed', version: 3 });
  expect(await readNotices(lot)).toEqual(told);
});

test('two deliveries of one event that race settle once', async () => {
  const { lot, delivery } = await makePaidLot();
  await Promise.all([takeWebhook(delivery), takeWebhook(delivery), takeWebhook(delivery)]);
  expect(await readLot(lot.auctionId)).toMatchObject({ status: 'closed', outcome: 'sold', version: 3 });
  expect(await readNotices(lot)).toEqual(told);
});

test('two different events about one payment settle once, and neither is taken for a second payment', async () => {
  const { lot, delivery } = await makePaidLot();
  await takeWebhook(delivery);
  const twin = delivery.rawBody.replace(/"id": "evt_\w+"/, '"id": "evt_twin"');
  expect(twin).not.toBe(delivery.rawBody);
  expect(await takeWebhook(sign(twin))).toEqual({ accepted: true });
  expect(await readNotices(lot)).toEqual(told);
  expect(house.logged('stray_payment')).toEqual([]);
});

test('all that Stripe sends about a payment, in reverse order, leads to the same end', async () => {
  const { lot } = await makePaidLot();
  const deliveries = house.deliveries();
  expect(deliveries.length).toBeGreaterThan(1);
  for (const delivery of deliveries.toReversed())
    expect(await takeWebhook(delivery)).toEqual({ accepted: true });
  expect(await readLot(lot.auctionId)).toMatchObject({ outcome: 'sold', version: 3 });
  expect(await readNotices(lot)).toEqual(told);
});

test('an event that claims a payment which Stripe does not confirm settles nothing', async () => {
  const lot = await makeWonLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error('the winner may pay');
  const id = checkout.checkoutUrl.split('/').at(-1);
  const claim = {
    id: 'evt_claim',
    object: 'event',
    type: 'checkout.session.completed',
    data: { object: { id, object: 'checkout.session', payment_status: 'paid', amount_total: 12_000 } },
  };
  expect(await takeWebhook(sign(JSON.stringify(claim)))).toEqual({ accepted: true });
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
});

test.each(['checkout.session.expired', 'payment_intent.succeeded', 'a.type.nobody.knows.yet'])(
  'an event of type %s is taken and remembered, and changes nothing',
  async (type) => {
    const id = `evt_${type.replaceAll('.', '_')}`;
    const event = { id, object: 'event', type, data: { object: { id: 'obj_1' } } };
    expect(await takeWebhook(sign(JSON.stringify(event)))).toEqual({ accepted: true });
    expect(await database().stripeEvent.findUnique({ where: { id } })).toMatchObject({ type });
  },
);

test('an event about a session that Stripe does not know is taken and changes nothing', async () => {
  const event = {
    id: 'evt_stray',
    object: 'event',
    type: 'checkout.session.completed',
    data: { object: { id: 'cs_test_nowhere' } },
  };
  expect(await takeWebhook(sign(JSON.stringify(event)))).toEqual({ accepted: true });
});

test('a delivery that Stripe did not sign, or signed long ago, is refused and leaves no trace', async () => {
  const { lot, delivery } = await makePaidLot();
  const { rawBody } = delivery;
  const before = await countEvents();
  const forgeries: WebhookDelivery[] = [
    { rawBody, signature: null },
    { rawBody, signature: '' },
    { rawBody, signature: 't=1,v1=00' },
    { rawBody: `${rawBody} `, signature: delivery.signature },
    sign(rawBody, { secret: 'whsec_somebody_elses' }),
    sign(rawBody, { ageSeconds: 301 }),
  ];
  for (const forgery of forgeries)
    expect(await takeWebhook(forgery)).toEqual({ accepted: false, reason: 'bad_signature' });
  expect(await countEvents()).toBe(before);
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
});

test.each(['not JSON', '{"object":"charge"}', '{}', 'null', '[]', '7', '{"object":"event"}'])(
  'a signed body that is no event is refused: %s',
  async (body) => {
    expect(await takeWebhook(sign(body))).toEqual({ accepted: false, reason: 'bad_payload' });
  },
);

test('while Stripe cannot confirm a payment the delivery fails, and a later one settles it', async () => {
  const { lot, delivery } = await makePaidLot();
  await expect(house.whileStripeIsDown(() => takeWebhook(delivery))).rejects.toBeInstanceOf(
    Stripe.errors.StripeError,
  );
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
  expect(await takeWebhook(delivery)).toEqual({ accepted: true });
  expect((await readLot(lot.auctionId)).order.status).toBe('paid');
});

test('a payment that comes after it was due, before the order lapsed, still counts', async () => {
  const { lot, delivery } = await makePaidLot();
  await setDue(lot.auctionId, -60);
  await takeWebhook(delivery);
  expect(await readLot(lot.auctionId)).toMatchObject({ outcome: 'sold', order: { status: 'paid' } });
});

test('a payment through a session that belongs to no order is left alone', async () => {
  const { lot, delivery } = await makePaidLot();
  await setCheckout(lot.auctionId, 'cs_test_of_this_order');
  expect(await takeWebhook(delivery)).toEqual({ accepted: true });
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');
  expect(house.logged('payment_not_ours')).toHaveLength(1);
});

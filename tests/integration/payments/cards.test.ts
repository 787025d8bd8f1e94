import { Stripe } from 'stripe';
import { expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { readOwnCard, removeCard, saveCard, syncCard, takeWebhook } from '#lib/payments/index';
import { findCard } from '#lib/payments/cards/card-rows';
import type { BidderId } from '#lib/auction/types';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { fillPage, keepCard, savedCards } from '#tests/integration/payments/saved-card';

useTestDatabase();
const house = usePaymentHouse();

const visa = { brand: 'visa', lastFour: '4242', expiryMonth: 12, expiryYear: 2040 };

const knownAt = async (bidderId: BidderId) => {
  const known = await findCard(database(), bidderId);
  if (!known) throw new Error('Stripe does not know the bidder');
  return known;
};

const cardsAtStripe = async (bidderId: BidderId): Promise<string[]> => {
  const { customerId } = await knownAt(bidderId);
  const { data } = await house.stripe().customers.listPaymentMethods(customerId);
  return data.map(({ card }) => card?.last4 ?? '?');
};

test('a bidder saves a card on Stripe’s page, and the house knows its brand and its last four digits', async () => {
  const { id } = await makeBidder();
  expect(await readOwnCard(id)).toBeNull();
  const page = await saveCard(id);
  expect(await readOwnCard(id)).toBeNull();
  await fillPage(page, savedCards.good);
  await syncCard(id);
  expect(await readOwnCard(id)).toEqual(visa);
});

test('whoever comes back without having saved one has none', async () => {
  const { id } = await makeBidder();
  await saveCard(id);
  await syncCard(id);
  expect(await readOwnCard(id)).toBeNull();
  const stranger = (await makeBidder()).id;
  await syncCard(stranger);
  expect(await readOwnCard(stranger)).toBeNull();
});

test('ten clicks at once make one customer, and each opens a page of its own', async () => {
  const { id } = await makeBidder();
  const pages = await Promise.all(Array.from({ length: 10 }, () => saveCard(id)));
  expect(new Set(pages).size).toBe(10);
  const customers = await house.stripe().customers.list({ limit: 100 });
  expect(customers.data.filter(({ metadata }) => metadata['bidder_id'] === String(id))).toHaveLength(1);
});

test('a crash before the customer was remembered does not lead to a second one', async () => {
  const { id } = await makeBidder();
  await saveCard(id);
  const { customerId } = await knownAt(id);
  await database().savedCard.delete({ where: { bidderId: id } });
  await saveCard(id);
  expect((await knownAt(id)).customerId).toBe(customerId);
});

test('another card takes the place of the first, which Stripe lets go', async () => {
  const { id } = await makeBidder();
  await keepCard(id);
  await keepCard(id, savedCards.other);
  expect(await readOwnCard(id)).toMatchObject({ brand: 'mastercard', lastFour: '4444' });
  expect(await cardsAtStripe(id)).toEqual(['4444']);
});

test('a removed card is gone at Stripe too, and stays gone', async () => {
  const { id } = await makeBidder();
  await keepCard(id);
  await Promise.all([removeCard(id), removeCard(id)]);
  expect(await readOwnCard(id)).toBeNull();
  await syncCard(id);
  expect(await readOwnCard(id)).toBeNull();
  expect(await cardsAtStripe(id)).toEqual([]);
});

test('while Stripe is out of reach a card can be neither saved nor removed, and stays', async () => {
  const { id } = await makeBidder();
  await keepCard(id);
  await expect(house.whileStripeIsDown(() => saveCard(id))).rejects.toBeInstanceOf(Stripe.errors.StripeError);
  await expect(house.whileStripeIsDown(() => removeCard(id))).rejects.toBeInstanceOf(
    Stripe.errors.StripeError,
  );
  expect(await readOwnCard(id)).toEqual(visa);
});

test('events alone make a saved card known, in whatever order and however often they come', async () => {
  const { id } = await makeBidder();
  const page = await saveCard(id);
  await fillPage(page, savedCards.good);
  const completion = await house.completion(page);
  const { setup_intent: setup } = await house
    .stripe()
    .checkout.sessions.retrieve(page.split('/').at(-1) ?? '');
  const succeeded = await house.told('setup_intent.succeeded', typeof setup === 'string' ? setup : '');
  for (const delivery of [succeeded, completion, succeeded, completion]) {
    await database().stripeEvent.deleteMany();
    expect(await takeWebhook(delivery)).toEqual({ accepted: true });
    expect(await readOwnCard(id)).toEqual(visa);
  }
});

test('a card that was let go at Stripe is forgotten when its event comes, and events before it bring nothing back', async () => {
  const { id } = await makeBidder();
  const page = await saveCard(id);
  await fillPage(page, savedCards.good);
  await syncCard(id);
  const { card } = await knownAt(id);
  await house.stripe().paymentMethods.detach(card?.paymentMethodId ?? '');
  await takeWebhook(await house.told('payment_method.detached', card?.paymentMethodId ?? ''));
  expect(await readOwnCard(id)).toBeNull();
  await takeWebhook(await house.completion(page));
  expect(await readOwnCard(id)).toBeNull();
});

test('the events of somebody else’s cards at the same Stripe account concern nobody', async () => {
  const customer = await house.stripe().customers.create({});
  const setup = await house.stripe().setupIntents.create({
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  const before = await database().savedCard.count();
  await takeWebhook(await house.told('setup_intent.succeeded', setup.id));
  expect(await database().savedCard.count()).toBe(before);
});

import { expect, test } from 'vitest';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import {
  markOrderPaid,
  openCheckout,
  readOrderView,
  readOwnAddress,
  saveAddress,
  takeWebhook,
  type DeliveryAddress,
} from '#lib/payments/index';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot, type WonLot } from '#tests/integration/payments/won-lot';

useTestDatabase();
const house = usePaymentHouse();

const secret = 'Number 17 Rue Cachée';
const address: DeliveryAddress = {
  name: 'Ada Lovelace',
  line1: secret,
  line2: '',
  city: 'Lyon',
  region: '',
  postalCode: '69001',
  country: 'FR',
  phone: '+33 4 72 00 00 00',
};

const orderIdOf = async (auctionId: AuctionId): Promise<number> => (await readLot(auctionId)).order.id;

const viewOf = async ({ auctionId }: WonLot, readerId: BidderId) =>
  readOrderView({ orderId: await orderIdOf(auctionId), readerId });

/** Pays with a card on the hosted page, and hands the webhook on. */
async function pay({ auctionId, buyerId }: WonLot): Promise<void> {
  const opened = await openCheckout({ auctionId, buyerId });
  if (!opened.accepted) throw new Error(opened.refusal.code);
  expect(await house.pay(opened.checkoutUrl, cards.good)).toBe(303);
  expect(await takeWebhook(await house.completion(opened.checkoutUrl))).toEqual({ accepted: true });
}

test('a lot that is shipped is paid for once its buyer has said where to; a pick-up at once', async () => {
  const shipped = await makeWonLot({ shippingPrice: 12_00 });
  expect(await openCheckout(shipped)).toEqual({
    accepted: false,
    refusal: { code: 'address_required' },
  });
  expect(await saveAddress(shipped.buyerId, { ...address, country: '' })).toMatchObject({
    accepted: false,
    faults: [{ path: 'country' }],
  });
  expect(await readOwnAddress(shipped.buyerId)).toBeNull();
  expect(await saveAddress(shipped.buyerId, address)).toEqual({ accepted: true });
  expect((await openCheckout(shipped)).accepted).toBe(true);
  expect((await openCheckout(await makeWonLot())).accepted).toBe(true);
});

test('the seller learns the address with the payment, and nobody else ever', async () => {
  const lot = await makeWonLot({ shippingPrice: 0 });
  const stranger = await makeBidder();
  await saveAddress(lot.buyerId, address);
  expect((await viewOf(lot, lot.buyerId))?.address).toEqual(address);
  expect((await viewOf(lot, lot.sellerId))?.address).toBeNull();
  await pay(lot);
  expect(await viewOf(lot, lot.sellerId)).toMatchObject({ role: 'seller', status: 'paid', address });
  expect(await viewOf(lot, lot.buyerId)).toMatchObject({ role: 'buyer', proceeds: null, address });
  expect(await viewOf(lot, stranger.id)).toBeNull();
  expect(await readOrderView({ orderId: 999_999, readerId: lot.buyerId })).toBeNull();
});

test('an order keeps the address it was paid with, whatever its buyer says later', async () => {
  const lot = await makeWonLot({ shippingPrice: 5_00 });
  await saveAddress(lot.buyerId, { ...address, city: 'Paris' });
  await saveAddress(lot.buyerId, address);
  await pay(lot);
  await saveAddress(lot.buyerId, { ...address, line1: 'Elsewhere 1' });
  expect((await viewOf(lot, lot.sellerId))?.address).toEqual(address);
  expect((await readOwnAddress(lot.buyerId))?.line1).toBe('Elsewhere 1');
});

test('an order that was paid without an address gets the next one', async () => {
  const lot = await makeWonLot({ shippingPrice: 5_00 });
  await markOrderPaid({ auctionId: lot.auctionId, alongside: () => Promise.resolve() });
  expect((await viewOf(lot, lot.sellerId))?.address).toBeNull();
  await saveAddress(lot.buyerId, address);
  expect((await viewOf(lot, lot.sellerId))?.address).toEqual(address);
});

test('a pick-up has no address on its order, though its buyer has one', async () => {
  const lot = await makeWonLot();
  await saveAddress(lot.buyerId, address);
  await pay(lot);
  expect((await readLot(lot.auctionId)).order.addressSealed).toBeNull();
  expect((await viewOf(lot, lot.sellerId))?.address).toBeNull();
});

test('no address stands in the clear: not in the database, a notice, a mail, or at the payment service', async () => {
  const lot = await makeWonLot({ shippingPrice: 5_00 });
  await saveAddress(lot.buyerId, address);
  await pay(lot);
  const tables = await database().$queryRaw<{ text: string }[]>`
    SELECT t::text AS text FROM orders t UNION ALL SELECT t::text FROM delivery_addresses t
    UNION ALL SELECT t::text FROM notices t UNION ALL SELECT t::text FROM captured_mails t
    UNION ALL SELECT t::text FROM idempotency_keys t`;
  const told = [
    ...tables.map(({ text }) => text),
    JSON.stringify(await house.sessions()),
    ...house.deliveries().map(({ rawBody }) => rawBody),
  ].join('\n');
  for (const hidden of [secret, 'Lovelace', 'Lyon', '69001', address.phone])
    expect(told).not.toContain(hidden);
});

test('buyer and seller see what the price is made of, and the seller what becomes theirs', async () => {
  const lot = await makeWonLot({ price: 100_00, shippingPrice: 12_00 });
  expect(await viewOf(lot, lot.buyerId)).toMatchObject({
    status: 'pending',
    price: { hammerPrice: 100_00, buyersPremium: 0, shippingPrice: 12_00, tax: 0, totalPrice: 112_00 },
    proceeds: null,
  });
  expect((await viewOf(lot, lot.sellerId))?.proceeds).toEqual({ commission: 0, proceeds: 112_00 });
});

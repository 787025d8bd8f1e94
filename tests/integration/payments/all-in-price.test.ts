import { expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { findLot } from '#lib/listings/index';
import { currentFeeScheduleId, openCheckout, priceBreakdown, saveAddress } from '#lib/payments/index';
import { environment, type Environment } from '#lib/platform/env';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';
import { useTestDatabase } from '#tests/support/database';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot } from '#tests/integration/payments/won-lot';
import { parseFeeTiers } from '#lib/platform/fee-tiers';
import { seededRandom } from '#tests/unit/auction/seeded-random';

useTestDatabase();
const house = usePaymentHouse();

type Fees = Pick<Environment, 'buyersPremium' | 'sellersCommission' | 'taxBasisPoints'>;

/** From here on the house charges this. @returns the number of its schedule. */
async function charge(fees: Fees): Promise<number> {
  const changed = { ...environment(), ...fees };
  forgetProcessWide('environment');
  processWide('environment', () => changed);
  return inTransaction((tx) => currentFeeScheduleId(tx));
}

const somewhere = {
  name: 'A. Buyer',
  line1: '1 Test Street',
  line2: '',
  city: 'Berlin',
  region: '',
  postalCode: '10117',
  country: 'DE',
  phone: '',
};

const tiers = (text: string) => parseFeeTiers(text) ?? [];
const dear: Fees = {
  buyersPremium: tiers('0:25,1000:20'),
  sellersCommission: tiers('10%'),
  taxBasisPoints: 825,
};

test('a schedule is written once for each set of terms, and the house without fees has the first one', async () => {
  expect(await charge({ buyersPremium: [], sellersCommission: [], taxBasisPoints: 0 })).toBe(1);
  const id = await charge(dear);
  const again = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => currentFeeScheduleId(tx))));
  expect(again).toEqual([id, id, id]);
  expect(await charge({ ...dear, taxBasisPoints: 826 })).not.toBe(id);
});

test('writing the same new schedule at the same moment leads to one', async () => {
  await charge({ ...dear, taxBasisPoints: 1 });
  const fresh = { ...environment(), taxBasisPoints: 2 };
  forgetProcessWide('environment');
  processWide('environment', () => fresh);
  const ids = await Promise.all(
    Array.from({ length: 6 }, () => inTransaction((tx) => currentFeeScheduleId(tx))),
  );
  expect(new Set(ids).size).toBe(1);
});

test('a lot keeps the fees of its listing, whatever the house charges when it is won', async () => {
  const feeScheduleId = await charge(dear);
  await charge({ ...dear, taxBasisPoints: 0 });
  const { auctionId } = await makeWonLot({ price: 2000_00, feeScheduleId, shippingPrice: 12_00 });
  expect((await readLot(auctionId)).order).toMatchObject({
    hammerPrice: 2000_00n,
    buyersPremium: 450_00n,
    shippingPrice: 12_00n,
    tax: 203_12n,
    totalPrice: 2665_12n,
    commission: 200_00n,
  });
});

test('the payment page names every part of the price', async () => {
  const { auctionId, buyerId } = await makeWonLot({
    price: 1000_00,
    feeScheduleId: await charge(dear),
    shippingPrice: 15_00,
  });
  await saveAddress(buyerId, somewhere);
  const opened = await openCheckout({ auctionId, buyerId });
  if (!opened.accepted) throw new Error(opened.refusal.code);
  const { title } = await database().auction.findUniqueOrThrow({ where: { id: auctionId } });
  const [session] = await house.sessions();
  const { data } = await house.stripe().checkout.sessions.listLineItems(session?.id ?? '');
  expect(data.map(({ description, amount_total: amount }) => [description, amount])).toEqual([
    [title, 1000_00],
    ['Buyer’s premium', 250_00],
    ['Shipping', 15_00],
    ['Tax', 104_36],
  ]);
});

test('whatever the terms: what is shown before the bid is what is owed and what is charged', async () => {
  const seed = Date.now() % 2 ** 31;
  const random = seededRandom(seed);
  for (let round = 0; round < 12; round++) {
    const feeScheduleId = await charge({
      buyersPremium: tiers(`0:${random.whole(0, 40)},${random.whole(1, 900)}:${random.whole(0, 99) / 4}`),
      sellersCommission: tiers(`${random.whole(0, 100)}%`),
      taxBasisPoints: random.whole(0, 3000),
    });
    const currency = random.pick(['USD', 'JPY', 'BHD', 'ISK']);
    const price = random.whole(100, 5000) * 10;
    const shippingPrice = random.chance(0.5) ? { shippingPrice: random.whole(0, 400) * 10 } : {};
    const { auctionId, buyerId } = await makeWonLot({ price, currency, feeScheduleId, ...shippingPrice });
    const lot = await findLot(auctionId);
    if (!lot) throw new Error('the lot can be read');
    const shown = priceBreakdown(cents(price), lot.priceTerms).totalPrice;
    const { order } = await readLot(auctionId);
    await saveAddress(buyerId, somewhere);
    const opened = await openCheckout({ auctionId, buyerId });
    const sessions = await house.sessions();
    const charged = sessions.find(({ metadata }) => metadata?.['auction_id'] === String(auctionId));
    const told = JSON.stringify({ seed, round, currency, price, shippingPrice, feeScheduleId });
    expect(opened.accepted, told).toBe(true);
    expect(Number(order.totalPrice), told).toBe(shown);
    expect(charged?.amount_total, told).toBe(currency === 'ISK' ? shown * 100 : shown);
  }
});

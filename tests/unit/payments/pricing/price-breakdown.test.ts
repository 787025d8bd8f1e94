import { describe, expect, it, test } from 'vitest';
import { cents, maximumBid } from '#lib/auction/money';
import { priceBreakdown, sellerProceeds, type SaleTerms } from '#lib/payments/pricing/price-breakdown';
import { toStripeAmount } from '#lib/payments/stripe/amount';
import { parseFeeTiers, type FeeTier } from '#lib/platform/fee-tiers';
import { seededRandom, type SeededRandom } from '#tests/unit/auction/seeded-random';

const tiers = (text: string): readonly FeeTier[] => {
  const read = parseFeeTiers(text);
  if (!read) throw new Error(`${text} is not written as tiers are`);
  return read;
};

const free: SaleTerms = {
  currency: 'USD',
  premium: [],
  commission: [],
  taxBasisPoints: 0,
  shippingPrice: null,
};

const premiumOn = (price: number, premium: string, currency = 'USD'): number =>
  priceBreakdown(cents(price), { ...free, currency, premium: tiers(premium) }).buyersPremium;

describe('the buyer’s premium', () => {
  it.each([
    [1, 0],
    [2, 1],
    [3, 1],
    [100, 25],
    [99_998, 25_000],
    [100_000, 25_000],
    [100_001, 25_000],
    [100_002, 25_000],
    [100_003, 25_001],
    [500_000, 105_000],
    [500_003, 105_000],
    [500_004, 105_001],
    [1_000_000, 167_500],
  ])('in tiers of 25, 20 and 12.5 %% on %d cents is %d', (price, expected) => {
    expect(premiumOn(price, '0:25,1000:20,5000:12.5')).toBe(expected);
  });

  it('is rounded once, not once a tier', () => {
    // 0.4 + 0.4 cents: each alone would be rounded away.
    expect(premiumOn(140, '0:0.4,1:1')).toBe(1);
    expect(premiumOn(100, '0:0.4,1:1')).toBe(0);
  });

  it.each([
    ['JPY', 10_000, '0:10,10000:5', 1000],
    ['JPY', 10_001, '0:10,10000:5', 1000],
    ['JPY', 10_010, '0:10,10000:5', 1001],
    ['JPY', 5, '10%', 1],
    ['JPY', 4, '10%', 0],
    ['USD', 100_00, '0:10,100:5', 1000],
    ['BHD', 100_000, '0:10,100:5', 10_000],
    ['BHD', 101_000, '0:10,100:5', 10_050],
  ])('in %s on %d counts tiers in major units', (currency, price, premium, expected) => {
    expect(premiumOn(price, premium, currency)).toBe(expected);
  });

  it.each([
    ['BHD', 10_010, '25%', 2500],
    ['BHD', 10_020, '25%', 2510],
    ['KWD', 40, '12.5%', 10],
    ['KWD', 39, '12.5%', 0],
    ['MGA', 300_00, '0.5%', 200],
    ['MGA', 299_00, '0.5%', 100],
  ])(
    'in %s is rounded to what cards can be charged: on %d at %s it is %d',
    (currency, price, rate, expected) => {
      expect(premiumOn(price, rate, currency)).toBe(expected);
    },
  );
});

describe('what a buyer pays', () => {
  it('is the hammer price, where nothing comes on top', () => {
    expect(priceBreakdown(cents(123_45), free)).toEqual({
      hammerPrice: 123_45,
      buyersPremium: 0,
      shippingPrice: null,
      tax: 0,
      totalPrice: 123_45,
    });
  });

  it('is taxed on hammer price, premium and shipping', () => {
    const terms = { ...free, premium: tiers('20%'), taxBasisPoints: 825, shippingPrice: cents(12_00) };
    expect(priceBreakdown(cents(100_00), terms)).toEqual({
      hammerPrice: 100_00,
      buyersPremium: 20_00,
      shippingPrice: 12_00,
      tax: 10_89,
      totalPrice: 142_89,
    });
  });

  it('has free shipping as a line of its own, unlike a pick-up', () => {
    expect(priceBreakdown(cents(100), { ...free, shippingPrice: cents(0) }).shippingPrice).toBe(0);
    expect(priceBreakdown(cents(100), free).shippingPrice).toBeNull();
  });

  it('stays exact at the platform’s limit with everything doubled', () => {
    const limit = maximumBid('BHD');
    const terms = {
      ...free,
      currency: 'BHD',
      premium: tiers('100%'),
      taxBasisPoints: 10_000,
      shippingPrice: limit,
    };
    expect(priceBreakdown(limit, terms)).toMatchObject({ tax: limit * 3, totalPrice: limit * 6 });
  });

  it('is refused rather than wrong beyond the safe integers', () => {
    const terms = { ...free, premium: tiers('100%') };
    expect(() => priceBreakdown(cents(Number.MAX_SAFE_INTEGER), terms)).toThrow(RangeError);
    expect(priceBreakdown(cents(Number.MAX_SAFE_INTEGER), free).totalPrice).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('what a seller gets', () => {
  it.each([
    [100_00, '10%', null, 10_00, 90_00],
    [100_00, '10%', 12_00, 10_00, 102_00],
    [100_00, '100%', 12_00, 100_00, 12_00],
    [2000_00, '0:10,1000:5', null, 150_00, 1850_00],
    [1, '50%', null, 1, 0],
    [1, '49.99%', null, 0, 1],
  ])('for %d cents less %s, with shipping %s: commission %d, proceeds %d', (...row) => {
    const [price, commission, shipping, kept, proceeds] = row;
    const terms = {
      ...free,
      commission: tiers(commission),
      shippingPrice: shipping === null ? null : cents(shipping),
    };
    expect(sellerProceeds(cents(price), terms)).toEqual({ commission: kept, proceeds });
  });

  it('is never less than nothing, where rounding to whole tens would make it so', () => {
    const terms = { ...free, currency: 'BHD', commission: tiers('100%') };
    expect(sellerProceeds(cents(7), terms)).toEqual({ commission: 7, proceeds: 0 });
  });
});

function randomTiers(random: SeededRandom): readonly FeeTier[] {
  const count = random.whole(0, 4);
  let from = 0;
  return Array.from({ length: count }, () => {
    const tier = { from, basisPoints: random.whole(0, 10_000) };
    from += random.whole(1, 5000);
    return tier;
  });
}

function randomTerms(random: SeededRandom): SaleTerms {
  const currency = random.pick(['USD', 'JPY', 'BHD', 'MGA', 'ISK']);
  return {
    currency,
    premium: randomTiers(random),
    commission: randomTiers(random),
    taxBasisPoints: random.whole(0, 10_000),
    // Prices that cards take: whether they do is the seller's and the bidders' choice, not of the fees.
    shippingPrice: random.chance(0.5) ? null : cents(random.whole(0, 500) * 100),
  };
}

test('whatever the terms: parts sum to the total, a higher bid never costs less, and fees keep a price payable', () => {
  const seed = Date.now() % 2 ** 31;
  const random = seededRandom(seed);
  for (let round = 0; round < 3000; round++) {
    const terms = randomTerms(random);
    const price = cents(random.whole(1, random.pick([50, 5000, 50_000_000])) * 100);
    const [low, high] = [
      priceBreakdown(price, terms),
      priceBreakdown(cents(price + random.whole(1, 200)), terms),
    ];
    const { commission, proceeds } = sellerProceeds(price, terms);
    const told = JSON.stringify({ seed, round, terms, low, high, commission });
    expect(low.hammerPrice + low.buyersPremium + (low.shippingPrice ?? 0) + low.tax, told).toBe(
      low.totalPrice,
    );
    expect(high.totalPrice, told).toBeGreaterThan(low.totalPrice);
    expect(commission + proceeds, told).toBe(low.hammerPrice + (low.shippingPrice ?? 0));
    // What the house takes in is what it hands on, to the cent.
    expect(proceeds + commission + low.buyersPremium + low.tax, told).toBe(low.totalPrice);
    expect(toStripeAmount({ amount: low.totalPrice, currency: terms.currency }), told).not.toBeNull();
    expect(toStripeAmount({ amount: proceeds, currency: terms.currency }), told).not.toBeNull();
  }
});

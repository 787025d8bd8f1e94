import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { priceBreakdown, type PriceTerms } from '#lib/payments/pricing/price-breakdown';
import { additionsWords, deliveryWords, percentWords, premiumWords } from '#lib/payments/pricing/price-words';
import { parseFeeTiers } from '#lib/platform/fee-tiers';

const free: PriceTerms = { currency: 'USD', premium: [], taxBasisPoints: 0, shippingPrice: null };

describe('how a price reads', () => {
  it.each([
    [2500, '25%'],
    [1250, '12.5%'],
    [825, '8.25%'],
    [1, '0.01%'],
  ])('%d basis points are %s', (basisPoints, words) => {
    expect(percentWords(basisPoints)).toBe(words);
  });

  it.each([
    ['0', 'USD', ''],
    ['25%', 'USD', '25%'],
    ['0:25,1000:20,5000:12.5', 'USD', '25% up to $1,000, 20% up to $5,000, 12.5% of the rest'],
    ['0:0,100:5', 'EUR', 'nothing up to €100, 5% of the rest'],
    ['0:10,10000:0', 'JPY', '10% up to ¥10,000, nothing of the rest'],
  ])('a premium of %s in %s is “%s”', (tiers, currency, words) => {
    expect(premiumWords({ ...free, currency, premium: parseFeeTiers(tiers) ?? [] })).toBe(words);
  });

  it.each([
    [null, 'Pick-up in person'],
    [0, 'Free shipping'],
    [12_00, 'Shipping $12'],
    [12_50, 'Shipping $12.50'],
  ])('shipping of %s is “%s”', (price, words) => {
    expect(deliveryWords(price === null ? null : cents(price), 'USD')).toBe(words);
  });

  it.each<[Partial<PriceTerms>, string | null]>([
    [{}, null],
    [{ shippingPrice: cents(0) }, null],
    [{ shippingPrice: cents(12_00) }, 'shipping $12'],
    [
      { premium: parseFeeTiers('25%') ?? [], shippingPrice: cents(12_00) },
      'buyer’s premium $25 and shipping $12',
    ],
    [
      { premium: parseFeeTiers('25%') ?? [], shippingPrice: cents(12_00), taxBasisPoints: 1000 },
      'buyer’s premium $25, shipping $12 and tax $13.70',
    ],
  ])('on top of $100 comes what there is, in one breath', (change, words) => {
    expect(additionsWords(priceBreakdown(cents(100_00), { ...free, ...change }), 'USD')).toBe(words);
  });
});

import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { noShares, sharesOf, sumOf, takeShares, without, type Shares } from '#lib/payments/ledger/shares';
import { prices } from '#tests/unit/payments/ledger/orders';

const shares = (seller: number, platform: number, tax: number): Shares => ({
  seller: cents(seller),
  platform: cents(platform),
  tax: cents(tax),
});

describe('the shares of an order', () => {
  it('are the hammer price and shipping less commission, premium and commission, and the tax', () => {
    expect(sharesOf(prices)).toEqual(shares(9800, 3700, 1350));
  });

  it('go to the seller alone where the house charges nothing and the lot is picked up', () => {
    const zero = cents(0);
    const bare = { ...prices, buyersPremium: zero, shippingPrice: null, tax: zero, commission: zero };
    expect(sharesOf(bare)).toEqual(shares(10_000, 0, 0));
  });

  it('sum to the total', () => {
    expect(sumOf(sharesOf(prices))).toBe(10_000 + 2500 + 1000 + 1350);
  });
});

describe('taking out of shares', () => {
  it.each<{ left: Shares; amount: number; taken: Shares }>([
    { left: shares(9800, 3700, 1350), amount: 0, taken: noShares },
    { left: shares(9800, 3700, 1350), amount: 14_850, taken: shares(9800, 3700, 1350) },
    { left: shares(9800, 3700, 1350), amount: 7425, taken: shares(4900, 1850, 675) },
    // 0.66, 0.25 and 0.09 of a cent: the largest remainder has it.
    { left: shares(9800, 3700, 1350), amount: 1, taken: shares(1, 0, 0) },
    { left: shares(9800, 3700, 1350), amount: 2, taken: shares(1, 1, 0) },
    // Equal remainders: the seller's share first, then the house's.
    { left: shares(1, 1, 1), amount: 1, taken: shares(1, 0, 0) },
    { left: shares(1, 1, 1), amount: 2, taken: shares(1, 1, 0) },
    { left: shares(0, 1, 1), amount: 1, taken: shares(0, 1, 0) },
    { left: shares(0, 0, 0), amount: 0, taken: noShares },
    // Products beyond what a double holds exactly: the largest share is cut the most, by a little more than a third.
    {
      left: shares(99_999_999_999, 99_999_999_998, 99_999_999_997),
      amount: 299_999_999_993,
      taken: shares(99_999_999_998, 99_999_999_998, 99_999_999_997),
    },
  ])('$amount of $left', ({ left, amount, taken }) => {
    expect(takeShares(left, cents(amount))).toEqual(taken);
  });

  it('more than there is is refused', () => {
    expect(() => takeShares(shares(1, 1, 1), cents(4))).toThrow(RangeError);
    expect(() => without(shares(1, 0, 0), shares(0, 1, 0))).toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import { houseTiers, incrementAt, minimumBid, suggestBids } from '#lib/auction/increments';
import { cents, maximumBid } from '#lib/auction/money';
import { ada, after, bid, exampleAuction, proxyBid } from '#tests/unit/auction/examples';

const tiered = (currency: string) => ({ currency, bidIncrement: null });

function suggest(minimum: number, currency = 'USD', fixedStep: number | null = null): readonly number[] {
  const bidIncrement = fixedStep === null ? null : cents(fixedStep);
  return suggestBids({ minimumBid: cents(minimum), currency, bidIncrement });
}

describe('the house’s increments', () => {
  test.each([
    [0, 5],
    [1, 5],
    [99, 5],
    [1_00, 25],
    [4_99, 25],
    [5_00, 50],
    [24_99, 50],
    [25_00, 1_00],
    [99_99, 1_00],
    [100_00, 2_50],
    [249_99, 2_50],
    [250_00, 5_00],
    [499_99, 5_00],
    [500_00, 10_00],
    [999_99, 10_00],
    [1_000_00, 25_00],
    [2_499_99, 25_00],
    [2_500_00, 50_00],
    [4_999_99, 50_00],
    [5_000_00, 100_00],
    [99_999_999_00, 100_00],
  ])('at %d US cents step by %d', (price, step) => {
    expect(incrementAt(cents(price), tiered('USD'))).toBe(step);
  });

  test.each([
    ['BHD', 99_999, 1_000],
    ['BHD', 100_000, 2_500],
    ['BHD', 999, 50],
    ['JPY', 4, 1],
    ['JPY', 100, 3],
    ['JPY', 1_000, 25],
    ['JPY', 5_000, 100],
  ])('in %s at %d step by %d minor units', (currency, price, step) => {
    expect(incrementAt(cents(price), tiered(currency))).toBe(step);
  });

  test('give way to the seller’s fixed step', () => {
    expect(incrementAt(cents(5_000_00), { currency: 'USD', bidIncrement: cents(7) })).toBe(7);
  });
});

describe('the house’s tiers, for people to read', () => {
  test('are what bids step by, lowest first', () => {
    expect(houseTiers('USD').slice(0, 3)).toEqual([
      { from: 0, step: 5 },
      { from: 1_00, step: 25 },
      { from: 5_00, step: 50 },
    ]);
    for (const currency of ['USD', 'JPY', 'BHD']) {
      const listed = houseTiers(currency);
      expect(listed).toHaveLength(10);
      for (const { from, step } of listed) {
        expect(incrementAt(from, tiered(currency))).toBe(step);
      }
    }
  });
});

describe('the minimum bid', () => {
  test('is the starting price until there is a leader, then a step above the price', () => {
    const fresh = exampleAuction();
    expect(minimumBid(fresh)).toBe(100_00);
    expect(minimumBid(after(fresh, bid(ada, 100_00)))).toBe(102_50);
    expect(minimumBid(after(fresh, proxyBid(ada, 260_00, 900_00)))).toBe(265_00);
  });

  test('follows the seller’s fixed step', () => {
    expect(minimumBid(after(exampleAuction({ bidIncrement: cents(1) }), bid(ada, 100_00)))).toBe(100_01);
  });
});

describe('suggested bids', () => {
  test.each([
    [6, [6, 20, 40]],
    [5_00, [5_00, 6_00, 8_00]],
    [25_00, [25_00, 26_00, 30_00]],
    [40_00, [40_00, 42_00, 50_00]],
    [102_50, [102_50, 105_00, 125_00]],
    [1_050_00, [1_050_00, 1_100_00, 1_250_00]],
    [2_500_00, [2_500_00, 2_600_00, 3_000_00]],
    [123_456_00, [123_456_00, 126_000_00, 130_000_00]],
  ])('from %d US cents are %j', (minimum, suggestions) => {
    expect(suggest(minimum)).toEqual(suggestions);
  });

  test('follow a fixed step and other currencies', () => {
    expect(suggest(150_00, 'USD', 50_00)).toEqual([150_00, 200_00, 400_00]);
    expect(suggest(105, 'JPY')).toEqual([105, 110, 120]);
  });

  test('are whole, rising and each a full step apart, at every price', () => {
    for (const currency of ['USD', 'JPY', 'BHD']) {
      for (let minimum = 1; minimum < maximumBid(currency) / 3; minimum = Math.ceil(minimum * 1.07)) {
        const [first = 0, second = 0, third = 0] = suggest(minimum, currency);
        const step = incrementAt(cents(minimum), tiered(currency));
        expect(first).toBe(minimum);
        expect(second - first).toBeGreaterThanOrEqual(step);
        expect(third - second).toBeGreaterThanOrEqual(step);
      }
    }
  });

  test('stop at the platform’s limit', () => {
    const limit = maximumBid('USD');
    expect(suggest(limit)).toEqual([limit]);
    expect(suggest(limit + 1)).toEqual([]);
  });
});

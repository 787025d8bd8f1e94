import { describe, expect, test } from 'vitest';
import { commonCurrencies, currencies, isCurrency, minorDigits, minorUnits } from '#lib/auction/currencies';
import {
  cents,
  formatMoney,
  higher,
  lower,
  maximumBid,
  parseMoney,
  plainAmount,
  plus,
} from '#lib/auction/money';

describe('an amount', () => {
  test.each([0, 1, Number.MAX_SAFE_INTEGER])('may be %d', (amount) => {
    expect(cents(amount)).toBe(amount);
  });

  test.each([-1, 0.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'may not be %d',
    (amount) => {
      expect(() => cents(amount)).toThrow(RangeError);
    },
  );

  test('adds and compares', () => {
    expect(plus(cents(1), cents(2))).toBe(3);
    expect(higher(cents(1), cents(2))).toBe(2);
    expect(lower(cents(1), cents(2))).toBe(1);
    expect(() => plus(cents(Number.MAX_SAFE_INTEGER), cents(1))).toThrow(RangeError);
  });
});

describe('currencies', () => {
  test.each([
    ['USD', 2, 100],
    ['JPY', 0, 1],
    ['BHD', 3, 1000],
    ['IDR', 2, 100],
    ['CLP', 0, 1],
  ])('%s has %d digits, %d minor units', (currency, digits, units) => {
    expect(minorDigits(currency)).toBe(digits);
    expect(minorUnits(currency)).toBe(units);
  });

  test('are in order, each once, and writable by Intl', () => {
    expect(currencies).toEqual([...new Set(currencies)].toSorted());
    for (const currency of currencies)
      expect(formatMoney(cents(minorUnits(currency)), currency)).toMatch(/1$/);
  });

  test('offered first are dealt in', () => {
    expect(commonCurrencies.every(isCurrency)).toBe(true);
  });

  test.each(['usd', 'XYZ', 'US', ''])('"%s" is none', (currency) => {
    expect(isCurrency(currency)).toBe(false);
    expect(() => minorDigits(currency)).toThrow(RangeError);
  });
});

describe('the platform’s limit', () => {
  test.each([
    ['USD', 10_000_000_000],
    ['JPY', 100_000_000],
    ['BHD', 100_000_000_000],
  ])('in %s is %d minor units', (currency, limit) => {
    expect(maximumBid(currency)).toBe(limit);
  });

  test('leaves room for the sum of 90,000 of the dearest lots', () => {
    for (const currency of currencies) {
      expect(Number.isSafeInteger(maximumBid(currency) * 90_000)).toBe(true);
    }
  });
});

describe('writing', () => {
  test.each([
    [100_00, 'USD', '$100'],
    [1_049_50, 'USD', '$1,049.50'],
    [5, 'USD', '$0.05'],
    [0, 'USD', '$0'],
    [99_999_999_99, 'USD', '$99,999,999.99'],
    [10_000, 'JPY', '¥10,000'],
    [10_500, 'BHD', 'BHD\u00a010.500'],
    [10_000, 'BHD', 'BHD\u00a010'],
    [100_00, 'CAD', 'CA$100'],
    [1_050_00, 'EUR', '€1,050'],
  ])('%d %s is %s', (amount, currency, text) => {
    expect(formatMoney(cents(amount), currency)).toBe(text);
  });

  test('follows another locale when asked to', () => {
    expect(formatMoney(cents(1_049_50), 'EUR', 'de-DE')).toBe('1.049,50\u00a0€');
  });

  test.each([
    [1_049_50, 'USD', '1049.50'],
    [1_050_00, 'USD', '1050'],
    [5, 'USD', '0.05'],
    [10_000, 'JPY', '10000'],
    [10_007, 'BHD', '10.007'],
  ])('%d %s in a field is %s', (amount, currency, text) => {
    expect(plainAmount(cents(amount), currency)).toBe(text);
  });

  test.each(currencies)('%s reads back as the same amount', (currency) => {
    for (const amount of [
      0,
      1,
      99,
      100,
      1000,
      1_049_50,
      1_234_567_89,
      maximumBid(currency) - 1,
      maximumBid(currency),
    ]) {
      expect(parseMoney(formatMoney(cents(amount), currency), currency)).toBe(amount);
      expect(parseMoney(plainAmount(cents(amount), currency), currency)).toBe(amount);
    }
  });
});

describe('reading what people type', () => {
  test.each([
    ['1050', 'USD', 1_050_00],
    ['1,050', 'USD', 1_050_00],
    ['$1,050', 'USD', 1_050_00],
    [' $ 1,050.50 ', 'USD', 1_050_50],
    ['1050.5', 'USD', 1_050_50],
    ['1050.', 'USD', 1_050_00],
    ['.5', 'USD', 50],
    ['0.05', 'USD', 5],
    ['007', 'USD', 7_00],
    ['usd 1050', 'USD', 1_050_00],
    ['1050 USD', 'USD', 1_050_00],
    ['1,05', 'USD', 1_05],
    ['1.050,50', 'USD', 1_050_50],
    ['1.050.000', 'USD', 1_050_000_00],
    ['1 050,50', 'EUR', 1_050_50],
    ['1\u00a0050\u202f€', 'EUR', 105_000],
    ['1’050.50', 'CHF', 1_050_50],
    ['$50', 'CAD', 50_00],
    ['CA$50', 'CAD', 50_00],
    ['¥1,050', 'JPY', 1_050],
    ['1.050', 'BHD', 1_050],
    ['1,050', 'BHD', 1_050_000],
    ['1.234,567', 'BHD', 1_234_567],
    ['0,500', 'BHD', 500],
    ['12,345,678.9', 'USD', 12_345_678_90],
  ])('"%s" in %s is %d', (text, currency, amount) => {
    expect(parseMoney(text, currency)).toBe(amount);
  });

  test.each([
    ['', 'USD'],
    [' ', 'USD'],
    ['.', 'USD'],
    ['$', 'USD'],
    ['abc', 'USD'],
    ['-5', 'USD'],
    ['+5', 'USD'],
    ['1e5', 'USD'],
    ['0x10', 'USD'],
    ['Infinity', 'USD'],
    ['١٢', 'USD'],
    ['1.050', 'USD'],
    ['1.050', 'JPY'],
    ['0.500', 'USD'],
    ['1.005', 'USD'],
    ['1050.0', 'JPY'],
    ['1,0500', 'USD'],
    ['10,50,000', 'USD'],
    ['1,050,50', 'USD'],
    ['1,050.50.50', 'USD'],
    ["1'050 000", 'USD'],
    ['€1,050', 'USD'],
    ['$$5', 'USD'],
    ['5 5', 'USD'],
    ['90071992547409.92', 'USD'],
    ['9'.repeat(41), 'USD'],
  ])('"%s" in %s is refused', (text, currency) => {
    expect(parseMoney(text, currency)).toBeNull();
  });

  test('an amount over the limit is read, for the rules to refuse it kindly', () => {
    expect(parseMoney('100,000,000.01', 'USD')).toBe(maximumBid('USD') + 1);
  });
});

import { describe, expect, test } from 'vitest';
import { readBidFields } from '#components/lot/bid-fields';
import { cents } from '#lib/auction/money';

const read = (amount: string, maximum = '') =>
  readBidFields({ amount, maximum, minimumBid: cents(105_000), currency: 'USD' });

const faultField = (amount: string, maximum?: string) => {
  const result = read(amount, maximum);
  return result.valid ? null : result.fault.field;
};

describe('what is typed for a bid', () => {
  test.each(['1050', '1,050', '$1,050', '1050.00', ' 1 050 '])('%s is enough', (amount) => {
    expect(read(amount)).toEqual({ valid: true, bid: { amount: 105_000, maximum: null } });
  });

  test.each(['', 'lots', '1050.5.5', '1050.005', '-1050'])(
    '“%s” is no amount, and says what one looks like',
    (amount) => {
      const result = read(amount);
      expect(result.valid).toBe(false);
      expect(result.valid ? '' : result.fault.message).toContain('$1,050');
      expect(faultField(amount)).toBe('amount');
    },
  );

  test('one cent under the minimum is too little', () => {
    expect(faultField('1049.99')).toBe('amount');
    expect(faultField('1050')).toBeNull();
  });

  test('a maximum below the bid is refused beside the maximum; one as high adds nothing', () => {
    expect(faultField('1100', '1099.99')).toBe('maximum');
    expect(read('1100', '1100')).toEqual({ valid: true, bid: { amount: 110_000, maximum: null } });
    expect(read('1100', '1400')).toEqual({ valid: true, bid: { amount: 110_000, maximum: 140_000 } });
  });

  test('more than the house takes is refused beside the field, to the cent', () => {
    expect(faultField('100,000,000')).toBeNull();
    expect(faultField('100,000,000.01')).toBe('amount');
    expect(faultField('1100', '100,000,000.01')).toBe('maximum');
  });

  test('a maximum that is no amount is refused, one of blanks is none', () => {
    expect(faultField('1100', 'high')).toBe('maximum');
    expect(read('1100', '  ')).toMatchObject({ valid: true, bid: { maximum: null } });
  });
});

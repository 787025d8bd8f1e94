import { describe, expect, it } from 'vitest';
import { parseFeeTiers, parsePercent } from '#lib/platform/fee-tiers';

describe('a percentage', () => {
  it.each([
    ['0', 0],
    ['25%', 2500],
    ['25 %', 2500],
    [' 8.25 ', 825],
    ['12.5', 1250],
    ['0.01%', 1],
    ['100', 10_000],
  ])('%j is %d basis points', (text, basisPoints) => {
    expect(parsePercent(text)).toBe(basisPoints);
  });

  it.each(['', '%', '-1', '100.01', '101', '8.255', '8,25', '1e1', '.5', '5.', 'ten', '١٠'])(
    '%j is none',
    (text) => {
      expect(parsePercent(text)).toBeNull();
    },
  );
});

describe('fee tiers', () => {
  it.each([
    ['25%', [{ from: 0, basisPoints: 2500 }]],
    [
      '0:25,1000:20,5000:12.5',
      [
        { from: 0, basisPoints: 2500 },
        { from: 1000, basisPoints: 2000 },
        { from: 5000, basisPoints: 1250 },
      ],
    ],
    [' 0 : 0 % , 100 : 5 % ', [{ from: 100, basisPoints: 500 }]],
    [
      '0:10,500:0',
      [
        { from: 0, basisPoints: 1000 },
        { from: 500, basisPoints: 0 },
      ],
    ],
  ])('%j reads as tiers', (text, tiers) => {
    expect(parseFeeTiers(text)).toEqual(tiers);
  });

  it.each([
    ['0', '0%'],
    ['0:0', '0'],
    ['0:25,1000:25', '25%'],
    ['0:0,10:0,20:5', '0:0,20:5'],
  ])('%j and %j mean the same, and read as the same', (one, other) => {
    expect(parseFeeTiers(one)).toEqual(parseFeeTiers(other));
  });

  it.each([
    '',
    ',',
    '1000:20',
    '0:25,',
    '0:25,1000:20,1000:10',
    '0:25,5000:20,1000:10',
    '0:101',
    '-1:5',
    '0.5:5',
  ])('%j is refused', (text) => {
    expect(parseFeeTiers(text)).toBeNull();
  });
});

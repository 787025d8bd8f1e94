import { describe, expect, test } from 'vitest';
import { auctionId, bidderId, bidId } from '#lib/auction/identifiers';
import { epochMs, formatInstant, parseInstant } from '#lib/auction/instants';

describe.each([
  ['auction', auctionId, 2_147_483_647],
  ['bidder', bidderId, 2_147_483_647],
  ['bid', bidId, Number.MAX_SAFE_INTEGER],
])('the id of a %s', (what, brand, largest) => {
  test('is a positive integer that its column holds', () => {
    expect(brand(1)).toBe(1);
    expect(brand(largest)).toBe(largest);
  });

  test.each([0, -1, 1.5, Number.NaN, largest + 1])('is not %d', (id) => {
    expect(() => brand(id)).toThrow(what);
  });
});

describe('a moment', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [1_772_373_600_001, '2026-03-01T14:00:00.001Z'],
    [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
  ])('%d is written %s and read back', (milliseconds, text) => {
    expect(formatInstant(epochMs(milliseconds))).toBe(text);
    expect(parseInstant(text)).toBe(milliseconds);
  });

  test.each([-1, 0.5, Number.NaN, 253_402_300_800_000])('is not %d milliseconds', (milliseconds) => {
    expect(() => epochMs(milliseconds)).toThrow(RangeError);
  });

  test.each([
    '',
    'now',
    '2026-03-01',
    '2026-03-01T14:00:00Z',
    '2026-03-01T14:00:00.000+00:00',
    '2026-02-30T14:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '+010000-01-01T00:00:00.000Z',
  ])('has one spelling, which "%s" is not', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { median, percentile, ratiosOf, summarise, takePairs } from '#tests/bench/statistics';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

describe('a percentile', () => {
  it.each([
    [100, 0.99, 99],
    [100, 1, 100],
    [1000, 0.95, 950],
    [10, 0.95, 10],
    [10, 0.5, 5],
    [1, 0.01, 1],
  ])('of 1…%i at %d is %i, which was measured', (count, share, expected) => {
    expect(percentile(upTo(count), share)).toBe(expected);
  });

  it('sorts by size, not by spelling', () => {
    expect(percentile([9, 10, 100], 0.6)).toBe(10);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    percentile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  it.each([0, -0.1, 1.01, Number.NaN])('is not defined at %d', (share) => {
    expect(() => percentile([1, 2], share)).toThrow(RangeError);
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe('the median', () => {
  it.each([
    [[5], 5],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100, 1], 9.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('comes with the lowest and the highest', () => {
    expect(summarise([2, 9, 4])).toEqual({ median: 4, lowest: 2, highest: 9 });
  });
});

describe('pairs', () => {
  it('are measured in turns, each side first in every other one', async () => {
    const order: string[] = [];
    let clock = 0;
    const measure = (name: string) => () => {
      order.push(name);
      clock += 1;
      return Promise.resolve(clock);
    };
    const pairs = await takePairs(3, { ours: measure('ours'), yardstick: measure('yardstick') });
    expect(order).toEqual(['ours', 'yardstick', 'yardstick', 'ours', 'ours', 'yardstick']);
    expect(pairs).toEqual([
      { ours: 1, yardstick: 2 },
      { ours: 4, yardstick: 3 },
      { ours: 5, yardstick: 6 },
    ]);
  });

  it('give a ratio each, never one of the sums', () => {
    expect(
      ratiosOf([
        { ours: 10, yardstick: 1 },
        { ours: 10, yardstick: 10 },
      ]),
    ).toEqual([10, 1]);
  });

  it.each([0, -1, Number.NaN])('refuse a yardstick of %d', (yardstick) => {
    expect(() => ratiosOf([{ ours: 1, yardstick }])).toThrow(RangeError);
  });
});

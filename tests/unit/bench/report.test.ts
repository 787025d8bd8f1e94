import { describe, expect, it } from 'vitest';
import { isMet } from '#tests/bench/figure';
import { jsonOf, tableOf, type FigureResult } from '#tests/bench/report';

const result = (change: Partial<FigureResult>): FigureResult => ({
  name: 'speed',
  title: 'ours ÷ theirs',
  unit: 'ratio',
  values: [9, 12, 11],
  target: { is: 'at least', value: 10 },
  behind: { 'ours/s': 20_123.4 },
  ...change,
});

const circumstances = {
  startedAt: '2026-01-01T00:00:00.000Z',
  processors: 2,
  loadAverage: { before: 0.5, after: 1.5 },
  node: 'v24.0.0',
  quick: false,
};

describe('a target', () => {
  it.each([
    [10, { is: 'at least', value: 10 }, true],
    [9.999, { is: 'at least', value: 10 }, false],
    [2, { is: 'at most', value: 2 }, true],
    [2.001, { is: 'at most', value: 2 }, false],
  ] as const)('of %d against %j is met: %s', (value, target, expected) => {
    expect(isMet(value, target)).toBe(expected);
  });
});

describe('the table', () => {
  it('shows the median, the spread, the target and whether it is met', () => {
    const [, row, behind] = tableOf([result({})]).split('\n');
    expect(row?.split(/ {2,}/)).toEqual(['ours ÷ theirs', '11.0', '9.00–12.0', '≥ 10', 'met']);
    expect(behind).toBe('    ours/s 20123');
  });

  it('says that a target is missed, and the unit where it is no ratio', () => {
    const [, row] = tableOf([
      result({ unit: 'seconds', values: [2.5], target: { is: 'at most', value: 2 } }),
    ]).split('\n');
    expect(row?.split(/ {2,}/)).toEqual(['ours ÷ theirs', '2.50 s', '2.50–2.50', '≤ 2', 'missed']);
  });

  it('holds what has no target to nothing', () => {
    const [, row] = tableOf([result({ target: null })]).split('\n');
    expect(row?.split(/ {2,}/).slice(3)).toEqual(['–', '–']);
  });
});

describe('the JSON', () => {
  it('holds every value and the circumstances', () => {
    expect(JSON.parse(jsonOf([result({})], circumstances))).toEqual({
      ...circumstances,
      figures: [
        {
          name: 'speed',
          title: 'ours ÷ theirs',
          unit: 'ratio',
          median: 11,
          lowest: 9,
          highest: 12,
          values: [9, 12, 11],
          target: { is: 'at least', value: 10 },
          met: true,
          behind: { 'ours/s': 20_123.4 },
        },
      ],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import type { PublicBid } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import { joinHistory, withoutHoles } from '#lib/realtime/client/history';

const row = (sequence: number, username = 'ada'): PublicBid => ({
  sequence,
  kind: 'bid',
  username,
  price: cents(sequence * 100),
  at: epochMs(sequence),
});
const rows = (...sequences: number[]) => sequences.map((sequence) => row(sequence));
const numbers = (history: readonly PublicBid[]) => history.map(({ sequence }) => sequence);

describe('the history on a page', () => {
  test('grows at the top and keeps what was loaded below', () => {
    expect(numbers(joinHistory(rows(4, 3, 2, 1), rows(6, 5, 4)))).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test('the newest rows replace what was known of the same stretch', () => {
    const joined = joinHistory([row(2, 'ada'), row(1)], [row(2, 'ben'), row(1)]);
    expect(joined[0]?.username).toBe('ben');
    expect(joined).toHaveLength(2);
  });

  test('ends at a hole, so that distant rows are not shown as neighbours', () => {
    expect(numbers(withoutHoles(joinHistory(rows(3, 2, 1), rows(9, 8, 7))))).toEqual([9, 8, 7]);
    expect(numbers(withoutHoles(rows(3, 2, 1)))).toEqual([3, 2, 1]);
    expect(withoutHoles([])).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { milestonePassed } from '#lib/realtime/client/milestones';
import { hourMs, minuteMs, msUntilChange, remainingWords } from '#lib/realtime/client/remaining-words';

const tenMinutes = 10 * minuteMs;

describe('the time left in words', () => {
  test.each([
    [3 * 24 * hourMs + 5 * hourMs, '3 days'],
    [2 * 24 * hourMs, '2 days'],
    [28 * hourMs, '1 day 4 h'],
    [24 * hourMs, '1 day'],
    [24 * hourMs - 1, '23 h 59 min'],
    [2 * hourMs + 20 * minuteMs, '2 h 20 min'],
    [hourMs, '1 h'],
    [hourMs - 1, '59 min'],
    [tenMinutes, '10 min'],
    [tenMinutes - 1, '10:00'],
    [108_000, '1:48'],
    [107_999, '1:48'],
    [1, '0:01'],
    [0, '0:00'],
  ])('%i ms is %s', (remainingMs, words) => {
    expect(remainingWords(remainingMs, tenMinutes)).toBe(words);
  });

  test('the seconds of the last hour are shown where the reader looks closely', () => {
    expect(remainingWords(22 * minuteMs + 5000, hourMs)).toBe('22:05');
  });

  test.each([
    [1],
    [999],
    [1000],
    [59_999],
    [107_999],
    [tenMinutes - 1],
    [tenMinutes + 1],
    [hourMs],
    [5 * hourMs + 7],
  ])('with %i ms left, waking when told finds other words, and just before the same', (remainingMs) => {
    const words = remainingWords(remainingMs, tenMinutes);
    const wait = msUntilChange(remainingMs, tenMinutes);
    expect(remainingWords(Math.max(0, remainingMs - wait), tenMinutes)).not.toBe(words);
    expect(remainingWords(remainingMs - (wait - 1), tenMinutes)).toBe(words);
  });
});

describe('milestones', () => {
  test.each([
    [hourMs + 1, hourMs, '1 hour left'],
    [tenMinutes + 1, tenMinutes, '10 minutes left'],
    [minuteMs + 1, minuteMs, '1 minute left'],
    [10_001, 9999, '10 seconds left'],
  ])('from %i to %i ms says “%s”', (beforeMs, nowMs, words) => {
    expect(milestonePassed(beforeMs, nowMs)).toBe(words);
  });

  test('says nothing between them, nor twice, nor when the end moved away', () => {
    expect(milestonePassed(hourMs - 1, hourMs - 1000)).toBeNull();
    expect(milestonePassed(minuteMs, minuteMs - 1)).toBeNull();
    expect(milestonePassed(5000, 2 * minuteMs)).toBeNull();
  });

  test('a tab that slept through several says only where it is now', () => {
    expect(milestonePassed(2 * hourMs, 30_000)).toBe('1 minute left');
  });

  test('leaves the end itself to whoever decides it', () => {
    expect(milestonePassed(11_000, 0)).toBeNull();
  });
});

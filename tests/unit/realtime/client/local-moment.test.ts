import { describe, expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { localMoment, zoneWords } from '#lib/realtime/client/local-moment';

const at = epochMs(Date.UTC(2026, 2, 1, 14, 5, 9));

describe('a moment in words', () => {
  test('in a named zone it carries its day and zone, and no word that depends on the reader', () => {
    expect(localMoment(at, { as: 'end', zone: 'UTC', now: at })).toBe('1 Mar, 14:05 UTC');
    expect(localMoment(at, { as: 'end', zone: 'Europe/Berlin', now: at })).toBe('1 Mar, 15:05 Berlin time');
    expect(localMoment(at, { as: 'row', zone: 'UTC', now: at })).toBe('1 Mar, 14:05:09');
  });

  test('on the reader’s own device it says today and tomorrow', () => {
    const hour = 3_600_000;
    expect(localMoment(at, { as: 'end', zone: null, now: at })).toMatch(/^today, \d\d:05 /);
    expect(localMoment(at, { as: 'end', zone: null, now: at - 24 * hour })).toMatch(/^tomorrow, /);
    expect(localMoment(at, { as: 'end', zone: null, now: at - 72 * hour })).toMatch(/^[12] Mar, /);
    expect(localMoment(at, { as: 'row', zone: null, now: at })).toMatch(/^\d\d:05:09$/);
  });

  test.each([
    ['Europe/Berlin', 'Berlin time'],
    ['America/New_York', 'New York time'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
    ['UTC', 'UTC'],
    ['Etc/GMT+3', 'UTC'],
  ])('%s is “%s”', (zone, words) => {
    expect(zoneWords(zone)).toBe(words);
  });
});

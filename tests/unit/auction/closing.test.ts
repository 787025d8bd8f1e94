import { describe, expect, test } from 'vitest';
import { close, hasEnded, hasStarted, open, reserveMet, settle } from '#lib/auction/closing';
import { cents } from '#lib/auction/money';
import { ada, after, at, bid, exampleAuction, proxyBid } from '#tests/unit/auction/examples';

const terms = { startsAt: at(10), originalEndsAt: at(20), softCloseSeconds: 0 };
const scheduled = exampleAuction(terms, { status: 'scheduled' });
const active = exampleAuction(terms);
const statuses = ['scheduled', 'active', 'won', 'closed'] as const;

describe('opening', () => {
  test('waits for the start, to the millisecond', () => {
    expect(open(scheduled, at(9))).toBeNull();
    expect(open(scheduled, at(10))).toEqual({ ...scheduled, status: 'active', version: 2 });
  });

  test.each(['active', 'won', 'closed'] as const)('leaves a %s auction alone', (status) => {
    expect(open({ ...active, status }, at(15))).toBeNull();
  });
});

describe('closing', () => {
  test('waits for the end, to the millisecond', () => {
    expect(close(active, at(19))).toBeNull();
    expect(close(active, at(20))).toEqual({ ...active, status: 'closed', outcome: 'no_bids', version: 2 });
  });

  test('waits for the moved end', () => {
    const moved = { ...active, endsAt: at(30) };
    expect(close(moved, at(29))).toBeNull();
    expect(close(moved, at(30))).not.toBeNull();
  });

  test('makes the leader the winner', () => {
    const led = after(exampleAuction(), bid(ada, 100_00));
    expect(close(led, led.endsAt)).toEqual({ ...led, status: 'won', version: 3 });
  });

  test.each([
    [179_99, { status: 'closed', outcome: 'reserve_not_met' }],
    [180_00, { status: 'won', outcome: null }],
  ])('with a reserve of 18000 and a maximum of %d', (maximum, closed) => {
    const led = after(exampleAuction({ reservePrice: cents(180_00) }), proxyBid(ada, 100_00, maximum));
    expect(close(led, led.endsAt)).toMatchObject(closed);
  });

  test('takes one that nobody opened in time', () => {
    expect(close(scheduled, at(20))).toMatchObject({ status: 'closed', outcome: 'no_bids' });
  });

  test.each(['won', 'closed'] as const)('leaves a %s auction alone', (status) => {
    expect(close({ ...active, status }, at(99))).toBeNull();
  });
});

describe('settling', () => {
  test.each(['sold', 'unpaid'] as const)('closes a won auction as %s', (outcome) => {
    const won = { ...active, status: 'won' } as const;
    expect(settle(won, outcome)).toEqual({ ...won, status: 'closed', outcome, version: 2 });
  });

  test.each(statuses.filter((status) => status !== 'won'))('leaves a %s auction alone', (status) => {
    expect(settle({ ...active, status }, 'sold')).toBeNull();
  });

  test('sells one that was not paid for after all, and lets it go unpaid only once', () => {
    const unpaid = { ...active, status: 'closed', outcome: 'unpaid' } as const;
    expect(settle(unpaid, 'sold')).toEqual({ ...unpaid, outcome: 'sold', version: 2 });
    expect(settle(unpaid, 'unpaid')).toBeNull();
  });
});

describe('the reserve', () => {
  test('is nothing to speak of when there is none', () => {
    expect(reserveMet(after(exampleAuction(), bid(ada, 100_00)))).toBeNull();
  });

  test('is not met by a starting price above it, for nobody has bid', () => {
    const fresh = exampleAuction({ reservePrice: cents(50_00) });
    expect(reserveMet(fresh)).toBe(false);
    expect(reserveMet(after(fresh, bid(ada, 100_00)))).toBe(true);
  });

  test.each([
    [179_99, false],
    [180_00, true],
  ])('of 18000 against a maximum of %d: %s', (maximum, met) => {
    const led = after(exampleAuction({ reservePrice: cents(180_00) }), proxyBid(ada, 100_00, maximum));
    expect(reserveMet(led)).toBe(met);
  });
});

describe('by the clock', () => {
  test.each([
    [9, false, false],
    [10, true, false],
    [19, true, false],
    [20, true, true],
  ])('a scheduled auction at %d ms has started: %s, has ended: %s', (now, started, ended) => {
    expect(hasStarted(scheduled, at(now))).toBe(started);
    expect(hasEnded(scheduled, at(now))).toBe(ended);
  });
});

import { describe, expect, test } from 'vitest';
import { bidTiming } from '#lib/realtime/client/bid-timing';

describe('whether a bid still arrives in time', () => {
  test('it takes half a round trip to arrive, and never nothing', () => {
    expect(bidTiming({ remainingMs: 30_000, roundTripMs: 90, handsMs: 0 }).arrivalMs).toBe(45);
    expect(bidTiming({ remainingMs: 30_000, roundTripMs: 0, handsMs: 0 }).arrivalMs).toBe(1);
  });

  test.each([
    { remainingMs: 1301, mayBeTooLate: false },
    { remainingMs: 1300, mayBeTooLate: true },
    { remainingMs: 0, mayBeTooLate: true },
  ])('with $remainingMs ms left, a trip of 300 ms and a second for the hands: $mayBeTooLate', (moment) => {
    const timing = bidTiming({ remainingMs: moment.remainingMs, roundTripMs: 300, handsMs: 1000 });
    expect(timing.mayBeTooLate).toBe(moment.mayBeTooLate);
  });
});

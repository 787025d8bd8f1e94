import { describe, expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { createServerClock } from '#lib/realtime/client/server-clock';

/** A device whose clock is behind the server's by `lagMs`. */
function device(lagMs: number) {
  let now = 1_000_000;
  let lag = lagMs;
  const clock = createServerClock(epochMs(now + lag), () => now);
  return {
    clock,
    pass: (ms: number) => {
      now += ms;
    },
    /** Somebody sets the device's clock forward. */
    set: (ms: number) => {
      now += ms;
      lag -= ms;
    },
    /** Asks the server, whose answer takes these times to travel. */
    ask: (thereMs: number, backMs: number) => {
      const sentAt = now;
      now += thereMs;
      const serverNow = epochMs(now + lag);
      now += backMs;
      clock.measure({ sentAt, receivedAt: now, serverNow });
    },
    errorMs: () => clock.now() - (now + lag),
  };
}

describe('the server’s clock', () => {
  test('before any answer it is the time at which the page was rendered, going on', () => {
    const { clock, pass } = device(7000);
    pass(250);
    expect(clock.now()).toBe(1_007_250);
    expect(clock.roundTripMs()).toBeNull();
  });

  test('is exact when both ways take as long, however wrong the device is', () => {
    const { ask, errorMs, clock } = device(-3_600_000 + 5_000_000);
    ask(40, 40);
    expect(errorMs()).toBe(0);
    expect(clock.roundTripMs()).toBe(80);
  });

  test('errs by no more than half the round trip when one way is slow', () => {
    const { ask, errorMs } = device(7000);
    ask(0, 90);
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(45);
  });

  test('keeps a fast answer when a slower one follows', () => {
    const { ask, errorMs } = device(7000);
    ask(10, 10);
    ask(0, 900);
    expect(errorMs()).toBe(0);
  });

  test('an old measurement gives way, even to a slower one', () => {
    const { ask, pass, errorMs } = device(7000);
    ask(10, 10);
    pass(5 * 60_000);
    ask(0, 60);
    expect(errorMs()).toBe(-30);
  });

  test('a device whose clock is set while the page is open is found out by the next answer, however slow', () => {
    const { ask, set, errorMs } = device(0);
    ask(10, 10);
    // Soon enough after the fast answer that only what is impossible of it gives it away.
    set(60_000);
    expect(errorMs()).toBe(60_000);
    ask(100, 300);
    expect(Math.abs(errorMs())).toBeLessThanOrEqual(200);
  });

  test('an answer takes as long as the slowest of the last three', () => {
    const { ask, clock } = device(0);
    ask(300, 300);
    ask(10, 10);
    ask(20, 20);
    expect(clock.roundTripMs()).toBe(600);
    ask(15, 15);
    expect(clock.roundTripMs()).toBe(40);
  });

  test('an answer that seems to arrive before it was sent says that the device’s clock was set: it is ignored', () => {
    const { clock } = device(0);
    clock.measure({ sentAt: 2000, receivedAt: 1000, serverNow: epochMs(99) });
    expect(clock.roundTripMs()).toBeNull();
  });
});

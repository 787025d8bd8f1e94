import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPulse, quietMs } from '#lib/realtime/client/pulse';

const tab = { hidden: false };
const answerMs = 3000;

beforeEach(() => {
  vi.useFakeTimers();
  tab.hidden = false;
  vi.stubGlobal('document', tab);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The pulse of a connection that answers until the test has it fall silent. */
function setUp() {
  const line = { answers: true, asked: 0, lost: 0, told: 0, roundTripMs: 20 };
  const pulse = createPulse({
    ask: () => {
      line.asked += 1;
      if (line.answers) setTimeout(() => pulse.hear(), line.roundTripMs);
    },
    onLost: () => (line.lost += 1),
    onChange: () => (line.told += 1),
    roundTripMs: () => line.roundTripMs,
  });
  return { pulse, line };
}

describe('a page in sight', () => {
  test('feels nothing before the connection is open', () => {
    const { pulse } = setUp();
    expect(pulse.isFelt()).toBe(false);
    pulse.hear();
    expect(pulse.isFelt()).toBe(true);
  });

  test('asks only when nothing has come for a while', () => {
    const { pulse, line } = setUp();
    pulse.hear();
    for (let message = 0; message < 20; message += 1) {
      vi.advanceTimersByTime(quietMs - 1);
      pulse.hear();
    }
    expect(line.asked).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(line.asked).toBeGreaterThan(10);
    expect(line.lost).toBe(0);
    expect(pulse.isFelt()).toBe(true);
  });

  test('knows within seven seconds that a line was lost without a word', () => {
    const { pulse, line } = setUp();
    pulse.hear();
    vi.advanceTimersByTime(10_000);
    line.answers = false;
    pulse.hear();
    vi.advanceTimersByTime(quietMs + answerMs - 1);
    expect([pulse.isFelt(), line.lost]).toEqual([true, 0]);
    vi.advanceTimersByTime(1);
    expect([pulse.isFelt(), line.lost]).toEqual([false, 1]);
    vi.advanceTimersByTime(60_000);
    expect(line.lost).toBe(1);
  });

  test('waits longer where answers take long', () => {
    const { pulse, line } = setUp();
    [line.roundTripMs, line.answers] = [1500, false];
    pulse.hear();
    vi.advanceTimersByTime(quietMs + 5999);
    expect(line.lost).toBe(0);
    vi.advanceTimersByTime(1);
    expect(line.lost).toBe(1);
  });

  test('asks nothing of a connection that is gone', () => {
    const { pulse, line } = setUp();
    pulse.hear();
    pulse.stop();
    vi.advanceTimersByTime(60_000);
    expect(line).toMatchObject({ asked: 0, lost: 0 });
  });
});

describe('a page out of sight', () => {
  test('asks nothing, and asks at once when it is seen again, feeling nothing until the answer', () => {
    const { pulse, line } = setUp();
    pulse.hear();
    tab.hidden = true;
    vi.advanceTimersByTime(60_000);
    expect(line.asked).toBe(0);
    tab.hidden = false;
    pulse.look();
    expect(line.asked).toBe(1);
    expect(pulse.isFelt()).toBe(false);
    const before = line.told;
    vi.advanceTimersByTime(line.roundTripMs);
    expect(pulse.isFelt()).toBe(true);
    expect(line.told).toBe(before + 1);
  });

  test('does not believe a clock that was set back', () => {
    const { pulse } = setUp();
    pulse.hear();
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(pulse.isFelt()).toBe(false);
  });
});

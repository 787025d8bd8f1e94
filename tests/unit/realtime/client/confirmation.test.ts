import { describe, expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import type { AuctionStatus } from '#lib/auction/types';
import { isUnconfirmed } from '#lib/realtime/client/confirmation';

const now = epochMs(1_000_000_000);

const isAsked = (status: AuctionStatus, endsInMs: number, heardMsAgo: number): boolean =>
  isUnconfirmed({ state: { status, endsAt: epochMs(now + endsInMs) }, heardMsAgo }, now);

describe('what nobody has confirmed for a while is asked about', () => {
  test.each([
    ['active', 3_600_000, 20_000, false],
    ['active', 3_600_000, 20_001, true],
    ['active', 120_000, 20_000, false],
    ['active', 119_999, 5000, false],
    ['active', 119_999, 5001, true],
    ['active', -1, 5001, true],
    ['scheduled', 60_000, 5001, false],
    ['scheduled', 60_000, 20_001, true],
    ['won', -1, 20_000, false],
    ['won', -1, 20_001, true],
    ['closed', -1, 3_600_000, false],
  ] as const)('%s, ending in %i ms, heard of %i ms ago: %s', (status, endsInMs, heardMsAgo, expected) => {
    expect(isAsked(status, endsInMs, heardMsAgo)).toBe(expected);
  });

  test('at once when the device’s clock was set back, as nobody knows how long it has been', () => {
    expect(isAsked('active', 3_600_000, -1)).toBe(true);
  });
});

/**
 * The database's clock in the world: still for a while, on by a little, up to a start or an end, a millisecond to either side, or
 * set back, as a clock is by NTP or by a fail-over to another machine.
 */
import { epochMs } from '#lib/auction/instants';
import type { AuctionState, EpochMs } from '#lib/auction/types';
import type { Random } from '#tests/simulation/random';

export interface Clock {
  readonly now: () => EpochMs;
  advance(lots: Iterable<{ readonly state: AuctionState }>): void;
}

/** 2026-01-01T00:00:00Z; any moment would do. */
const beginning = 1_767_225_600_000;

function nextBoundary(lots: Iterable<{ readonly state: AuctionState }>, now: number): number | null {
  let next: number | null = null;
  for (const { state } of lots) {
    const moments = state.status === 'scheduled' ? [state.terms.startsAt, state.endsAt] : [state.endsAt];
    if (state.status === 'won' || state.status === 'closed') continue;
    for (const moment of moments) if (moment > now + 1 && (next === null || moment < next)) next = moment;
  }
  return next;
}

export function createClock(random: Random, onSetBack: () => void): Clock {
  let now = beginning;
  return {
    now: () => epochMs(now),
    advance: (lots) => {
      const kind = random.weigh([
        [4, 'still'],
        [8, 'little'],
        [4, 'more'],
        [3, 'boundary'],
        [1, 'back'],
      ] as const);
      if (kind === 'little') now += random.whole(1, 50);
      if (kind === 'more') now += random.whole(50, 2_500);
      if (kind === 'back') {
        now -= random.pick([1, 20, 500]);
        onSetBack();
      }
      if (kind !== 'boundary') return;
      const boundary = nextBoundary(lots, now);
      if (boundary !== null && boundary - now < 5_000) now = Math.max(now, boundary + random.whole(-1, 1));
    },
  };
}

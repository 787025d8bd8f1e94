/** What time does to the lots, late or early, as lib/lifecycle does it: it takes what is due and passes over what is locked. */
import type { EpochMs } from '#lib/auction/types';
import type { Tick } from '#tests/simulation/check/auditor';
import type { Random } from '#tests/simulation/random';
import type { Rules } from '#tests/simulation/rules';
import type { Store, StoredLot } from '#tests/simulation/system/store';

export interface Lifecycle {
  readonly store: Store;
  readonly rules: Rules;
  readonly random: Random;
  readonly onTick: (lot: StoredLot, tick: Tick) => void;
}

function ticksFor({ state }: StoredLot, now: EpochMs, { rules, random }: Lifecycle): Tick[] {
  if (state.status === 'won') {
    if (!random.oneIn(4)) return [];
    const name = random.oneIn(5) ? 'unpaid' : 'sold';
    return [{ name, now, after: rules.settle(state, name) }];
  }
  return [
    { name: 'open', now, after: rules.open(state, now) },
    { name: 'close', now, after: rules.close(state, now) },
  ];
}

/** Asks of every lot whether something is due; of most of them nothing is, and that is checked too. */
export function tickAll(now: EpochMs, lifecycle: Lifecycle): void {
  const { store } = lifecycle;
  for (const [id, lot] of store.lots) {
    if (store.locks.has(id)) continue;
    const due = ticksFor(lot, now, lifecycle);
    const first = due.find(({ after }) => after !== null) ?? due[0];
    // Opening and closing in one pass would be decided on two different states; the next pass finds what is left.
    if (first) lifecycle.onTick(lot, first);
  }
}

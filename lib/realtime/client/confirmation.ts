/**
 * A message may be lost on its way without a trace: a push service delivers at most once, and a device that slept heard
 * nothing. Invariants: what a screen shows of a lot that can still change was confirmed by the house not long ago; while the
 * pushes keep coming nothing is asked, so a busy lot costs nothing, and a quiet one a question now and then.
 */
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { EpochMs } from '#lib/auction/types';

const usualMs = 20_000;
/** When a stale price costs somebody the lot. */
const hurriedMs = 5000;
const hurriedBeforeEndMs = 120_000;

export interface Confirmation {
  readonly state: Pick<PublicAuctionState, 'status' | 'endsAt'>;
  /** How long ago the house last told this state or a newer one, by the device's clock; below 0 where that was set back. */
  readonly heardMsAgo: number;
}

/** Whether it is time to ask the house about it. @param now the server's time. */
export function isUnconfirmed({ state, heardMsAgo }: Confirmation, now: EpochMs): boolean {
  if (state.status === 'closed') return false;
  const isHurried = state.status === 'active' && state.endsAt - now < hurriedBeforeEndMs;
  return heardMsAgo < 0 || heardMsAgo > (isHurried ? hurriedMs : usualMs);
}

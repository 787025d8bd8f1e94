/** The rules under test, as one value, so that a planted fault can stand in for any of them. */
import { close, open, settle } from '#lib/auction/closing';
import { decide } from '#lib/auction/decide';
import type { AuctionState, Command, Decision, EpochMs } from '#lib/auction/types';
import { nativeSha256 } from '#lib/platform/sha256';

export interface Rules {
  readonly decide: (state: AuctionState, command: Command, now: EpochMs) => Decision;
  readonly open: (state: AuctionState, now: EpochMs) => AuctionState | null;
  readonly close: (state: AuctionState, now: EpochMs) => AuctionState | null;
  readonly settle: (state: AuctionState, outcome: 'sold' | 'unpaid') => AuctionState | null;
  /** Whether what was answered under an idempotency key is looked up. */
  readonly remembers: boolean;
  /** Whether callers hear nothing of what a crash kept from being committed. */
  readonly answersAfterCommit: boolean;
  /** Whether a transaction waits until no other is at its lots. */
  readonly locksLots: boolean;
}

export const houseRules: Rules = {
  decide: (state, command, now) => decide(state, command, now, nativeSha256),
  open,
  close,
  settle,
  remembers: true,
  answersAfterCommit: true,
  locksLots: true,
};

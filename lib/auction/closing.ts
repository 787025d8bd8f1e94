/**
 * What time does to an auction. Invariants: ended is terminal, nothing reopens; a winner exists exactly if somebody leads
 * and the reserve is met; whether a bid was in time never depends on when these run.
 */
import type { AuctionState, EpochMs } from '#lib/auction/types';

/** null when the lot has no reserve. */
export const reserveMet = ({
  terms,
  currentPrice,
  leader,
}: Pick<AuctionState, 'terms' | 'currentPrice' | 'leader'>): boolean | null =>
  terms.reservePrice === null ? null : leader !== null && currentPrice >= terms.reservePrice;

export const hasEnded = (state: Pick<AuctionState, 'status' | 'endsAt'>, now: EpochMs): boolean =>
  state.status === 'won' || state.status === 'closed' || (state.status === 'active' && now >= state.endsAt);

/** A scheduled auction whose time has come is open whether or not anybody has written that down yet. */
export const hasStarted = (state: Pick<AuctionState, 'status' | 'terms'>, now: EpochMs): boolean =>
  state.status !== 'scheduled' || now >= state.terms.startsAt;

const advance = (state: AuctionState, change: Partial<AuctionState>): AuctionState => ({
  ...state,
  ...change,
  version: state.version + 1,
});

/** scheduled → active; null when not due. */
export function open(state: AuctionState, now: EpochMs): AuctionState | null {
  return state.status === 'scheduled' && now >= state.terms.startsAt
    ? advance(state, { status: 'active' })
    : null;
}

/** The verdict on the bids as they stand. */
export function conclude(state: AuctionState): AuctionState {
  if (state.leader === null) return advance(state, { status: 'closed', outcome: 'no_bids' });
  if (reserveMet(state) === false) return advance(state, { status: 'closed', outcome: 'reserve_not_met' });
  return advance(state, { status: 'won', outcome: null });
}

/** active → won or closed at the end in force; null when not due. */
export const close = (state: AuctionState, now: EpochMs): AuctionState | null =>
  state.status === 'active' && now >= state.endsAt ? conclude(state) : null;

/** won → closed, when the winner has paid or failed to. null when the auction is not won. */
export const settle = (state: AuctionState, outcome: 'sold' | 'unpaid'): AuctionState | null =>
  state.status === 'won' ? advance(state, { status: 'closed', outcome }) : null;

/** The end after an accepted bid at `now`: moved so that the whole window lies ahead, never shortened. */
export function softClosedEnd(
  { endsAt, windowSeconds }: { readonly endsAt: EpochMs; readonly windowSeconds: number },
  now: EpochMs,
): EpochMs {
  const moved = now + windowSeconds * 1000;
  return windowSeconds > 0 && moved > endsAt ? (moved as EpochMs) : endsAt;
}

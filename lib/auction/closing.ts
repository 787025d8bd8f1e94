/**
 * What time does to an auction. Nothing here is needed for a bid to be judged rightly: `decide` compares the moment
 * with the start and the end itself, so that a late opener or closer never lets a bid in or keeps one out.
 */
import { epochMs } from '#lib/auction/instants';
import type { AuctionState, AuctionTerms, EpochMs, Leader } from '#lib/auction/types';

/** What time looks at and changes, and what follows from an end. A hidden maximum is not among it. */
export type DueState = Pick<
  AuctionState,
  'status' | 'outcome' | 'currentPrice' | 'bidCount' | 'endsAt' | 'version'
> & {
  readonly terms: Pick<AuctionTerms, 'auctionId' | 'sellerId' | 'currency' | 'reservePrice' | 'startsAt'>;
  readonly leader: Omit<Leader, 'maximum'> | null;
};

/** Whether nothing more can be bid at this moment, even if no one has yet written that down. */
export function hasEnded(state: Pick<AuctionState, 'status' | 'endsAt'>, now: EpochMs): boolean {
  return state.status === 'won' || state.status === 'closed' || state.endsAt <= now;
}

/** Whether bids are taken from this moment on, even if no one has yet written down that it opened. */
export function hasStarted(
  state: { readonly status: AuctionState['status']; readonly terms: Pick<AuctionTerms, 'startsAt'> },
  now: EpochMs,
): boolean {
  return state.status !== 'scheduled' || state.terms.startsAt <= now;
}

/**
 * Whether the price has reached the reserve; null when there is none. A maximum at or above the reserve lifts the
 * price to it, so the price tells; but a starting price above the reserve sells to no one without a bid.
 */
export function reserveMet(state: {
  readonly terms: Pick<AuctionTerms, 'reservePrice'>;
  readonly leader: DueState['leader'];
  readonly currentPrice: AuctionState['currentPrice'];
}): boolean | null {
  const { reservePrice } = state.terms;
  if (reservePrice === null) return null;
  return state.leader !== null && state.currentPrice >= reservePrice;
}

/** Opens an auction whose start has come. @returns null when it is not due. */
export function open<State extends DueState>(state: State, now: EpochMs): State | null {
  if (state.status !== 'scheduled' || !hasStarted(state, now)) return null;
  return { ...state, status: 'active', version: state.version + 1 };
}

/**
 * Closes an auction whose end has come: won by its leader, or closed because nobody bid or the reserve was not met.
 * One that was never opened, because nothing ran between its start and its end, closes all the same.
 *
 * @returns null when it is not due, or has ended already.
 */
export function close<State extends DueState>(state: State, now: EpochMs): State | null {
  if (state.status === 'won' || state.status === 'closed' || state.endsAt > now) return null;
  const version = state.version + 1;
  if (state.leader === null) return { ...state, status: 'closed', outcome: 'no_bids', version };
  if (reserveMet(state) === false) return { ...state, status: 'closed', outcome: 'reserve_not_met', version };
  return { ...state, status: 'won', outcome: null, version };
}

/**
 * Closes a won auction: the buyer paid, or did not pay in time. One that was closed as unpaid is sold after all when another
 * bidder took a second chance and paid; who won the bidding stays as it was.
 *
 * @returns null when it is neither, so that a payment reported twice or too late changes nothing.
 */
export function settle(state: AuctionState, outcome: 'sold' | 'unpaid'): AuctionState | null {
  const isSoldAfterAll = outcome === 'sold' && state.outcome === 'unpaid';
  if (state.status !== 'won' && !isSoldAfterAll) return null;
  return { ...state, status: 'closed', outcome, version: state.version + 1 };
}

/**
 * The moment at which something happens to an auction: the clock's, but never before the newest row, nor before the start once it
 * is open. A clock can be set back, and a fail-over can lead to a machine whose clock is behind; the times of a history never
 * fall all the same.
 */
export function momentIn(
  { lastAt, status, terms }: Pick<AuctionState, 'lastAt' | 'status' | 'terms'>,
  clock: EpochMs,
): EpochMs {
  const opened = status === 'scheduled' ? 0 : terms.startsAt;
  return epochMs(Math.max(clock, lastAt ?? 0, opened));
}

/** The earliest end, from this moment on, that no row lies at or after. */
export function endAfterRows({ lastAt }: Pick<AuctionState, 'lastAt'>, now: EpochMs): EpochMs {
  return lastAt === null ? now : epochMs(Math.max(now, lastAt + 1));
}

/** The end in force when a bid comes, and the window in which it moves. */
export interface SoftClose {
  readonly endsAt: EpochMs;
  readonly softCloseSeconds: number;
}

/**
 * The end after an accepted bid. Every accepted bid within the window before the end, a raise included, moves the end to
 * its own moment plus the window. Further from the end that moment is earlier than the end, which never moves back; and
 * with a window of nothing it always is.
 */
export function softClosedEnd({ endsAt, softCloseSeconds }: SoftClose, bidAt: EpochMs): EpochMs {
  return epochMs(Math.max(endsAt, bidAt + softCloseSeconds * 1000));
}

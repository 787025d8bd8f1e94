/**
 * What every screen shows of an auction, and how it changes. Invariants: a newer version replaces an older one whole,
 * and an older one is dropped, so that events may come late, twice or in any order; the price never falls on a screen
 * unless an administrator voided bids; hidden numbers (the reserve, anybody's maximum) have no field here.
 */
import { reserveMet } from '#lib/auction/closing';
import { minimumBid } from '#lib/auction/increments';
import type {
  AuctionId,
  AuctionOutcome,
  AuctionState,
  AuctionStatus,
  BidKind,
  Cents,
  EpochMs,
} from '#lib/auction/types';

/** One row of the history as a screen shows it. Its hashes are in the full history. */
export interface PublicBid {
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: Cents;
  readonly at: EpochMs;
}

/** All that anyone may see of an auction as it goes. Safe to send to anybody. */
export interface PublicAuctionState {
  readonly id: AuctionId;
  readonly status: AuctionStatus;
  readonly outcome: AuctionOutcome | null;
  readonly currency: string;
  readonly currentPrice: Cents;
  readonly minimumBid: Cents;
  /** The seller's fixed step; null for the house's tiers. */
  readonly bidIncrement: Cents | null;
  readonly bidCount: number;
  /** null when there is no reserve. */
  readonly reserveMet: boolean | null;
  /** As listed; it can be taken only while there is no bid. */
  readonly buyNowPrice: Cents | null;
  readonly leaderUsername: string | null;
  readonly startsAt: EpochMs;
  /** The end in force. */
  readonly endsAt: EpochMs;
  readonly originalEndsAt: EpochMs;
  readonly version: number;
  /** Newest first, at most `latestBidsShown`. */
  readonly latestBids: readonly PublicBid[];
}

/** How many history rows ride along with the state. */
export const latestBidsShown = 20;

/** What anyone may see of a state. @param latestRows Newest first; more than `latestBidsShown` are cut off. */
export function toPublicState(state: AuctionState, latestRows: readonly PublicBid[]): PublicAuctionState {
  const { terms } = state;
  return {
    id: terms.auctionId,
    status: state.status,
    outcome: state.outcome,
    currency: terms.currency,
    currentPrice: state.currentPrice,
    minimumBid: minimumBid(state),
    bidIncrement: terms.bidIncrement,
    bidCount: state.bidCount,
    reserveMet: reserveMet(state),
    buyNowPrice: terms.buyNowPrice,
    leaderUsername: state.leader?.username ?? null,
    startsAt: terms.startsAt,
    endsAt: state.endsAt,
    originalEndsAt: terms.originalEndsAt,
    version: state.version,
    latestBids: latestRows.slice(0, latestBidsShown).map(toPublicBid),
  };
}

/** Field by field, for a `HistoryRow` would fit the type and carry its bidder's secrets along. */
function toPublicBid({ sequence, kind, username, price, at }: PublicBid): PublicBid {
  return { sequence, kind, username, price, at };
}

/** A state that came over the wire. */
export interface LiveEvent {
  readonly state: PublicAuctionState;
  /** An administrator voided bids a short while ago: a lower price is meant. */
  readonly voided: boolean;
}

export interface LiveStep {
  readonly state: PublicAuctionState;
  /** Something is missing or does not fit: fetch the whole and give it to `applySnapshot`. */
  readonly gap: boolean;
}

/**
 * Takes in an event.
 *
 * Versions may be skipped, since the publisher coalesces and each event is the whole state. What tells a gap is the
 * history: rows between the known ones and those that came. A lower price that is not flagged is not believed either;
 * it may be the first sign of a void whose own event was lost.
 */
export function applyLiveEvent(current: PublicAuctionState, { state, voided }: LiveEvent): LiveStep {
  if (state.id !== current.id || state.version < current.version) return { state: current, gap: false };
  if (state.version === current.version) {
    // The same state again, but one copy may carry rows that had no room in the other.
    const { bids, hole } = joinBids(current, state);
    return { state: hole ? current : { ...current, latestBids: bids }, gap: false };
  }
  if (!voided && state.currentPrice < current.currentPrice) return { state: current, gap: true };
  const { bids, hole } = joinBids(current, state);
  return { state: { ...state, latestBids: bids }, gap: hole };
}

/** Takes in a state fetched from the server: it is the truth, unless something newer came while it was on its way. */
export function applySnapshot(current: PublicAuctionState, snapshot: PublicAuctionState): PublicAuctionState {
  return snapshot.id === current.id && snapshot.version >= current.version ? snapshot : current;
}

/**
 * The rows that no longer count: a bidder's, below a void of theirs.
 *
 * @param rows Newest first and without a hole above any of them.
 */
export function voidedRows(
  rows: readonly Pick<PublicBid, 'sequence' | 'kind' | 'username'>[],
): ReadonlySet<number> {
  const withdrawn = new Set<string>();
  const voided = new Set<number>();
  for (const { sequence, kind, username } of rows) {
    if (kind === 'void') withdrawn.add(username);
    else if (withdrawn.has(username)) voided.add(sequence);
  }
  return voided;
}

/** The void that nothing was bid after, so that it explains the price; null when there is none. @param rows Newest first. */
export function latestVoid<Row extends Pick<PublicBid, 'kind'>>(rows: readonly Row[]): Row | null {
  const [newest, before] = rows;
  const row = newest?.kind === 'automatic' ? before : newest;
  return row?.kind === 'void' ? row : null;
}

interface JoinedBids {
  /** Newest first, without a row twice. Rows below a hole are left out: they would be shown as neighbours. */
  readonly bids: readonly PublicBid[];
  readonly hole: boolean;
}

function joinBids(known: PublicAuctionState, incoming: PublicAuctionState): JoinedBids {
  const newestKnown = known.latestBids[0]?.sequence ?? 0;
  const oldestIncoming = incoming.latestBids.at(-1)?.sequence;
  // A card shows no history, and so misses none.
  const showsHistory = known.latestBids.length > 0 || known.bidCount === 0;
  if (oldestIncoming === undefined) {
    return { bids: known.latestBids, hole: showsHistory && incoming.bidCount > known.bidCount };
  }
  if (oldestIncoming > newestKnown + 1) return { bids: incoming.latestBids, hole: showsHistory };
  const bySequence = new Map([...known.latestBids, ...incoming.latestBids].map((bid) => [bid.sequence, bid]));
  const bids = [...bySequence.values()].toSorted((a, b) => b.sequence - a.sequence);
  return { bids: bids.slice(0, latestBidsShown), hole: false };
}

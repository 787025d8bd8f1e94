/**
 * What every screen shows of an auction, and how it changes. Invariants: a newer version replaces an older one whole, an
 * older one is dropped; hidden numbers (the reserve, anybody's maximum) have no field here; the reader's own bid in flight
 * is a layer above the truth and never mixed into it.
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

export interface PublicBid {
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: Cents;
  readonly at: EpochMs;
}

export interface PublicAuctionState {
  readonly id: AuctionId;
  readonly status: AuctionStatus;
  readonly outcome: AuctionOutcome | null;
  readonly currency: string;
  readonly currentPrice: Cents;
  readonly minimumBid: Cents;
  readonly bidIncrement: Cents | null;
  readonly bidCount: number;
  readonly reserveMet: boolean | null;
  readonly buyNowPrice: Cents | null;
  readonly leaderUsername: string | null;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly originalEndsAt: EpochMs;
  readonly version: number;
  /** Sequence of the newest history row; 0 before the first. */
  readonly lastSequence: number;
  /** Newest first; not always all of them. */
  readonly latestBids: readonly PublicBid[];
}

/** How many history rows ride along with the state. */
export const latestBidsShown = 20;

/** @param latestBids newest first. */
export function toPublicState(state: AuctionState, latestBids: readonly PublicBid[]): PublicAuctionState {
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
    lastSequence: state.lastSequence,
    latestBids: latestBids.slice(0, latestBidsShown),
  };
}

/** Merges histories, newest first, without a row twice: the page may know more rows than an event carries. */
function mergeBids(known: readonly PublicBid[], incoming: readonly PublicBid[]): readonly PublicBid[] {
  const bySequence = new Map([...known, ...incoming].map((bid) => [bid.sequence, bid]));
  return [...bySequence.values()].toSorted((a, b) => b.sequence - a.sequence);
}

export interface LiveStep {
  readonly state: PublicAuctionState;
  /** History rows are missing between what was known and what came: fetch the whole. */
  readonly gap: boolean;
}

/** Whether the newest rows reach from the newest of all down to what was known before, without a hole. */
function hasHole(
  bids: readonly PublicBid[],
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const known = new Set(bids.map(({ sequence }) => sequence));
  for (let sequence = to; sequence > from; sequence -= 1) if (!known.has(sequence)) return true;
  return false;
}

/** Takes in a state that arrived, in whatever order and however often it did. */
export function applyLiveState(current: PublicAuctionState, incoming: PublicAuctionState): LiveStep {
  if (incoming.id !== current.id || incoming.version < current.version) return { state: current, gap: false };
  const latestBids = mergeBids(current.latestBids, incoming.latestBids);
  // A lone answer may carry the newest version without its rows; the rows then come with the event of that version.
  const base = incoming.version === current.version ? current : incoming;
  const newestKnown = current.latestBids[0]?.sequence ?? 0;
  return {
    state: { ...base, latestBids },
    gap: hasHole(latestBids, { from: newestKnown, to: base.lastSequence }),
  };
}

/** The reader's own bid on its way. */
export interface PendingBid {
  readonly amount: Cents;
  readonly maximum: Cents | null;
  /** The version that the reader saw when pressing the button. */
  readonly seenVersion: number;
}

/** Whether an event has already shown the fate of a bid that is still waiting for its answer. */
export const isSettledBy = (pending: PendingBid, state: PublicAuctionState, reader: string): boolean =>
  state.version > pending.seenVersion &&
  state.latestBids.some(
    ({ username, kind, price }) => username === reader && kind !== 'automatic' && price >= pending.amount,
  );

/**
 * The reader's own bid on its way, as a layer above the public state and never mixed into it. Invariants: the answer
 * and the event may come in either order and whichever is first lifts the layer; a refusal lifts it and leaves no
 * trace; an answer that belongs to an earlier bid does not touch a later one.
 */
import {
  applyLiveEvent,
  applySnapshot,
  type LiveEvent,
  type PublicAuctionState,
  type PublicBid,
} from '#lib/auction/live-state';
import type { Cents } from '#lib/auction/types';

export interface PendingBid {
  /** Tells this bid from any other of the reader's; the request's idempotency key serves. */
  readonly key: string;
  /** The reader. */
  readonly username: string;
  readonly amount: Cents;
  /** null: the same as the amount. */
  readonly maximum: Cents | null;
  /** The newest history row that the reader saw when bidding; null when the screen showed no history. */
  readonly seenSequence: number | null;
}

/** An auction on the reader's screen. */
export interface LiveAuction {
  readonly state: PublicAuctionState;
  readonly pending: PendingBid | null;
}

export interface LiveAuctionStep {
  readonly auction: LiveAuction;
  /** Fetch the whole and give it to `receiveSnapshot`. */
  readonly gap: boolean;
}

/** What the server said to a bid, with the public state that it decided on or made (null when it had none). */
export interface BidAnswer {
  readonly accepted: boolean;
  readonly state: PublicAuctionState | null;
}

/** The reader presses the button. A bid still on its way gives way: the screen shows one at a time. */
export function sendBid(auction: LiveAuction, bid: Omit<PendingBid, 'seenSequence'>): LiveAuction {
  const { latestBids, bidCount } = auction.state;
  const seenSequence = latestBids[0]?.sequence ?? (bidCount === 0 ? 0 : null);
  return { ...auction, pending: { ...bid, seenSequence } };
}

/** An event arrives. It settles the pending bid when it shows the row that the bid became. */
export function receiveEvent(auction: LiveAuction, event: LiveEvent): LiveAuctionStep {
  const { state, gap } = applyLiveEvent(auction.state, event);
  return { auction: withoutSettled({ ...auction, state }), gap };
}

/** A fetched state arrives. */
export function receiveSnapshot(auction: LiveAuction, snapshot: PublicAuctionState): LiveAuction {
  return withoutSettled({ ...auction, state: applySnapshot(auction.state, snapshot) });
}

/**
 * The request ends. Whatever the answer, the bid is no longer pending, and the state that came along is taken in.
 *
 * @param answer null when none came (the connection broke): whether the bid was recorded is not known, so there is a gap.
 */
export function receiveAnswer(auction: LiveAuction, key: string, answer: BidAnswer | null): LiveAuctionStep {
  const pending = auction.pending?.key === key ? null : auction.pending;
  if (answer === null) return { auction: { ...auction, pending }, gap: true };
  if (answer.state === null) return { auction: { ...auction, pending }, gap: false };
  const { state, gap } = applyLiveEvent(auction.state, { state: answer.state, voided: false });
  return { auction: { state, pending }, gap };
}

export interface AuctionView {
  readonly state: PublicAuctionState;
  readonly pending: PendingBid | null;
  /** The price to show: the amount on its way if that is higher, and it is not the leader's, who moves no price. */
  readonly price: Cents;
  /** The price is the reader's hope: show that it waits. It falls back if the bid is refused. */
  readonly isProvisional: boolean;
}

/** The two layers as the screen shows them. Nobody is shown as leading on the strength of a pending bid. */
export function viewAuction({ state, pending }: LiveAuction): AuctionView {
  const isProvisional =
    pending !== null && pending.amount > state.currentPrice && pending.username !== state.leaderUsername;
  return { state, pending, price: isProvisional ? pending.amount : state.currentPrice, isProvisional };
}

function withoutSettled(auction: LiveAuction): LiveAuction {
  const { pending, state } = auction;
  if (pending === null || !state.latestBids.some((row) => isRowOf(pending, row))) return auction;
  return { ...auction, pending: null };
}

/** Automatic rows of the reader's answer other people's bids. */
function isRowOf({ username, seenSequence }: PendingBid, row: PublicBid): boolean {
  if (seenSequence === null) return false;
  const isOwnAct = row.kind !== 'automatic' && row.kind !== 'void';
  return row.username === username && isOwnAct && row.sequence > seenSequence;
}

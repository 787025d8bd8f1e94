/**
 * The form in which public state travels to browsers: the names of channels and events, and the `state` event in the
 * field names of the HTTP contract. The decoder is total: it answers null to anything malformed, since what comes
 * over a socket is not ours until checked.
 */
import { isCurrency } from '#lib/auction/currencies';
import { isAuctionId } from '#lib/auction/identifiers';
import { formatInstant } from '#lib/auction/instants';
import type { LiveEvent, PublicAuctionState, PublicBid } from '#lib/auction/live-state';
import { auctionStatuses, bidKinds, type AuctionId, type BidderId } from '#lib/auction/types';
import {
  decodeInstant,
  isCount,
  isMoney,
  isMoneyOrNull,
  isNumber,
  isOneOf,
  isOutcomeOf,
  isRecord,
  type Wire,
} from '#lib/auction/wire-fields';

/** Public: the `state` event. */
export const auctionChannel = (id: AuctionId): string => `auction-${id}`;
/** Only for that bidder: what was outbid, won or paid. */
export const bidderChannel = (id: BidderId): string => `private-bidder-${id}`;
/** Only for administrators: what happens in the house. */
export const adminChannel = 'private-admin';

export const stateEvent = 'state';
export const noticeEvent = 'notice';
export const activityEvent = 'activity';

/** Pusher Channels takes 10 kB a message; which kilobyte is meant is not said, so the smaller. */
const maximumMessageBytes = 10_000;

export type WireState = ReturnType<typeof toWire>;

function toWire({ state, voided }: LiveEvent) {
  return {
    id: state.id,
    status: state.status,
    outcome: state.outcome,
    currency: state.currency,
    current_price: state.currentPrice,
    minimum_bid: state.minimumBid,
    bid_increment: state.bidIncrement,
    bid_count: state.bidCount,
    reserve_met: state.reserveMet,
    buy_now_price: state.buyNowPrice,
    leader_username: state.leaderUsername,
    starts_at: formatInstant(state.startsAt),
    ends_at: formatInstant(state.endsAt),
    original_ends_at: formatInstant(state.originalEndsAt),
    version: state.version,
    voided,
    latest_bids: state.latestBids.map(({ sequence, kind, username, price, at }) => ({
      sequence,
      kind,
      bidder_username: username,
      price,
      timestamp: formatInstant(at),
    })),
  };
}

interface Message {
  readonly wire: WireState;
  /** The same as JSON. */
  readonly text: string;
}

/**
 * The oldest of the latest bids are left out until it fits. A void among them is said beside them, for it may be why the price is
 * lower than the one a screen shows.
 */
function toMessage(state: PublicAuctionState): Message {
  const wire = toWire({ state, voided: state.latestBids.some(({ kind }) => kind === 'void') });
  let text = JSON.stringify(wire);
  while (wire.latest_bids.length > 0 && isTooLong(text)) {
    wire.latest_bids.pop();
    text = JSON.stringify(wire);
  }
  return { wire, text };
}

/** A character takes at most three bytes of UTF-8, so what is short need not be encoded to be measured. */
const isTooLong = (text: string): boolean =>
  text.length * 3 > maximumMessageBytes && new TextEncoder().encode(text).length > maximumMessageBytes;

/** The data of a `state` event, at most 10 kB as JSON. */
export const encodeState = (state: PublicAuctionState): WireState => toMessage(state).wire;

/** The same as JSON. */
export const stateText = (state: PublicAuctionState): string => toMessage(state).text;

/** Reads the data of a `state` event; null when it is anything else. Fields that it does not know are let be. */
export function decodeState(value: unknown): LiveEvent | null {
  if (!isRecord(value)) return null;
  const { status, outcome, voided } = value;
  if (!isOneOf(auctionStatuses, status) || !isOutcomeOf(status, outcome)) return null;
  const identity = decodeIdentity(value);
  const amounts = decodeAmounts(value);
  const moments = decodeMoments(value);
  const latestBids = decodeBids(value['latest_bids']);
  if (!identity || !amounts || !moments || !latestBids || typeof voided !== 'boolean') return null;
  return { state: { ...identity, status, outcome, ...amounts, ...moments, latestBids }, voided };
}

function decodeIdentity({ id, version, bid_count: bidCount, leader_username: leaderUsername }: Wire) {
  if (!isNumber(id) || !isAuctionId(id) || !isCount(version) || !isCount(bidCount)) return null;
  if (leaderUsername !== null && typeof leaderUsername !== 'string') return null;
  return { id, version, bidCount, leaderUsername };
}

function decodeAmounts(wire: Wire) {
  const { currency, current_price: currentPrice, minimum_bid: minimumBid, reserve_met: reserveMet } = wire;
  const { bid_increment: bidIncrement, buy_now_price: buyNowPrice } = wire;
  if (typeof currency !== 'string' || !isCurrency(currency)) return null;
  if (!isMoney(currentPrice) || !isMoney(minimumBid)) return null;
  if (!isMoneyOrNull(bidIncrement) || !isMoneyOrNull(buyNowPrice)) return null;
  if (reserveMet !== null && typeof reserveMet !== 'boolean') return null;
  return { currency, currentPrice, minimumBid, bidIncrement, buyNowPrice, reserveMet };
}

function decodeMoments(wire: Wire) {
  const startsAt = decodeInstant(wire['starts_at']);
  const endsAt = decodeInstant(wire['ends_at']);
  const originalEndsAt = decodeInstant(wire['original_ends_at']);
  return startsAt === null || endsAt === null || originalEndsAt === null
    ? null
    : { startsAt, endsAt, originalEndsAt };
}

/** Newest first, as the reducer takes them to be. */
function decodeBids(value: unknown): readonly PublicBid[] | null {
  if (!Array.isArray(value)) return null;
  const bids: PublicBid[] = [];
  for (const entry of value) {
    const bid = decodeBid(entry);
    const newer = bids.at(-1);
    if (bid === null || (newer !== undefined && bid.sequence >= newer.sequence)) return null;
    bids.push(bid);
  }
  return bids;
}

function decodeBid(value: unknown): PublicBid | null {
  if (!isRecord(value)) return null;
  const { sequence, kind, bidder_username: username, price } = value;
  const at = decodeInstant(value['timestamp']);
  if (!isCount(sequence) || !isOneOf(bidKinds, kind) || !isMoney(price)) return null;
  if (typeof username !== 'string' || at === null) return null;
  return { sequence, kind, username, price, at };
}

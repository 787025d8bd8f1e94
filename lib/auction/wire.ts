/**
 * The form in which public state travels to browsers: channel names, event names, and a total decoder that answers null to
 * anything malformed. A message stays within 10 kB, the limit of Pusher Channels, by carrying fewer of the latest bids.
 */
import { auctionOutcomes, auctionStatuses, bidKinds } from '#lib/auction/types';
import type { AuctionId, BidderId, BidKind, Cents, EpochMs } from '#lib/auction/types';
import type { PublicAuctionState, PublicBid } from '#lib/auction/live-state';

export const auctionChannel = (id: AuctionId): string => `auction-${id}`;
export const bidderChannel = (id: BidderId): string => `private-bidder-${id}`;
export const adminChannel = 'private-admin';

export const stateEvent = 'state';
export const noticeEvent = 'notice';
export const activityEvent = 'activity';

const maximumBytes = 10_000;

const encodeBid = ({ sequence, kind, username, price, at }: PublicBid) => ({
  sequence,
  kind,
  bidder_username: username,
  price,
  at,
});

export type WireState = ReturnType<typeof toWire>;

function toWire(state: PublicAuctionState) {
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
    starts_at: state.startsAt,
    ends_at: state.endsAt,
    original_ends_at: state.originalEndsAt,
    version: state.version,
    last_sequence: state.lastSequence,
    latest_bids: state.latestBids.map(encodeBid),
  };
}

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The message for `stateEvent`, at most 10 kB as JSON. */
export function encodeState(state: PublicAuctionState): WireState {
  const message = toWire(state);
  while (message.latest_bids.length > 1 && sizeOf(message) > maximumBytes) message.latest_bids.pop();
  return message;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isWholeOrNull = (value: unknown): value is number | null => value === null || isWhole(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isBooleanOrNull = (value: unknown): value is boolean | null =>
  value === null || typeof value === 'boolean';
const isOneOf = <T extends string>(values: readonly T[], value: unknown): value is T =>
  values.some((candidate) => candidate === value);

// The decoder has checked the number; the brand only says what it counts.
const asCents = (value: number): Cents => value as Cents;
const asCentsOrNull = (value: number | null): Cents | null => value as Cents | null;
const asInstant = (value: number): EpochMs => value as EpochMs;

function decodeBid(value: unknown): PublicBid | null {
  if (!isFields(value)) return null;
  const { sequence, kind, bidder_username: username, price, at } = value;
  if (!isWhole(sequence) || !isWhole(price) || !isWhole(at) || typeof username !== 'string') return null;
  return isOneOf<BidKind>(bidKinds, kind)
    ? { sequence, kind, username, price: asCents(price), at: asInstant(at) }
    : null;
}

function decodeBids(value: unknown): PublicBid[] | null {
  if (!Array.isArray(value)) return null;
  const bids = value.map(decodeBid);
  return bids.every((bid) => bid !== null) ? bids : null;
}

/** Reads a message of `stateEvent`; null when it is anything else. */
export function decodeState(value: unknown): PublicAuctionState | null {
  if (!isFields(value)) return null;
  const { id, status, outcome, currency, leader_username: leaderUsername, reserve_met: met, version } = value;
  const { current_price: price, minimum_bid: minimum, bid_increment: step, buy_now_price: buyNow } = value;
  const {
    bid_count: count,
    last_sequence: lastSequence,
    starts_at: startsAt,
    ends_at: endsAt,
    original_ends_at: originalEndsAt,
  } = value;
  const latestBids = decodeBids(value.latest_bids);
  if (!isWhole(id) || !isOneOf(auctionStatuses, status) || typeof currency !== 'string') return null;
  if (outcome !== null && !isOneOf(auctionOutcomes, outcome)) return null;
  if (!isWhole(price) || !isWhole(minimum) || !isWholeOrNull(step) || !isWholeOrNull(buyNow)) return null;
  if (
    !isWhole(count) ||
    !isWhole(version) ||
    !isWhole(lastSequence) ||
    !isTextOrNull(leaderUsername) ||
    !isBooleanOrNull(met)
  )
    return null;
  if (!isWhole(startsAt) || !isWhole(endsAt) || !isWhole(originalEndsAt) || latestBids === null) return null;
  return {
    id: id as AuctionId,
    status,
    outcome,
    currency,
    currentPrice: asCents(price),
    minimumBid: asCents(minimum),
    bidIncrement: asCentsOrNull(step),
    bidCount: count,
    reserveMet: met,
    buyNowPrice: asCentsOrNull(buyNow),
    leaderUsername,
    startsAt: asInstant(startsAt),
    endsAt: asInstant(endsAt),
    originalEndsAt: asInstant(originalEndsAt),
    version,
    lastSequence,
    latestBids,
  };
}

/** Auctions, people and commands for the tables of the rules' tests. Amounts are US cents, moments relative to noon. */
import { decide } from '#lib/auction/decide';
import { auctionId, bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type {
  AuctionState,
  AuctionTerms,
  Bidder,
  BuyNow,
  Command,
  Decision,
  EpochMs,
  HistoryRow,
  PlaceBid,
  Refusal,
} from '#lib/auction/types';

export const noon = epochMs(Date.UTC(2026, 10, 24, 12));
export const minute = 60_000;

/** A moment in milliseconds from noon. */
export function at(milliseconds: number): EpochMs {
  return epochMs(noon + milliseconds);
}

export const exampleTerms: AuctionTerms = {
  auctionId: auctionId(7),
  sellerId: bidderId(1),
  currency: 'USD',
  startingPrice: cents(100_00),
  reservePrice: null,
  buyNowPrice: null,
  bidIncrement: null,
  softCloseSeconds: 120,
  startsAt: at(-60 * minute),
  originalEndsAt: at(60 * minute),
};

/** A running lot from $100 without a bid. The end in force follows the terms unless it is given. */
export function exampleAuction(
  terms: Partial<AuctionTerms> = {},
  change: Partial<Omit<AuctionState, 'terms'>> = {},
): AuctionState {
  const all = { ...exampleTerms, ...terms };
  return {
    terms: all,
    status: 'active',
    outcome: null,
    currentPrice: all.startingPrice,
    bidCount: 0,
    leader: null,
    endsAt: all.originalEndsAt,
    version: 1,
    lastSequence: 0,
    lastHash: null,
    lastAt: null,
    ...change,
  };
}

function person(id: number, username: string): Bidder {
  return { id: bidderId(id), username, suspended: false, blocked: false, hasCard: false };
}

export const ada = person(2, 'ada');
export const ben = person(3, 'ben');
export const cleo = person(4, 'cleo');

export const salt = '000102030405060708090a0b0c0d0e0f';

export function bid(bidder: Bidder, amount: number, change: Partial<PlaceBid> = {}): PlaceBid {
  return {
    kind: 'place_bid',
    bidder,
    amount: cents(amount),
    maximum: null,
    cardRequiredAbove: null,
    salt,
    ifVersion: null,
    ...change,
  };
}

/** A bid with a hidden maximum. */
export function proxyBid(bidder: Bidder, amount: number, maximum: number): PlaceBid {
  return bid(bidder, amount, { maximum: cents(maximum) });
}

export function buy(bidder: Bidder, change: Partial<BuyNow> = {}): BuyNow {
  return { kind: 'buy_now', bidder, cardRequiredAbove: null, salt, ifVersion: null, ...change };
}

export type Accepted = Extract<Decision, { accepted: true }>;

/** The decision, which has to be an acceptance. */
export function accept(state: AuctionState, command: Command, now: EpochMs = noon): Accepted {
  const decision = decide(state, command, now);
  if (!decision.accepted) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  return decision;
}

/** The refusal, which there has to be. */
export function refuse(state: AuctionState, command: Command, now: EpochMs = noon): Refusal {
  const decision = decide(state, command, now);
  if (decision.accepted) throw new Error(`accepted: ${JSON.stringify(decision.rows)}`);
  return decision.refusal;
}

/** The state after commands that are all accepted. */
export function after(state: AuctionState, ...commands: readonly Command[]): AuctionState {
  return commands.reduce((before, command) => accept(before, command).state, state);
}

/** The whole history that accepted commands leave. */
export function historyOf(state: AuctionState, commands: readonly Command[]): readonly HistoryRow[] {
  let current = state;
  return commands.flatMap((command) => {
    const { state: next, rows } = accept(current, command);
    current = next;
    return rows;
  });
}

/** The rows in brief: `bid ada 10000`. */
export function brief(rows: Accepted['rows']): readonly string[] {
  return rows.map(({ kind, username, price }) => `${kind} ${username} ${price}`);
}

/** Makes any change to a value an error. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

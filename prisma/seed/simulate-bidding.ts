/** A plausible history for a lot: people bidding over its time so far, every bid decided by the real rules. */
import { decide } from '#lib/auction/decide';
import { incrementAt, minimumBid } from '#lib/auction/increments';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionState, AuctionTerms, BidderId, EpochMs, HistoryRow } from '#lib/auction/types';
import { nativeSha256 } from '#lib/platform/sha256';
import { pick, wholeBetween, type Random } from './random.ts';

export interface Person {
  readonly id: BidderId;
  readonly username: string;
}

export interface Simulation {
  readonly state: AuctionState;
  readonly rows: readonly HistoryRow[];
}

export const freshState = (terms: AuctionTerms): AuctionState => ({
  terms,
  status: 'active',
  outcome: null,
  currentPrice: terms.startingPrice,
  bidCount: 0,
  leader: null,
  endsAt: terms.originalEndsAt,
  version: 1,
  lastSequence: 0,
  lastHash: null,
  lastAt: null,
});

/** Bids come slowly at first and faster towards the end, as they do in life. */
function drawMoments(
  random: Random,
  count: number,
  span: { readonly from: EpochMs; readonly to: EpochMs },
): EpochMs[] {
  const length = span.to - span.from;
  return Array.from({ length: count }, () =>
    epochMs(Math.floor(span.from + length * Math.sqrt(random()))),
  ).toSorted((a, b) => a - b);
}

const highestEagerness = 6;

function bidOnce(state: AuctionState, { random, people }: BiddingParty, at: EpochMs) {
  const others = people.filter(({ id }) => id !== state.leader?.bidderId && id !== state.terms.sellerId);
  const bidder = pick(random, others);
  const amount = minimumBid(state);
  const eagerness = random() < 0.5 ? 0 : wholeBetween(random, 1, highestEagerness);
  const maximum = cents(amount + eagerness * incrementAt(amount, state.terms));
  const salt = nativeSha256(`${state.terms.auctionId}/${state.version}/${random()}`).slice(0, 32);
  const command = {
    kind: 'place_bid',
    bidder: { ...bidder, suspended: false, blocked: false, hasCard: true },
    amount,
    maximum,
    salt,
    cardRequiredAbove: null,
    ifVersion: null,
  } as const;
  return decide(state, command, at, nativeSha256);
}

interface BiddingParty {
  readonly random: Random;
  readonly people: readonly Person[];
}

/** Up to `count` bids between the start and `until`. */
export function simulateBidding(
  terms: AuctionTerms,
  party: BiddingParty,
  { count, until }: { readonly count: number; readonly until: EpochMs },
): Simulation {
  let state = freshState(terms);
  const rows: HistoryRow[] = [];
  for (const at of drawMoments(party.random, count, { from: terms.startsAt, to: until })) {
    const decision = bidOnce(state, party, at);
    if (!decision.accepted) continue;
    state = decision.state;
    rows.push(...decision.rows);
  }
  return { state, rows };
}

/** A bid in the last minutes whose maximum nobody reaches: the lot is this person's, reserve or not. */
export function bidLast({ state, rows }: Simulation, winner: Person): Simulation {
  const { terms, endsAt, lastAt, leader } = state;
  const late = endsAt - (terms.softCloseSeconds + 60) * 1000;
  const amount = minimumBid(state);
  const toBeat = Math.max(amount, terms.reservePrice ?? 0, leader?.maximum ?? 0);
  const command = {
    kind: 'place_bid',
    bidder: { ...winner, suspended: false, blocked: false, hasCard: true },
    amount,
    maximum: cents(toBeat + 2 * incrementAt(cents(toBeat), terms)),
    salt: nativeSha256(`${terms.auctionId}/last`).slice(0, 32),
    cardRequiredAbove: null,
    ifVersion: null,
  } as const;
  const decision = decide(state, command, epochMs(Math.max(late, lastAt ?? 0)), nativeSha256);
  if (!decision.accepted) throw new Error(`the demo's last bid was refused: ${decision.refusal.code}`);
  return { state: decision.state, rows: [...rows, ...decision.rows] };
}

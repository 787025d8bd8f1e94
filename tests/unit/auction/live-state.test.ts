import { describe, expect, test } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import {
  applyLiveEvent,
  applySnapshot,
  latestBidsShown,
  latestVoid,
  toPublicState,
  voidedRows,
  type PublicAuctionState,
} from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import type { HistoryRow } from '#lib/auction/types';
import { accept, ada, after, ben, bid, exampleAuction, proxyBid } from '#tests/unit/auction/examples';

/** The public state after each of many bids in turn, the first before any. */
function manyStates(bids: number): readonly PublicAuctionState[] {
  let state = exampleAuction();
  let rows: readonly HistoryRow[] = [];
  const states = [toPublicState(state, [])];
  for (let count = 0; count < bids; count += 1) {
    const decision = accept(state, bid(count % 2 === 0 ? ada : ben, state.currentPrice + 100_00));
    state = decision.state;
    rows = [...decision.rows.toReversed(), ...rows];
    states.push(toPublicState(state, rows));
  }
  return states;
}

const states = manyStates(60);

function stateAt(version: number): PublicAuctionState {
  const state = states[version - 1];
  if (!state) throw new Error(`no version ${version}`);
  return state;
}

const sequences = ({ latestBids }: PublicAuctionState) => latestBids.map(({ sequence }) => sequence);
const event = (state: PublicAuctionState) => ({ state, voided: false });

describe('the public state', () => {
  test('shows what anyone may see', () => {
    const state = after(exampleAuction({ reservePrice: cents(900_00) }), proxyBid(ada, 100_00, 200_00));
    expect(toPublicState(state, [])).toEqual({
      id: 7,
      status: 'active',
      outcome: null,
      currency: 'USD',
      currentPrice: 100_00,
      minimumBid: 102_50,
      bidIncrement: null,
      bidCount: 1,
      reserveMet: false,
      buyNowPrice: null,
      leaderUsername: 'ada',
      startsAt: state.terms.startsAt,
      endsAt: state.endsAt,
      originalEndsAt: state.terms.originalEndsAt,
      version: 2,
      latestBids: [],
    });
  });

  test('has no trace of a maximum, a salt or the reserve, even when given whole rows', () => {
    const { state, rows } = accept(
      exampleAuction({ reservePrice: cents(777_77) }),
      proxyBid(ada, 100_00, 555_55),
    );
    const text = JSON.stringify(toPublicState(state, rows));
    expect(text).not.toMatch(/77777|55555|000102|maximum|salt|commitment/);
    expect(text).toContain('"username":"ada"');
  });

  test('carries the newest rows, newest first', () => {
    expect(sequences(stateAt(61))).toEqual(Array.from({ length: latestBidsShown }, (_, index) => 60 - index));
  });
});

describe('an event', () => {
  test('that is newer replaces the state', () => {
    expect(applyLiveEvent(stateAt(5), event(stateAt(6)))).toEqual({ state: stateAt(6), gap: false });
  });

  test('that is older is dropped', () => {
    expect(applyLiveEvent(stateAt(6), event(stateAt(5)))).toEqual({ state: stateAt(6), gap: false });
  });

  test('that came before is dropped', () => {
    expect(applyLiveEvent(stateAt(6), event(stateAt(6)))).toEqual({ state: stateAt(6), gap: false });
  });

  test('of another auction is dropped', () => {
    const other = { ...stateAt(9), id: auctionId(8) };
    expect(applyLiveEvent(stateAt(5), event(other))).toEqual({ state: stateAt(5), gap: false });
  });

  test('may skip versions while its rows reach down to the known ones', () => {
    expect(applyLiveEvent(stateAt(2), event(stateAt(22)))).toEqual({ state: stateAt(22), gap: false });
  });

  test('asks for a refetch when rows are missing, and shows no hole', () => {
    const { state, gap } = applyLiveEvent(stateAt(2), event(stateAt(23)));
    expect(gap).toBe(true);
    expect(sequences(state)).toEqual(sequences(stateAt(23)));
  });

  test('joins its rows with those known', () => {
    const trimmed = { ...stateAt(11), latestBids: stateAt(11).latestBids.slice(0, 2) };
    expect(applyLiveEvent(stateAt(9), event(trimmed))).toEqual({ state: stateAt(11), gap: false });
    expect(applyLiveEvent(stateAt(8), event(trimmed))).toMatchObject({ gap: true, state: { version: 11 } });
  });

  test('of the same version brings rows that the first copy had no room for', () => {
    const trimmed = { ...stateAt(11), latestBids: stateAt(11).latestBids.slice(0, 2) };
    expect(applyLiveEvent(trimmed, event(stateAt(11)))).toEqual({ state: stateAt(11), gap: false });
  });

  test('without room for any row keeps the known ones and asks for the rest', () => {
    const bare = { ...stateAt(11), latestBids: [] };
    const { state, gap } = applyLiveEvent(stateAt(9), event(bare));
    expect(gap).toBe(true);
    expect(sequences(state)).toEqual(sequences(stateAt(9)));
  });

  test('without rows leaves no gap when nobody has bid since', () => {
    const closed = { ...stateAt(9), version: 10, status: 'won' as const, latestBids: [] };
    const { state, gap } = applyLiveEvent(stateAt(9), event(closed));
    expect(gap).toBe(false);
    expect(state).toEqual({ ...closed, latestBids: stateAt(9).latestBids });
  });

  test('leaves no gap where no history is shown', () => {
    const card = { ...stateAt(30), latestBids: [] };
    expect(applyLiveEvent(card, event(stateAt(60)))).toEqual({ state: stateAt(60), gap: false });
    expect(applyLiveEvent(card, event({ ...stateAt(60), latestBids: [] })).gap).toBe(false);
  });

  test('with a lower price is not believed, but asks for a refetch', () => {
    const lower = { ...stateAt(9), currentPrice: cents(1) };
    expect(applyLiveEvent(stateAt(8), event(lower))).toEqual({ state: stateAt(8), gap: true });
  });

  test('of a void may show a lower price, and keeps the rows that were known', () => {
    const [newest] = stateAt(8).latestBids;
    if (!newest) throw new Error('somebody has bid');
    const voids = { ...newest, sequence: newest.sequence + 1, kind: 'void' as const, price: cents(100_00) };
    const lower = { ...stateAt(8), version: 9, currentPrice: cents(100_00), latestBids: [voids] };
    expect(applyLiveEvent(stateAt(8), { state: lower, voided: true })).toEqual({
      state: { ...lower, latestBids: [voids, ...stateAt(8).latestBids] },
      gap: false,
    });
  });
});

describe('a snapshot', () => {
  test('is the truth unless something newer came', () => {
    expect(applySnapshot(stateAt(8), stateAt(9))).toBe(stateAt(9));
    expect(applySnapshot(stateAt(9), stateAt(8))).toEqual(stateAt(9));
    expect(applySnapshot(stateAt(8), { ...stateAt(8), id: auctionId(8) })).toEqual(stateAt(8));
    const trimmed = { ...stateAt(9), latestBids: [] };
    expect(applySnapshot(trimmed, stateAt(9)), 'the rows that were missing').toBe(stateAt(9));
    const lower = { ...stateAt(9), currentPrice: cents(1) };
    expect(applySnapshot(stateAt(8), lower), 'a void whose event was lost').toBe(lower);
  });
});

test('any order of arrival, with repeats and losses, shows the newest state', () => {
  const orders = [[2, 3, 4, 5, 6], [6, 5, 4, 3, 2], [4, 2, 6, 3, 5], [3, 3, 6, 6, 2], [6]];
  for (const order of orders) {
    const shown = order.reduce((current, version) => {
      const next = applyLiveEvent(current, event(stateAt(version))).state;
      expect(next.currentPrice).toBeGreaterThanOrEqual(current.currentPrice);
      return next;
    }, stateAt(1));
    expect(shown).toEqual(stateAt(6));
  }
});

describe('the rows that no longer count', () => {
  const row = (sequence: number, kind: 'bid' | 'automatic' | 'void', username: string) => ({
    sequence,
    kind,
    username,
  });

  test('are a bidder’s below a void of theirs', () => {
    const rows = [
      row(6, 'bid', 'ben'),
      row(5, 'automatic', 'ada'),
      row(4, 'void', 'ben'),
      row(3, 'bid', 'ada'),
      row(2, 'automatic', 'ben'),
      row(1, 'bid', 'ben'),
    ];
    expect([...voidedRows(rows)]).toEqual([2, 1]);
  });

  test('are none without a void', () => {
    expect(voidedRows([row(2, 'bid', 'ben'), row(1, 'bid', 'ada')]).size).toBe(0);
  });
});

describe('the void that explains the price', () => {
  const [voids, leads, bids] = [{ kind: 'void' }, { kind: 'automatic' }, { kind: 'bid' }] as const;

  test.each([
    ['stands last where nobody leads', [voids, bids], voids],
    ['stands before the row of who leads', [leads, voids, bids], voids],
    ['explains nothing once somebody has bid', [bids, leads, voids], null],
    ['nor once somebody was answered', [leads, bids, voids], null],
    ['is not there in a history without one', [leads, bids], null],
    ['nor in an empty one', [], null],
  ])('%s', (_, rows, expected) => {
    expect(latestVoid(rows)).toBe(expected);
  });
});

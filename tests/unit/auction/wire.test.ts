import { describe, expect, test } from 'vitest';
import { auctionId, bidderId } from '#lib/auction/identifiers';
import { toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import {
  adminChannel,
  auctionChannel,
  bidderChannel,
  decodeState,
  encodeState,
  stateText,
} from '#lib/auction/wire';
import { accept, ada, at, exampleAuction, proxyBid } from '#tests/unit/auction/examples';

const { state, rows } = accept(
  exampleAuction({ reservePrice: cents(777_77), buyNowPrice: cents(900_00) }),
  proxyBid(ada, 100_00, 555_55),
);
const published = toPublicState(state, rows);
const closed: PublicAuctionState = { ...published, status: 'closed', outcome: 'reserve_not_met' };

/** What a browser receives. */
function overTheWire(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

function bytesOf(message: unknown): number {
  return new TextEncoder().encode(JSON.stringify(message)).length;
}

/** A state whose twenty rows have this username. */
function wordy(username: string): PublicAuctionState {
  const latestBids = Array.from({ length: 20 }, (_, index) => ({
    sequence: 1_000_000 - index,
    kind: 'automatic' as const,
    username,
    price: cents(10_000_000_000),
    at: at(0),
  }));
  return { ...published, latestBids };
}

/** Some junk is a fair value of some field: read, it has to come out as it went in. */
function readAndWrittenAgain(messages: readonly unknown[]) {
  const readable = messages.filter((message) => decodeState(message) !== null);
  const again = readable.map((message) => {
    const decoded = decodeState(message);
    return decoded && { ...encodeState(decoded.state), voided: decoded.voided };
  });
  return { readable, again };
}

test('channels have the names that the contract gives', () => {
  expect(auctionChannel(auctionId(7))).toBe('auction-7');
  expect(bidderChannel(bidderId(2))).toBe('private-bidder-2');
  expect(adminChannel).toBe('private-admin');
});

describe('the state event', () => {
  test('has the field names and forms of the HTTP contract', () => {
    expect(encodeState(published)).toEqual({
      id: 7,
      status: 'active',
      outcome: null,
      currency: 'USD',
      current_price: 100_00,
      minimum_bid: 102_50,
      bid_increment: null,
      bid_count: 1,
      reserve_met: false,
      buy_now_price: 900_00,
      leader_username: 'ada',
      starts_at: '2026-11-24T11:00:00.000Z',
      ends_at: '2026-11-24T13:00:00.000Z',
      original_ends_at: '2026-11-24T13:00:00.000Z',
      version: 2,
      voided: false,
      latest_bids: [
        {
          sequence: 1,
          kind: 'bid',
          bidder_username: 'ada',
          price: 100_00,
          timestamp: '2026-11-24T12:00:00.000Z',
        },
      ],
    });
  });

  test('has no hidden number in it', () => {
    expect(JSON.stringify(encodeState(published))).not.toMatch(/77777|55555|000102/);
  });

  test.each([
    ['a running lot', published],
    ['a closed lot', closed],
    ['a lot without bids', toPublicState(exampleAuction(), [])],
  ])('of %s reads back as it was', (_, original) => {
    expect(decodeState(overTheWire(encodeState(original)))).toEqual({ state: original, voided: false });
  });

  test('says when a bidder’s bids were voided, as long as the void is among the newest rows', () => {
    const [first] = published.latestBids;
    if (!first) throw new Error('the example has a bid');
    const state = { ...published, latestBids: [{ ...first, sequence: 2, kind: 'void' as const }, first] };
    expect(decodeState(encodeState(state))).toEqual({ state, voided: true });
  });

  test('lets fields be that it does not know', () => {
    expect(decodeState({ ...encodeState(published), invented: [1] })).toEqual({
      state: published,
      voided: false,
    });
  });
});

describe('the size of a message', () => {
  test('holds twenty rows of the longest names there are', () => {
    const message = encodeState(wordy('x'.repeat(30)));
    expect(message.latest_bids).toHaveLength(20);
    expect(bytesOf(message)).toBeLessThan(10_000);
  });

  test.each([1000, 9_000, 20_000])(
    'stays within 10 kB with names of %d bytes, by dropping the oldest rows',
    (bytes) => {
      const original = wordy('é'.repeat(bytes / 2));
      const message = encodeState(original);
      expect(bytesOf(message)).toBeLessThanOrEqual(10_000);
      expect(stateText(original)).toBe(JSON.stringify(message));
      const kept = message.latest_bids.length;
      expect(message.latest_bids.map(({ sequence }) => sequence)).toEqual(
        original.latestBids.slice(0, kept).map(({ sequence }) => sequence),
      );
      const oneMore = { ...message, latest_bids: encodeState(wordy('x')).latest_bids.slice(0, kept + 1) };
      const grown = oneMore.latest_bids.map((row) => ({ ...row, bidder_username: 'é'.repeat(bytes / 2) }));
      expect(bytesOf({ ...message, latest_bids: grown }), 'one more would not fit').toBeGreaterThan(10_000);
    },
  );
});

describe('what is malformed', () => {
  const junk: readonly unknown[] = [
    undefined,
    null,
    true,
    '',
    'text',
    '2026-11-24',
    -1,
    0.5,
    Number.NaN,
    2 ** 53,
    [],
    {},
    [[]],
    () => 1,
  ];

  test.each(junk)('is nothing at all: %j', (value) => {
    expect(decodeState(value)).toBeNull();
  });

  test.each(Object.keys(encodeState(closed)))('in %s is never taken for a state', (field) => {
    const messages = junk.map((value) => ({ ...encodeState(closed), [field]: value }));
    const { readable, again } = readAndWrittenAgain(messages);
    expect(again).toEqual(readable);
    expect(readable.length).toBeLessThan(junk.length / 2);
  });

  const rowFields = ['sequence', 'kind', 'bidder_username', 'price', 'timestamp'];
  test.each(rowFields)('in %s of a row is never taken for a row', (field) => {
    const message = encodeState(published);
    const rowsWith = junk.map((value) => ({ ...message.latest_bids[0], [field]: value }));
    const { readable, again } = readAndWrittenAgain(
      rowsWith.map((row) => ({ ...message, latest_bids: [row] })),
    );
    expect(again).toEqual(readable);
    expect(readable.length).toBeLessThan(junk.length / 2);
  });

  test.each([
    ['a missing field', { version: undefined }],
    ['a status that there is not', { status: 'paused' }],
    ['a closed lot without an outcome', { status: 'closed', outcome: null }],
    ['an outcome of a running lot', { outcome: 'sold' }],
    ['a currency that there is not', { currency: 'XYZ' }],
    ['a negative price', { current_price: -1 }],
    ['a fraction of a cent', { minimum_bid: 0.5 }],
    ['a moment in another spelling', { ends_at: '2026-11-24T13:00:00Z' }],
    ['a number for a moment', { ends_at: 1_795_000_000_000 }],
    ['a row that is none', { latest_bids: [null] }],
    ['rows that are no list', { latest_bids: { length: 0 } }],
    [
      'rows oldest first',
      { latest_bids: [1, 2].map((sequence) => ({ ...encodeState(published).latest_bids[0], sequence })) },
    ],
    [
      'the same row twice',
      { latest_bids: [1, 1].map((sequence) => ({ ...encodeState(published).latest_bids[0], sequence })) },
    ],
  ])('is %s', (_, change) => {
    expect(decodeState({ ...encodeState(published), ...change })).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { decide } from '#lib/auction/decide';
import { cents, maximumBid } from '#lib/auction/money';
import type { AuctionState, Bidder, Cents, Command, EpochMs, Refusal } from '#lib/auction/types';
import {
  ada,
  after,
  at,
  ben,
  bid,
  buy,
  cleo,
  exampleAuction,
  noon,
  proxyBid,
  refuse,
} from '#tests/unit/auction/examples';

/** A command that would be accepted, on a lot that ada leads, before the faults of a test are laid on it. */
interface Scene {
  readonly state: AuctionState;
  readonly bidder: Bidder;
  readonly amount: Cents;
  readonly maximum: Cents;
  readonly cardRequiredAbove: Cents | null;
  readonly ifVersion: number | null;
  readonly now: EpochMs;
}

type Code = Refusal['code'];
type Fault = readonly [Code, (scene: Scene) => Scene];

const limit = maximumBid('USD');

const suspended: Fault = ['bidder_suspended', (s) => ({ ...s, bidder: { ...s.bidder, suspended: true } })];
const blocked: Fault = ['bidder_blocked', (s) => ({ ...s, bidder: { ...s.bidder, blocked: true } })];
const ownAuction: Fault = [
  'own_auction',
  (s) => ({ ...s, state: { ...s.state, terms: { ...s.state.terms, sellerId: s.bidder.id } } }),
];
const stale: Fault = ['version_mismatch', (s) => ({ ...s, ifVersion: s.state.version - 1 })];
const notStarted: Fault = [
  'auction_not_started',
  (s) => ({
    ...s,
    state: { ...s.state, status: 'scheduled', terms: { ...s.state.terms, startsAt: at(1) } },
  }),
];
const ended: Fault = ['auction_ended', (s) => ({ ...s, state: { ...s.state, endsAt: noon } })];
const tooLow: Fault = ['bid_too_low', (s) => ({ ...s, amount: cents(102_49) })];
const notRaised: Fault = [
  'maximum_too_low',
  (s) => ({
    ...s,
    state: {
      ...s.state,
      leader: { bidderId: s.bidder.id, username: s.bidder.username, maximum: cents(limit + 2) },
    },
  }),
];
const tooHigh: Fault = ['bid_too_high', (s) => ({ ...s, maximum: cents(limit + 1) })];
const cardless: Fault = ['card_required', (s) => ({ ...s, cardRequiredAbove: cents(102_48) })];
const noBuyNow: Fault = [
  'buy_now_unavailable',
  (s) => ({ ...s, state: { ...s.state, terms: { ...s.state.terms, buyNowPrice: null } } }),
];
const hasBids: Fault = [
  'auction_has_bids',
  (s) => ({
    ...s,
    state: { ...s.state, leader: { bidderId: ben.id, username: 'ben', maximum: cents(500_00) } },
  }),
];

interface Precedence {
  readonly kind: Command['kind'];
  readonly state: AuctionState;
  readonly command: (scene: Scene) => Command;
  readonly faults: readonly Fault[];
}

const commands: readonly Precedence[] = [
  {
    kind: 'place_bid',
    state: after(exampleAuction(), bid(ada, 100_00)),
    command: ({ bidder, amount, maximum, cardRequiredAbove, ifVersion }) =>
      bid(bidder, amount, { maximum, cardRequiredAbove, ifVersion }),
    faults: [suspended, blocked, ownAuction, stale, notStarted, ended, tooLow, notRaised, tooHigh, cardless],
  },
  {
    kind: 'buy_now',
    state: exampleAuction({ buyNowPrice: cents(900_00) }),
    command: ({ bidder, cardRequiredAbove, ifVersion }) => buy(bidder, { cardRequiredAbove, ifVersion }),
    faults: [suspended, blocked, ownAuction, stale, notStarted, ended, noBuyNow, cardless],
  },
  {
    kind: 'end_now',
    state: exampleAuction(),
    command: ({ ifVersion }) => ({ kind: 'end_now', ifVersion }),
    faults: [stale, notStarted, ended],
  },
  {
    kind: 'cancel',
    state: exampleAuction(),
    command: ({ ifVersion }) => ({ kind: 'cancel', by: 'seller', ifVersion }),
    faults: [stale, ended, hasBids],
  },
];

describe.each(commands)('the refusals of $kind', ({ state, command, faults }) => {
  const scene: Scene = {
    state,
    bidder: cleo,
    amount: cents(102_50),
    maximum: cents(102_50),
    cardRequiredAbove: null,
    ifVersion: state.version,
    now: noon,
  };
  const decideScene = (s: Scene) => decide(s.state, command(s), s.now);

  test('there is none without a fault', () => {
    expect(decideScene(scene).accepted).toBe(true);
  });

  test.each(faults)('%s applies alone', (code, lay) => {
    expect(decideScene(lay(scene))).toMatchObject({ accepted: false, refusal: { code } });
  });

  const pairs = faults.flatMap((first, index) =>
    faults.slice(index + 1).map((second) => ({ first, second })),
  );
  test.each(pairs)('$first.0 comes before $second.0', ({ first, second }) => {
    const [code] = first;
    expect(decideScene(second[1](first[1](scene)))).toMatchObject({ accepted: false, refusal: { code } });
    expect(decideScene(first[1](second[1](scene)))).toMatchObject({ accepted: false, refusal: { code } });
  });
});

describe('what a refusal says', () => {
  const led = after(exampleAuction(), proxyBid(ada, 100_00, 200_00));

  test('a bid one cent below the minimum learns the minimum and the price', () => {
    expect(refuse(led, bid(ben, 102_49))).toEqual({
      code: 'bid_too_low',
      minimumBid: 102_50,
      currentPrice: 100_00,
    });
    expect(decide(led, bid(ben, 102_50), noon).accepted).toBe(true);
  });

  test('before the first bid the minimum is the starting price', () => {
    expect(refuse(exampleAuction(), bid(ben, 99_99))).toEqual({
      code: 'bid_too_low',
      minimumBid: 100_00,
      currentPrice: 100_00,
    });
  });

  test('the minimum holds for the leader too', () => {
    expect(refuse(led, proxyBid(ada, 102_49, 900_00))).toMatchObject({
      code: 'bid_too_low',
      minimumBid: 102_50,
    });
  });

  test('a maximum one cent below the amount learns the amount', () => {
    expect(refuse(led, proxyBid(ben, 120_00, 119_99))).toEqual({
      code: 'maximum_too_low',
      minimumMaximum: 120_00,
    });
  });

  test('a leader who repeats the maximum learns one cent more', () => {
    expect(refuse(led, proxyBid(ada, 102_50, 200_00))).toEqual({
      code: 'maximum_too_low',
      minimumMaximum: 200_01,
    });
    expect(decide(led, proxyBid(ada, 102_50, 200_01), noon).accepted).toBe(true);
  });

  test('a leader whose amount is above the maximum learns the higher of both bounds', () => {
    expect(refuse(led, proxyBid(ada, 250_00, 249_99))).toEqual({
      code: 'maximum_too_low',
      minimumMaximum: 250_00,
    });
  });

  test('one cent over the platform’s limit is too high, the limit itself is not', () => {
    expect(refuse(led, proxyBid(ben, 120_00, limit + 1))).toEqual({
      code: 'bid_too_high',
      maximumBid: limit,
    });
    expect(decide(led, proxyBid(ben, 120_00, limit), noon).accepted).toBe(true);
  });

  test('at the platform’s limit nobody can bid any more', () => {
    const full = after(exampleAuction(), bid(ada, limit));
    expect(refuse(full, bid(ben, limit))).toMatchObject({ code: 'bid_too_low', currentPrice: limit });
    expect(refuse(full, bid(ben, limit + 100_00))).toMatchObject({ code: 'bid_too_high' });
  });

  test('a stale command learns the version', () => {
    expect(refuse(led, bid(ben, 120_00, { ifVersion: 1 }))).toEqual({ code: 'version_mismatch', version: 2 });
  });
});

describe('the moment', () => {
  const start = at(10);
  const end = at(20);
  const terms = { startsAt: start, originalEndsAt: end };
  const scheduled = exampleAuction(terms, { status: 'scheduled' });
  const active = exampleAuction(terms);

  test('a millisecond before the start it has not started', () => {
    expect(refuse(scheduled, bid(ada, 100_00), at(9))).toEqual({
      code: 'auction_not_started',
      startsAt: start,
    });
  });

  test('from the start on a bid is taken and opens it, though nobody wrote that down', () => {
    const decision = decide(scheduled, bid(ada, 100_00), start);
    expect(decision).toMatchObject({ accepted: true, state: { status: 'active', version: 2 } });
  });

  test('a millisecond before the end a bid is in time', () => {
    expect(decide(active, bid(ada, 100_00), at(19)).accepted).toBe(true);
  });

  test.each([active, scheduled])('at the end it is over, though it still says $status', (state) => {
    expect(refuse(state, bid(ada, 100_00), end)).toEqual({ code: 'auction_ended', endsAt: end });
  });

  test.each(['won', 'closed'] as const)('a %s auction has ended before its end', (status) => {
    expect(refuse({ ...active, status }, bid(ada, 100_00), at(15))).toMatchObject({ code: 'auction_ended' });
  });

  test('one cancelled before its start has ended; it will not start', () => {
    const cancelled = { ...scheduled, status: 'closed', outcome: 'cancelled' } as const;
    expect(refuse(cancelled, bid(ada, 100_00), at(0))).toMatchObject({ code: 'auction_ended' });
  });
});

describe('a saved card', () => {
  const above = { cardRequiredAbove: cents(500_00) };
  const owner = { ...cleo, hasCard: true };

  test('is asked for by the maximum, from one cent above what may be promised without', () => {
    const lot = exampleAuction();
    const promise = (maximum: number) => bid(cleo, 100_00, { ...above, maximum: cents(maximum) });
    expect(decide(lot, promise(500_00), noon).accepted).toBe(true);
    expect(refuse(lot, promise(500_01))).toEqual({ code: 'card_required', above: 500_00 });
    expect(refuse(lot, bid(cleo, 500_01, above))).toEqual({ code: 'card_required', above: 500_00 });
  });

  test('is asked of a leader who raises, and of a buyer at the price', () => {
    const led = after(exampleAuction(), bid(cleo, 100_00));
    expect(refuse(led, bid(cleo, 102_50, { ...above, maximum: cents(500_01) })).code).toBe('card_required');
    const offered = exampleAuction({ buyNowPrice: cents(900_00) });
    expect(refuse(offered, buy(cleo, above))).toEqual({ code: 'card_required', above: 500_00 });
    expect(decide(offered, buy(owner, above), noon).accepted).toBe(true);
  });

  test('lets its owner promise anything, and is asked of nobody where the house names no amount', () => {
    const lot = exampleAuction();
    expect(decide(lot, bid(owner, 9_000_00, above), noon).accepted).toBe(true);
    expect(decide(lot, bid(cleo, 9_000_00), noon).accepted).toBe(true);
    expect(refuse(lot, bid(cleo, 100_00, { cardRequiredAbove: cents(0) })).code).toBe('card_required');
  });
});

import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { commitTo, genesisHash, hashRow } from '#lib/auction/chain';
import { decide } from '#lib/auction/decide';
import { cents } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import {
  accept,
  ada,
  after,
  at,
  ben,
  bid,
  brief,
  buy,
  deepFreeze,
  exampleAuction,
  minute,
  noon,
  proxyBid,
  refuse,
  salt,
} from '#tests/unit/auction/examples';

const native = (text: string) => hash('sha256', text);

const cancel = (by: 'seller' | 'administrator') => ({ kind: 'cancel', by, ifVersion: null }) as const;

/** The end after a first bid so many milliseconds from noon. */
function endAfter(bidAt: number, softCloseSeconds = 120): EpochMs {
  return accept(exampleAuction({ softCloseSeconds }), bid(ada, 100_00), at(bidAt)).state.endsAt;
}

describe('an accepted bid', () => {
  const led = after(exampleAuction(), proxyBid(ada, 100_00, 200_00));

  test('raises the version by one and counts bids, not automatic rows', () => {
    expect(accept(led, bid(ben, 150_00)).state).toMatchObject({ version: 3, bidCount: 2, lastSequence: 3 });
    expect(accept(led, bid(ben, 210_00)).state).toMatchObject({ version: 3, bidCount: 2, lastSequence: 3 });
  });

  test('that is a raise counts no bid', () => {
    expect(accept(led, bid(ada, 300_00)).state).toMatchObject({ version: 3, bidCount: 1, lastSequence: 2 });
  });

  test('tells who was outbid, and nobody else', () => {
    expect(accept(led, bid(ben, 210_00)).outbid).toBe(ada.id);
    expect(accept(led, bid(ben, 150_00)).outbid, 'the leader still leads').toBeNull();
    expect(accept(led, bid(ada, 300_00)).outbid, 'a raise').toBeNull();
    expect(accept(exampleAuction(), bid(ben, 210_00)).outbid, 'a first bid').toBeNull();
  });

  test('chains its rows to the terms and to one another, and commits to the maximum', () => {
    const first = accept(exampleAuction(), proxyBid(ada, 100_00, 200_00));
    const [row] = first.rows;
    expect(row).toMatchObject({
      sequence: 1,
      at: noon,
      maximum: 200_00,
      salt,
      commitment: commitTo(cents(200_00), salt),
      previousHash: genesisHash(first.state.terms),
    });
    const [automatic, challenge] = accept(first.state, bid(ben, 210_00)).rows;
    if (!row || !automatic || !challenge) throw new Error('rows are missing');
    expect(automatic).toMatchObject({ sequence: 2, maximum: null, salt: null, commitment: null });
    expect(automatic.previousHash).toBe(row.hash);
    expect(challenge.previousHash).toBe(automatic.hash);
    expect(challenge.hash).toBe(hashRow(first.state.terms.auctionId, challenge));
  });

  test('is the same whichever SHA-256 is passed in', () => {
    expect(decide(led, bid(ben, 210_00), noon, native)).toEqual(decide(led, bid(ben, 210_00), noon));
  });

  test('changes nothing that was passed in', () => {
    const state = deepFreeze(led);
    const command = deepFreeze(bid(ben, 210_00));
    expect(decide(state, command, noon)).toEqual(
      decide(structuredClone(state), structuredClone(command), noon),
    );
  });

  test('stops at a hash that is none', () => {
    expect(() => decide(led, bid(ben, 210_00), noon, () => 'AA==')).toThrow('Not a SHA-256');
  });
});

describe('soft close', () => {
  const end = 60 * minute;
  const window = 120_000;

  test.each([
    ['a millisecond before the window', end - window - 1, end],
    ['at the window’s first millisecond', end - window, end],
    ['a millisecond into the window', end - window + 1, end + 1],
    ['at the last millisecond', end - 1, end - 1 + window],
  ])('a bid %s', (_, bidAt, endsAt) => {
    expect(endAfter(bidAt)).toBe(at(endsAt));
  });

  test('of 0 seconds is off', () => {
    expect(endAfter(end - 1, 0)).toBe(at(end));
  });

  test('starts from the moved end', () => {
    const moved = accept(exampleAuction(), bid(ada, 100_00), at(end - 1)).state;
    const again = accept(moved, bid(ben, 200_00), at(end + 1000)).state;
    expect(again.endsAt).toBe(at(end + 1000 + window));
    expect(again.terms.originalEndsAt).toBe(at(end));
    expect(refuse(again, bid(ada, 300_00), again.endsAt)).toMatchObject({ code: 'auction_ended' });
  });

  test('never shortens, though the clock went back', () => {
    const moved = accept(exampleAuction(), bid(ada, 100_00), at(end - 1)).state;
    expect(accept(moved, bid(ben, 200_00), at(end - 5000)).state.endsAt).toBe(moved.endsAt);
  });

  test('is moved by a raise and by a bid that loses, as by any accepted bid', () => {
    const led = after(exampleAuction(), proxyBid(ada, 100_00, 200_00));
    expect(accept(led, bid(ada, 300_00), at(end - 1)).state.endsAt).toBe(at(end - 1 + window));
    expect(accept(led, bid(ben, 150_00), at(end - 1)).state.endsAt).toBe(at(end - 1 + window));
  });

  test('is not moved by a refused bid', () => {
    expect(decide(exampleAuction(), bid(ada, 99_99), at(end - 1))).not.toHaveProperty('state');
  });
});

describe('buy now', () => {
  const offered = exampleAuction({ buyNowPrice: cents(500_00), reservePrice: cents(400_00) });

  test('wins at once, at the seller’s price', () => {
    const { state, rows, result, outbid } = accept(offered, buy(ada), at(1234));
    expect(brief(rows)).toEqual(['buy_now ada 50000']);
    expect(state).toMatchObject({
      status: 'won',
      outcome: null,
      currentPrice: 500_00,
      bidCount: 1,
      version: 2,
      endsAt: at(1234),
      leader: { username: 'ada', maximum: 500_00 },
    });
    expect(result).toBe('leading');
    expect(outbid).toBeNull();
    expect(rows[0]?.commitment).toBe(commitTo(cents(500_00), salt));
  });

  test('ends the auction for everybody else', () => {
    const { state } = accept(offered, buy(ada), noon);
    expect(refuse(state, buy(ben), noon)).toEqual({ code: 'auction_ended', endsAt: noon });
    expect(refuse(state, bid(ben, 900_00), noon)).toMatchObject({ code: 'auction_ended' });
  });

  test('is gone after any first bid', () => {
    expect(refuse(after(offered, bid(ada, 100_00)), buy(ben))).toEqual({ code: 'buy_now_unavailable' });
  });

  test('opens a lot whose start has come', () => {
    expect(accept({ ...offered, status: 'scheduled' }, buy(ada)).state.status).toBe('won');
  });

  test('leaves a first bid above its price a mere bid', () => {
    expect(accept(offered, bid(ada, 600_00)).state).toMatchObject({ status: 'active', currentPrice: 600_00 });
  });
});

describe('end now', () => {
  const endNow = { kind: 'end_now', ifVersion: null } as const;

  test.each([
    ['a lot with a leader', after(exampleAuction(), bid(ada, 100_00)), { status: 'won', outcome: null }],
    ['a lot without bids', exampleAuction(), { status: 'closed', outcome: 'no_bids' }],
    [
      'a lot below its reserve',
      after(exampleAuction({ reservePrice: cents(300_00) }), bid(ada, 100_00)),
      { status: 'closed', outcome: 'reserve_not_met' },
    ],
  ])('%s closes as if its time had come', (_, state, closed) => {
    const decision = accept(state, endNow, at(5));
    expect(decision.state).toEqual({ ...state, ...closed, endsAt: at(5), version: state.version + 1 });
    expect(decision).toMatchObject({ rows: [], result: null, outbid: null });
  });

  test('in the millisecond of a bid ends a millisecond later, for no bid comes at the end', () => {
    const led = accept(exampleAuction(), bid(ada, 100_00), at(5)).state;
    expect(accept(led, endNow, at(5)).state).toMatchObject({ status: 'won', endsAt: at(6) });
    expect(accept(led, endNow, at(6)).state).toMatchObject({ status: 'won', endsAt: at(6) });
  });

  test('in the last millisecond never ends it later than it would have', () => {
    const last = accept(exampleAuction({ softCloseSeconds: 0 }), bid(ada, 100_00), at(60 * minute - 1)).state;
    expect(accept(last, endNow, at(60 * minute - 1)).state.endsAt).toBe(last.endsAt);
  });

  test('is refused before the start and after the end', () => {
    const scheduled = exampleAuction({ startsAt: at(1) }, { status: 'scheduled' });
    expect(refuse(scheduled, endNow)).toMatchObject({ code: 'auction_not_started' });
    expect(refuse(exampleAuction({}, { endsAt: noon }), endNow)).toMatchObject({ code: 'auction_ended' });
  });
});

describe('a clock that was set back', () => {
  const led = accept(exampleAuction({ buyNowPrice: cents(900_00) }), bid(ada, 100_00), at(500)).state;

  test('does not make times fall in the history: a bid counts from the moment of the newest row', () => {
    const { state, rows } = accept(led, bid(ben, 200_00), at(100));
    expect(rows.map((row) => row.at)).toEqual([at(500)]);
    expect(state.lastAt).toBe(at(500));
    expect(accept(state, bid(ada, 300_00), at(501)).state.lastAt).toBe(at(501));
  });

  test('does not close a lot again before the start that a bid has seen', () => {
    const opened = accept(
      exampleAuction({ startsAt: at(400) }, { status: 'scheduled' }),
      bid(ada, 100_00),
      at(500),
    );
    expect(accept(opened.state, bid(ben, 200_00), at(100)).state.lastAt).toBe(at(500));
  });

  test('does not put a bid before the start of a lot that is open', () => {
    const { rows } = accept(exampleAuction({ startsAt: at(400) }), bid(ada, 100_00), at(100));
    expect(rows.map((row) => row.at)).toEqual([at(400)]);
  });

  test('does not end a lot before its bids', () => {
    const endNow = { kind: 'end_now', ifVersion: null } as const;
    expect(accept(led, endNow, at(100)).state.endsAt).toBe(at(501));
  });
});

describe('cancel', () => {
  const led = after(exampleAuction(), bid(ada, 100_00));

  test.each(['seller', 'administrator'] as const)('by the %s, before the first bid', (by) => {
    const decision = accept(exampleAuction(), cancel(by));
    expect(decision.state).toEqual({
      ...exampleAuction(),
      status: 'closed',
      outcome: 'cancelled',
      version: 2,
    });
    expect(decision.rows).toEqual([]);
  });

  test('before the start', () => {
    const scheduled = exampleAuction({ startsAt: at(1) }, { status: 'scheduled' });
    expect(accept(scheduled, cancel('seller')).state).toMatchObject({
      status: 'closed',
      outcome: 'cancelled',
    });
  });

  test('after a bid is for an administrator only', () => {
    expect(refuse(led, cancel('seller'))).toEqual({ code: 'auction_has_bids' });
    expect(accept(led, cancel('administrator')).state).toMatchObject({
      outcome: 'cancelled',
      leader: led.leader,
    });
  });

  test('is too late from the end on, closed or not', () => {
    expect(refuse(led, cancel('administrator'), led.endsAt)).toMatchObject({ code: 'auction_ended' });
    expect(refuse({ ...led, status: 'won' }, cancel('administrator'))).toMatchObject({
      code: 'auction_ended',
    });
  });
});

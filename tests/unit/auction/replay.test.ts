import { describe, expect, test } from 'vitest';
import { commitTo, genesisHash, hashRow } from '#lib/auction/chain';
import { cents } from '#lib/auction/money';
import { differencesFrom, replay, verifyHistory } from '#lib/auction/replay';
import type { Openings } from '#lib/auction/turn-rules';
import type { AuctionTerms, ChainedRow, HistoryRow, Sha256Hex } from '#lib/auction/types';
import {
  ada,
  after,
  at,
  ben,
  bid,
  buy,
  cleo,
  exampleAuction,
  exampleTerms,
  historyOf,
  noon,
  proxyBid,
  salt,
} from '#tests/unit/auction/examples';

const commands = [
  proxyBid(ada, 100_00, 200_00),
  bid(ben, 150_00),
  bid(ben, 200_00),
  proxyBid(cleo, 210_00, 400_00),
  bid(cleo, 500_00),
  bid(ada, 300_00),
];
const history = historyOf(exampleAuction(), commands);

function openingsOf(rows: readonly HistoryRow[]): Openings {
  return new Map(
    rows.flatMap(({ sequence, maximum, salt }) =>
      maximum === null || salt === null ? [] : [[sequence, { maximum, salt }] as const],
    ),
  );
}

/** A row of a history that somebody made up; the links and hashes are made right, so that only the rules can object. */
interface Forged {
  readonly kind: ChainedRow['kind'];
  readonly who: 'ada' | 'ben';
  readonly price: number;
  readonly at?: number;
  /** Opened when given. Every row but an automatic one commits to it, or to its price. */
  readonly maximum?: number;
  readonly misplaced?: boolean;
}

interface Forgery {
  readonly rows: readonly ChainedRow[];
  readonly openings: Openings;
}

function forge(forged: readonly Forged[], terms: AuctionTerms): Forgery {
  let previousHash: Sha256Hex = genesisHash(terms);
  const rows = forged.map(
    ({ kind, who, price, at: moment = 0, maximum = price, misplaced = false }, index) => {
      const commits = (kind !== 'automatic') !== misplaced;
      const bare = {
        sequence: index + 1,
        kind,
        username: who,
        price: cents(price),
        at: at(moment),
        commitment: commits ? commitTo(cents(maximum), salt) : null,
        previousHash,
      };
      const row = { ...bare, hash: hashRow(terms.auctionId, bare) };
      previousHash = row.hash;
      return row;
    },
  );
  const openings = new Map(
    forged.flatMap(({ maximum }, index) =>
      maximum === undefined ? [] : [[index + 1, { maximum: cents(maximum), salt }] as const],
    ),
  );
  return { rows, openings };
}

describe('a replay', () => {
  test('of every beginning of a history leads where the auction was', () => {
    for (let count = 0; count <= commands.length; count += 1) {
      const beginning = commands.slice(0, count);
      const state = after(exampleAuction(), ...beginning);
      expect(replay(historyOf(exampleAuction(), beginning), exampleTerms)).toEqual({
        currentPrice: state.currentPrice,
        leaderUsername: state.leader?.username ?? null,
        bidCount: state.bidCount,
        endsAt: state.endsAt,
      });
    }
  });

  test('moves the end as soft close did', () => {
    const { rows } = forge([{ kind: 'bid', who: 'ada', price: 100_00, at: 60 * 60_000 - 1 }], exampleTerms);
    expect(replay(rows, exampleTerms).endsAt).toBe(at(60 * 60_000 - 1 + 120_000));
  });

  test('ends with a buy-now', () => {
    const terms = { buyNowPrice: cents(900_00) };
    const bought = historyOf(exampleAuction(terms), [buy(ada)]);
    expect(replay(bought, { ...exampleTerms, ...terms })).toMatchObject({ endsAt: noon, bidCount: 1 });
  });

  test('tells in what a claimed state differs', () => {
    const replayed = replay(history, exampleTerms);
    expect(differencesFrom(replayed, replayed)).toEqual([]);
    expect(differencesFrom(replayed, { ...replayed, leaderUsername: 'eve', endsAt: at(0) })).toEqual([
      { field: 'leaderUsername', replayed: 'cleo', claimed: 'eve' },
      { field: 'endsAt', replayed: exampleTerms.originalEndsAt, claimed: at(0) },
    ]);
  });
});

describe('a history that the rules wrote', () => {
  test('is valid, with its maxima hidden and opened', () => {
    const valid = { valid: true, replay: replay(history, exampleTerms) };
    expect(verifyHistory(history, exampleTerms)).toEqual(valid);
    expect(verifyHistory(history, exampleTerms, { openings: openingsOf(history) })).toEqual(valid);
    expect(verifyHistory([], exampleTerms)).toMatchObject({ valid: true, replay: { bidCount: 0 } });
  });

  test('is valid where the hidden reserve lifted the price', () => {
    const reserved = historyOf(exampleAuction({ reservePrice: cents(180_00) }), [
      proxyBid(ada, 100_00, 150_00),
      proxyBid(ben, 110_00, 160_00),
      proxyBid(ben, 160_00, 300_00),
      bid(ada, 300_00),
    ]);
    expect(verifyHistory(reserved, exampleTerms, { openings: openingsOf(reserved) })).toMatchObject({
      valid: true,
    });
  });

  test('is not valid once a row is altered', () => {
    const altered = history.map((row) => (row.sequence === 3 ? { ...row, price: cents(151_00) } : row));
    expect(verifyHistory(altered, exampleTerms)).toMatchObject({
      valid: false,
      fault: { code: 'altered', sequence: 3 },
    });
  });

  test('is not valid when a maximum is opened that was not committed to', () => {
    const openings = new Map([[1, { maximum: cents(200_01), salt }]]);
    expect(verifyHistory(history, exampleTerms, { openings })).toEqual({
      valid: false,
      fault: { code: 'opening_mismatch', sequence: 1 },
    });
  });
});

const adaTo200: Forged = { kind: 'bid', who: 'ada', price: 100_00, maximum: 200_00 };
const adaAt100: Forged = { kind: 'bid', who: 'ada', price: 100_00 };
const end = 60 * 60_000;

interface BrokenHistory {
  readonly title: string;
  readonly rows: readonly Forged[];
  readonly terms?: Partial<AuctionTerms>;
  readonly fault: object;
}

const outOfTurn: readonly BrokenHistory[] = [
  {
    title: 'that begins with an automatic row',
    rows: [{ kind: 'automatic', who: 'ada', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 1 },
  },
  {
    title: 'that begins with a raise',
    rows: [{ kind: 'raise', who: 'ada', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 1 },
  },
  {
    title: 'where the leader bids against themselves',
    rows: [adaAt100, { kind: 'bid', who: 'ada', price: 110_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where somebody raises who does not lead',
    rows: [adaAt100, { kind: 'raise', who: 'ben', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where the system bids for somebody who does not lead',
    rows: [adaAt100, { kind: 'automatic', who: 'ben', price: 110_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where the system bids for the leader against nobody',
    rows: [adaAt100, { kind: 'automatic', who: 'ada', price: 110_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where the system answers a moment later',
    rows: [
      adaAt100,
      { kind: 'bid', who: 'ben', price: 110_00, at: 1 },
      { kind: 'automatic', who: 'ada', price: 110_00, at: 2 },
    ],
    fault: { code: 'out_of_turn', sequence: 3 },
  },
  {
    title: 'where somebody buys now after a bid',
    terms: { buyNowPrice: cents(100_00) },
    rows: [adaAt100, { kind: 'buy_now', who: 'ben', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'that goes on after a buy-now',
    terms: { buyNowPrice: cents(100_00) },
    rows: [
      { kind: 'buy_now', who: 'ada', price: 100_00 },
      { kind: 'bid', who: 'ben', price: 110_00 },
    ],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
];

const againstTheRules: readonly BrokenHistory[] = [
  {
    title: 'with a first bid below the starting price',
    rows: [{ kind: 'bid', who: 'ada', price: 99_99 }],
    fault: { code: 'wrong_price', sequence: 1, price: 99_99, lowest: 100_00, highest: null },
  },
  {
    title: 'with a price above the leader’s maximum',
    rows: [{ kind: 'bid', who: 'ada', price: 150_01, maximum: 150_00 }],
    fault: { code: 'wrong_price', sequence: 1, price: 150_01, lowest: 100_00, highest: 150_00 },
  },
  {
    title: 'with a bid a cent below the minimum',
    rows: [adaAt100, { kind: 'bid', who: 'ben', price: 102_49 }],
    fault: { code: 'wrong_price', sequence: 2, price: 102_49, lowest: 102_50, highest: null },
  },
  {
    title: 'with a new leader who pays less than a step above the beaten maximum, having more',
    rows: [
      adaTo200,
      { kind: 'automatic', who: 'ada', price: 200_00 },
      { kind: 'bid', who: 'ben', price: 202_49, maximum: 300_00 },
    ],
    fault: { code: 'wrong_price', sequence: 3, price: 202_49, lowest: 202_50, highest: 300_00 },
  },
  {
    title: 'with a new leader whose maximum only equals the beaten one',
    rows: [
      adaTo200,
      { kind: 'automatic', who: 'ada', price: 200_00 },
      { kind: 'bid', who: 'ben', price: 200_00, maximum: 200_00 },
    ],
    fault: { code: 'not_highest', sequence: 3, maximum: 200_00, toBeat: 200_00 },
  },
  {
    title: 'with a beaten maximum that is not the opened one',
    rows: [
      adaTo200,
      { kind: 'automatic', who: 'ada', price: 190_00 },
      { kind: 'bid', who: 'ben', price: 250_00, maximum: 250_00 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 190_00, lowest: 200_00, highest: 200_00 },
  },
  {
    title: 'with a beaten maximum that was never shown',
    rows: [adaTo200, { kind: 'bid', who: 'ben', price: 250_00, maximum: 250_00 }],
    fault: { code: 'maximum_not_shown', sequence: 2, maximum: 200_00 },
  },
  {
    title: 'with a beaten maximum shown below the price',
    rows: [
      adaAt100,
      { kind: 'automatic', who: 'ada', price: 100_00 },
      { kind: 'bid', who: 'ben', price: 110_00 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 100_00, lowest: 100_01, highest: null },
  },
  {
    title: 'with a losing challenger shown below their maximum',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 140_00, maximum: 150_00 },
      { kind: 'automatic', who: 'ada', price: 142_50 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 140_00, lowest: 150_00, highest: 150_00 },
  },
  {
    title: 'with a challenger answered though their maximum was higher',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 200_01, maximum: 200_01 },
      { kind: 'automatic', who: 'ada', price: 200_01 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 200_01, lowest: 102_50, highest: 200_00 },
  },
  {
    title: 'with a losing challenger below the minimum',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 102_49, maximum: 102_49 },
      { kind: 'automatic', who: 'ada', price: 105_00 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 102_49, lowest: 102_50, highest: 200_00 },
  },
  {
    title: 'with an answer of more than a step',
    rows: [
      adaAt100,
      { kind: 'bid', who: 'ben', price: 110_00 },
      { kind: 'automatic', who: 'ada', price: 112_51 },
    ],
    fault: { code: 'wrong_price', sequence: 3, price: 112_51, lowest: 110_00, highest: 112_50 },
  },
  {
    title: 'with an answer of less than a step, though the maximum allowed it',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 110_00 },
      { kind: 'automatic', who: 'ada', price: 112_49 },
    ],
    fault: { code: 'wrong_price', sequence: 3, price: 112_49, lowest: 112_50, highest: 112_50 },
  },
  {
    title: 'with a raise that lowers the price',
    rows: [adaAt100, { kind: 'raise', who: 'ada', price: 99_00 }],
    fault: { code: 'wrong_price', sequence: 2, price: 99_00, lowest: 100_00, highest: null },
  },
  {
    title: 'with a raise that does not raise',
    rows: [adaTo200, { kind: 'raise', who: 'ada', price: 100_00, maximum: 200_00 }],
    fault: { code: 'not_highest', sequence: 2, maximum: 200_00, toBeat: 200_00 },
  },
  {
    title: 'with a buy-now at another price',
    terms: { buyNowPrice: cents(500_00) },
    rows: [{ kind: 'buy_now', who: 'ada', price: 499_99 }],
    fault: { code: 'wrong_price', sequence: 1, price: 499_99, lowest: 500_00, highest: 500_00 },
  },
  {
    title: 'with a buy-now that was not offered',
    rows: [{ kind: 'buy_now', who: 'ada', price: 500_00 }],
    fault: { code: 'buy_now_not_offered', sequence: 1 },
  },
  {
    title: 'with a bid before the start',
    rows: [{ ...adaAt100, at: -end - 1 }],
    fault: { code: 'before_start', sequence: 1, startsAt: exampleTerms.startsAt },
  },
  {
    title: 'with a bid at the end',
    rows: [{ ...adaAt100, at: end }],
    fault: { code: 'after_end', sequence: 1, endsAt: exampleTerms.originalEndsAt },
  },
  {
    title: 'with a bid at the end that another had moved',
    rows: [
      { ...adaAt100, at: end - 1 },
      { kind: 'bid', who: 'ben', price: 110_00, at: end - 1 + 120_000 },
    ],
    fault: { code: 'after_end', sequence: 2, endsAt: at(end - 1 + 120_000) },
  },
  {
    title: 'with a bid that commits to nothing',
    rows: [{ ...adaAt100, misplaced: true }],
    fault: { code: 'commitment_misplaced', sequence: 1 },
  },
  {
    title: 'with an automatic row that commits to something',
    rows: [adaAt100, { kind: 'automatic', who: 'ada', price: 110_00, misplaced: true }],
    fault: { code: 'commitment_misplaced', sequence: 2 },
  },
];

describe('an unbroken chain is not valid', () => {
  test.each([...outOfTurn, ...againstTheRules])('$title', ({ rows, terms, fault }) => {
    const allTerms = { ...exampleTerms, ...terms };
    const forgery = forge(rows, allTerms);
    expect(verifyHistory(forgery.rows, allTerms, { openings: forgery.openings })).toEqual({
      valid: false,
      fault,
    });
  });
});

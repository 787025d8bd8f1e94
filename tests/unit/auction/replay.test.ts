import { describe, expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { differencesFrom, replay, verifyHistory } from '#lib/auction/replay';
import type { Openings } from '#lib/auction/turn-rules';
import type { HistoryRow } from '#lib/auction/types';
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
import { forge } from '#tests/unit/auction/forged-history';

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

  test('is valid from the first millisecond to the last', () => {
    const { startsAt, originalEndsAt } = exampleTerms;
    const { rows } = forge(
      [
        { kind: 'bid', who: 'ada', price: 100_00, at: startsAt - noon },
        { kind: 'bid', who: 'ben', price: 110_00, at: originalEndsAt - 1 - noon },
      ],
      exampleTerms,
    );
    expect(verifyHistory(rows, exampleTerms)).toMatchObject({ valid: true });
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

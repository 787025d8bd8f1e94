import { describe, expect, it } from 'vitest';
import { closingWords, faultWords, spanWords } from '#lib/auction/audit-words';
import { accountForClosing } from '#lib/auction/closing-account';
import { formatInstant } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionState, Command, HistoryRow } from '#lib/auction/types';
import { closed, commands, ended, exportOf, running } from '#tests/unit/auction/example-export';
import { accept, ada, after, at, ben, bid, buy, exampleAuction, minute } from '#tests/unit/auction/examples';

/** An auction with each command at its own moment. */
function timed(steps: readonly (readonly [Command, number])[], start = exampleAuction()) {
  let state: AuctionState = start;
  const rows: HistoryRow[] = [];
  for (const [command, moment] of steps) {
    const decision = accept(state, command, at(moment));
    state = decision.state;
    rows.push(...decision.rows);
  }
  return { state, rows };
}

const telling = { currency: 'USD', moment: formatInstant };

describe('how an auction closed', () => {
  const duel = timed([
    [bid(ada, 100_00), 0],
    [bid(ben, 200_00), 60 * minute - 1500],
    [bid(ada, 300_00), 62 * minute - 1501],
  ]);

  it('is told with every extension, to the millisecond', () => {
    const account = accountForClosing(exportOf(closed(duel.state), duel.rows));
    expect(account).toMatchObject({
      how: 'time',
      originalEndsAt: at(60 * minute),
      endsAt: at(64 * minute - 1501),
      extensions: [
        { row: { sequence: 2 }, from: at(60 * minute), to: at(62 * minute - 1500) },
        { row: { sequence: 3 }, from: at(62 * minute - 1500), to: at(64 * minute - 1501) },
      ],
      lastRows: [
        { beforeEndMs: 64 * minute - 1501 },
        { beforeEndMs: 2 * minute + 119_999 },
        { beforeEndMs: 120_000 },
      ],
    });
    expect(closingWords(account, telling)).toEqual([
      'The rule: a bid in the last 120 s, or a withdrawal of bids by the house, moves the end to 120 s after it. The end never moves back.',
      'ben bid 1.500 s before the end, which moved from 2026-11-24T13:00:00.000Z to 2026-11-24T13:01:58.500Z.',
      'ada bid 0.001 s before the end, which moved from 2026-11-24T13:01:58.500Z to 2026-11-24T13:03:58.499Z.',
      'Time ran out at 2026-11-24T13:03:58.499Z.',
    ]);
  });

  it('tells a void that moved the end from a bid', () => {
    const before = timed([
      [bid(ada, 100_00), 0],
      [bid(ben, 200_00), 1],
    ]);
    const { state, rows } = accept(
      before.state,
      { kind: 'void', bidderId: ben.id, history: before.rows, ifVersion: null },
      at(60 * minute - 2000),
    );
    const account = accountForClosing(exportOf(closed(state), [...before.rows, ...rows]));
    expect(closingWords(account, telling)[1]).toBe(
      'The house withdrew the bids of ben 2.000 s before the end, which moved from 2026-11-24T13:00:00.000Z to 2026-11-24T13:01:58.000Z.',
    );
  });

  it('tells a running auction from an ended one, and one that nothing moved', () => {
    expect(accountForClosing(running(commands))).toMatchObject({ how: 'running', extensions: [] });
    const words = closingWords(accountForClosing(ended(commands)), telling);
    expect(words.at(-1)).toBe('Nothing moved the end. Time ran out at 2026-11-24T13:00:00.000Z.');
  });

  it('says who ended it otherwise', () => {
    const bought = running([buy(ada)], exampleAuction({ buyNowPrice: cents(900_00) }));
    expect(accountForClosing(bought).how).toBe('buy_now');
    const state = after(exampleAuction(), bid(ada, 100_00));
    const { rows } = timed([[bid(ada, 100_00), 0]]);
    const ordered = accept(state, { kind: 'end_now', ifVersion: null }, at(minute)).state;
    expect(accountForClosing(exportOf(ordered, rows)).how).toBe('order');
    const cancelled = accept(
      state,
      { kind: 'cancel', by: 'administrator', ifVersion: null },
      at(minute),
    ).state;
    expect(accountForClosing(exportOf(cancelled, rows)).how).toBe('cancelled');
  });

  it('has a rule of its own without soft close', () => {
    const account = accountForClosing(ended(commands, exampleAuction({ softCloseSeconds: 0 })));
    expect(closingWords(account, telling)[0]).toContain('at the moment set');
  });

  it('shows the last five rows at most', () => {
    expect(accountForClosing(ended(commands)).lastRows.map(({ row }) => row.sequence)).toEqual([
      3, 4, 5, 6, 7,
    ]);
    expect(accountForClosing(ended([])).lastRows).toEqual([]);
  });
});

it.each([
  [0, '0.000 s'],
  [1, '0.001 s'],
  [59_999, '59.999 s'],
  [60_000, '1 min 0.000 s'],
  [183_250, '3 min 3.250 s'],
])('a span of %i ms reads %s', (span, words) => {
  expect(spanWords(span)).toBe(words);
});

it('a fault is told with its row and its amounts', () => {
  const fault = { code: 'not_highest', sequence: 3, maximum: cents(100_00), toBeat: cents(150_50) } as const;
  expect(faultWords(fault, 'USD')).toBe('Row 3 leads with a maximum of $100, which does not beat $150.50.');
});

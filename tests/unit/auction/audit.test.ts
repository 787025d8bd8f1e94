import { describe, expect, it } from 'vitest';
import { auditHistory } from '#lib/auction/audit';
import { commitTo } from '#lib/auction/chain';
import { decodeExport, type Claim, type HistoryExport } from '#lib/auction/history-export';
import { cents } from '#lib/auction/money';
import {
  closed,
  commands,
  ended,
  exportOf,
  onTheWire,
  running,
  voided,
} from '#tests/unit/auction/example-export';
import {
  accept,
  ada,
  after,
  at,
  bid,
  buy,
  cleo,
  exampleAuction,
  historyOf,
  salt,
} from '#tests/unit/auction/examples';

describe('an export', () => {
  it('comes back from the wire as it was, running and ended', () => {
    for (const history of [running(commands), ended(commands), running([]), ended([])]) {
      expect(decodeExport(onTheWire(history))).toEqual({ readable: true, history });
    }
  });

  it('carries no maximum and no salt while the auction runs', () => {
    const text = JSON.stringify(onTheWire(running(commands)));
    expect(text).not.toMatch(/maximum|salt/);
    expect(text).not.toContain('40000');
  });

  it.each([
    ['nothing', null, { part: 'format', row: null }],
    [
      'another format',
      { ...Object(onTheWire(ended(commands))), format: 'gavel-history-2' },
      { part: 'format', row: null },
    ],
    ['no terms', { ...Object(onTheWire(ended(commands))), terms: {} }, { part: 'terms', row: null }],
    ['no claim', { ...Object(onTheWire(ended(commands))), claimed: null }, { part: 'claimed', row: null }],
    ['no history', { ...Object(onTheWire(ended(commands))), history: {} }, { part: 'history', row: null }],
    [
      'half a row',
      { ...Object(onTheWire(ended([]))), history: [{ sequence: 1 }] },
      { part: 'history', row: 1 },
    ],
  ])('that is %s cannot be read, and what cannot is named', (_name, value, named) => {
    expect(decodeExport(value)).toEqual({ readable: false, ...named });
  });
});

describe('an audit', () => {
  it('finds the house’s own exports sound', () => {
    expect(auditHistory(running(commands))).toMatchObject({ sound: true, opened: 0, endedByOrder: false });
    expect(auditHistory(ended(commands))).toMatchObject({ sound: true, opened: 4, endedByOrder: false });
    expect(auditHistory(ended([]))).toMatchObject({ sound: true, opened: 0 });
    const offered = exampleAuction({ buyNowPrice: cents(900_00) });
    expect(auditHistory(running([buy(ada)], offered))).toMatchObject({ sound: true, opened: 1 });
  });

  it('tells when an administrator ended or cancelled it', () => {
    const state = after(exampleAuction(), ...commands);
    const rows = historyOf(exampleAuction(), commands);
    const endNow = accept(state, { kind: 'end_now', ifVersion: null }).state;
    const cancelled = accept(state, { kind: 'cancel', by: 'administrator', ifVersion: null }).state;
    expect(auditHistory(exportOf(endNow, rows))).toMatchObject({ sound: true, endedByOrder: true });
    expect(auditHistory(exportOf(cancelled, rows))).toMatchObject({ sound: true, endedByOrder: true });
  });

  it('finds a history with a void sound, running and ended, opening what was voided too', () => {
    const { state, rows } = voided(commands, cleo);
    expect(auditHistory(exportOf(state, rows))).toMatchObject({ sound: true, opened: 0 });
    expect(auditHistory(exportOf(closed(state), rows))).toMatchObject({ sound: true, opened: 4 });
  });

  it('takes a lot whose every bid was voided for one that nobody bid on', () => {
    const { state, rows } = voided([bid(ada, 100_00)], ada);
    const over = exportOf(closed(state), rows);
    expect(over.claim).toMatchObject({ outcome: 'no_bids', bidCount: 0, leaderUsername: null });
    expect(auditHistory(over)).toMatchObject({ sound: true });
    const sold: Claim = { ...over.claim, status: 'closed', outcome: 'sold' };
    expect(auditHistory({ ...over, claim: sold })).toEqual({
      sound: false,
      fault: { code: 'outcome_impossible' },
    });
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('names row %i when its price was changed', (sequence) => {
    const sound = ended(commands);
    const rows = sound.rows.map((row) =>
      row.sequence === sequence ? { ...row, price: cents(row.price + 1) } : row,
    );
    expect(sound.rows).toHaveLength(7);
    expect(auditHistory({ ...sound, rows })).toMatchObject({
      sound: false,
      fault: { code: 'altered', sequence },
    });
  });

  it('names the row after one that was taken out', () => {
    const sound = ended(commands);
    const rows = sound.rows.filter(({ sequence }) => sequence !== 2);
    expect(auditHistory({ ...sound, rows })).toMatchObject({ fault: { code: 'sequence_gap', sequence: 3 } });
  });

  it('finds changed terms out by the first row', () => {
    const sound = ended(commands);
    const terms = { ...sound.terms, startingPrice: cents(1_00) };
    expect(auditHistory({ ...sound, terms })).toMatchObject({ fault: { code: 'unlinked', sequence: 1 } });
  });

  it('asks for every maximum once the auction has ended, and for the one committed to', () => {
    const sound = ended(commands);
    const withOpening = (opening: HistoryExport['rows'][number]['opening']): HistoryExport => ({
      ...sound,
      rows: sound.rows.map((row) => (row.sequence === 1 ? { ...row, opening } : row)),
    });
    expect(auditHistory(withOpening(null))).toMatchObject({ fault: { code: 'not_opened', sequence: 1 } });
    const other = cents(200_01);
    expect(commitTo(other, salt)).not.toBe(sound.rows[0]?.commitment);
    expect(auditHistory(withOpening({ maximum: other, salt }))).toMatchObject({
      fault: { code: 'opening_mismatch', sequence: 1 },
    });
  });

  it.each<[string, Partial<Claim>, Readonly<Record<string, unknown>>]>([
    ['price', { currentPrice: cents(1) }, { code: 'claim_differs', difference: { field: 'currentPrice' } }],
    ['leader', { leaderUsername: 'eve' }, { code: 'claim_differs', difference: { field: 'leaderUsername' } }],
    ['count', { bidCount: 3 }, { code: 'claim_differs', difference: { field: 'bidCount' } }],
    ['later end', { endsAt: at(61 * 60_000) }, { code: 'claim_differs', difference: { field: 'endsAt' } }],
    ['end before a bid', { endsAt: at(-1) }, { code: 'ended_before_bid' }],
    ['end in the moment of a bid', { endsAt: at(0) }, { code: 'ended_before_bid' }],
    ['outcome without bids', { status: 'closed', outcome: 'no_bids' }, { code: 'outcome_impossible' }],
  ])('does not believe a claimed %s that the history does not bear out', (_name, change, fault) => {
    const sound = ended(commands);
    expect(auditHistory({ ...sound, claim: { ...sound.claim, ...change } })).toMatchObject({
      sound: false,
      fault,
    });
  });

  it('lets no auction end early while it is said to run, nor sell to nobody', () => {
    const open = running(commands);
    expect(auditHistory({ ...open, claim: { ...open.claim, endsAt: at(1) } })).toMatchObject({
      fault: { code: 'claim_differs', difference: { field: 'endsAt' } },
    });
    const unsold = ended([]);
    for (const claim of [
      { status: 'won', outcome: null },
      { status: 'closed', outcome: 'sold' },
    ] as const)
      expect(auditHistory({ ...unsold, claim: { ...unsold.claim, ...claim } })).toMatchObject({
        fault: { code: 'outcome_impossible' },
      });
  });
});

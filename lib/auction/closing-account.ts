/** How an auction came to its end, read from its history alone: what moved the end, and what came last. */
import { isEnded } from '#lib/auction/audit';
import { softClosedEnd } from '#lib/auction/closing';
import type { HistoryExport } from '#lib/auction/history-export';
import type { ChainedRow, EpochMs } from '#lib/auction/types';

/** A bid or a void so close to the end that it moved it. */
export interface Extension {
  readonly row: ChainedRow;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface LastRow {
  readonly row: ChainedRow;
  /** It shows who leads after a void. */
  readonly followsVoid: boolean;
  /** Milliseconds before the end in force now. */
  readonly beforeEndMs: number;
}

export interface ClosingAccount {
  readonly how: 'running' | 'time' | 'buy_now' | 'order' | 'cancelled';
  readonly originalEndsAt: EpochMs;
  /** In force now; for a running auction a further bid may move it. */
  readonly endsAt: EpochMs;
  readonly softCloseSeconds: number;
  readonly extensions: readonly Extension[];
  /** At most five, oldest first. */
  readonly lastRows: readonly LastRow[];
}

const lastRowsShown = 5;

/** Of an export that an audit found sound. */
export function accountForClosing(history: HistoryExport): ClosingAccount {
  const { terms, claim, rows } = history;
  const { extensions, endsAt } = readExtensions(history);
  return {
    how: howItEnded(history, endsAt),
    originalEndsAt: terms.originalEndsAt,
    endsAt: claim.endsAt,
    softCloseSeconds: terms.softCloseSeconds,
    extensions,
    lastRows: rows.slice(-lastRowsShown).map((row) => ({
      row,
      followsVoid: row.kind === 'automatic' && rows[row.sequence - 2]?.kind === 'void',
      beforeEndMs: claim.endsAt - row.at,
    })),
  };
}

function readExtensions({ rows, terms }: HistoryExport) {
  const { softCloseSeconds } = terms;
  const extensions: Extension[] = [];
  let endsAt = terms.originalEndsAt;
  for (const row of rows) {
    if (row.kind === 'buy_now') continue;
    const to = softClosedEnd({ endsAt, softCloseSeconds }, row.at);
    // The second row of one bid is of the same moment, and so moves nothing.
    if (to > endsAt) extensions.push({ row, from: endsAt, to });
    endsAt = to;
  }
  return { extensions, endsAt };
}

function howItEnded({ claim, rows }: HistoryExport, endsAt: EpochMs): ClosingAccount['how'] {
  if (!isEnded(claim)) return 'running';
  if (claim.outcome === 'cancelled') return 'cancelled';
  if (rows.at(-1)?.kind === 'buy_now') return 'buy_now';
  return claim.endsAt < endsAt ? 'order' : 'time';
}

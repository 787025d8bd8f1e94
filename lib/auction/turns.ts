/**
 * Reads a public history as the bids that made it. Each accepted bid, and each void, leaves one or two rows, and from who leads it can be
 * told which belong together; so a history that no sequence of bids could have written is found out.
 */
import type { ChainedRow } from '#lib/auction/types';

/** The rows of one accepted bid, or of a void. */
export type Turn =
  | { readonly kind: 'first_bid'; readonly bid: ChainedRow }
  | { readonly kind: 'buy_now'; readonly bid: ChainedRow }
  | { readonly kind: 'raise'; readonly bid: ChainedRow }
  /** A challenger beat the leader, whose maximum is shown before unless the price had used it up. */
  | { readonly kind: 'new_leader'; readonly exposed: ChainedRow | null; readonly bid: ChainedRow }
  /** A challenger was answered by the leader. */
  | { readonly kind: 'answered'; readonly bid: ChainedRow; readonly answer: ChainedRow }
  /** A bidder's bids were voided; `leads` shows who leads afterwards, if anybody does. */
  | { readonly kind: 'void'; readonly bid: ChainedRow; readonly leads: ChainedRow | null };

export type TurnsReport =
  | { readonly readable: true; readonly turns: readonly Turn[] }
  /** No bid could have left the row with this sequence in this place. */
  | { readonly readable: false; readonly sequence: number };

/** Reads rows, oldest first. */
export function readTurns(rows: readonly ChainedRow[]): TurnsReport {
  const turns: Turn[] = [];
  let leader: string | null = null;
  let index = 0;
  for (let row = rows[index]; row !== undefined; row = rows[index]) {
    const turn: Turn | null =
      turns.at(-1)?.kind === 'buy_now' ? null : readTurn(row, rows[index + 1], leader);
    if (turn === null) return { readable: false, sequence: row.sequence };
    turns.push(turn);
    leader = leaderAfter(turn);
    index += rowsOf(turn).length;
  }
  return { readable: true, turns };
}

/** Who leads when a turn is over: whom its last row names, unless that is the void itself. */
function leaderAfter(turn: Turn): string | null {
  const last = rowsOf(turn).at(-1);
  return last === undefined || last.kind === 'void' ? null : last.username;
}

/** A turn's rows in the order of the history. */
export function rowsOf(turn: Turn): readonly ChainedRow[] {
  if (turn.kind === 'answered') return [turn.bid, turn.answer];
  if (turn.kind === 'void' && turn.leads) return [turn.bid, turn.leads];
  return turn.kind === 'new_leader' && turn.exposed ? [turn.exposed, turn.bid] : [turn.bid];
}

function readTurn(row: ChainedRow, next: ChainedRow | undefined, leader: string | null): Turn | null {
  const byLeader = row.username === leader;
  switch (row.kind) {
    case 'buy_now':
      return leader === null ? { kind: 'buy_now', bid: row } : null;
    case 'raise':
      return byLeader ? { kind: 'raise', bid: row } : null;
    case 'automatic': {
      const beats = next?.kind === 'bid' && next.username !== leader && next.at === row.at;
      return byLeader && beats ? { kind: 'new_leader', exposed: row, bid: next } : null;
    }
    case 'bid': {
      if (leader === null) return { kind: 'first_bid', bid: row };
      if (byLeader) return null;
      const answers = next?.kind === 'automatic' && next.username === leader && next.at === row.at;
      return answers
        ? { kind: 'answered', bid: row, answer: next }
        : { kind: 'new_leader', exposed: null, bid: row };
    }
    case 'void':
      return {
        kind: 'void',
        bid: row,
        leads: next?.kind === 'automatic' && next.at === row.at ? next : null,
      };
    default:
      return row.kind satisfies never;
  }
}

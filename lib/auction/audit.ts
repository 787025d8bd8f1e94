/**
 * The whole check of an exported history: that the chain is unbroken, that every bid kept the rules, that the maximums
 * opened at the end are the ones committed to, and that what the house claims is where the history leads.
 */
import type { Sha256 } from '#lib/auction/chain';
import type { HistoryExport } from '#lib/auction/history-export';
import {
  differencesFrom,
  verifyHistory,
  type Difference,
  type HistoryFault,
  type Replay,
} from '#lib/auction/replay';
import type { Openings } from '#lib/auction/turn-rules';
import type { EpochMs } from '#lib/auction/types';

export type AuditFault =
  | HistoryFault
  /** The auction has ended, but the maximum behind this row was not opened. */
  | { readonly code: 'not_opened'; readonly sequence: number }
  /** The claimed price, leader, count or end is not where the history leads. */
  | { readonly code: 'claim_differs'; readonly difference: Difference }
  /** The claimed end lies before a bid that was taken, or at its very moment (which only a purchase at once may). */
  | { readonly code: 'ended_before_bid'; readonly sequence: number; readonly endsAt: EpochMs }
  /** The claimed status or outcome cannot follow from the history: sold to nobody, unsold though bought. */
  | { readonly code: 'outcome_impossible' };

export type Audit =
  | {
      readonly sound: true;
      readonly replay: Replay;
      /** Maximums that were opened and found to be the ones committed to. */
      readonly opened: number;
      /** It ended earlier than the rules alone would have had it: an administrator ended or cancelled it. */
      readonly endedByOrder: boolean;
    }
  | { readonly sound: false; readonly fault: AuditFault };

/**
 * Audits an export.
 *
 * @param digest A faster SHA-256, if there is one (see `Sha256`).
 * @returns where the history leads, or the first fault found: of the history, of the openings, then of the claim.
 */
export function auditHistory(history: HistoryExport, digest?: Sha256): Audit {
  const { rows, terms, claim } = history;
  const openings = openingsOf(history);
  const report = verifyHistory(rows, terms, { openings, ...(digest && { digest }) });
  if (!report.valid) return { sound: false, fault: report.fault };
  const fault =
    findUnopened(history, openings) ??
    findClaimFault(history, report.replay) ??
    (isPossible(history) ? null : ({ code: 'outcome_impossible' } as const));
  if (fault) return { sound: false, fault };
  const endedByOrder = claim.outcome === 'cancelled' || claim.endsAt < report.replay.endsAt;
  return { sound: true, replay: report.replay, opened: openings.size, endedByOrder };
}

/** Whether maximums are due to be opened. */
export const isEnded = ({ status }: HistoryExport['claim']): boolean =>
  status === 'won' || status === 'closed';

function openingsOf({ rows }: HistoryExport): Openings {
  return new Map(rows.flatMap(({ sequence, opening }) => (opening ? [[sequence, opening] as const] : [])));
}

function findUnopened({ rows, claim }: HistoryExport, openings: Openings): AuditFault | null {
  if (!isEnded(claim)) return null;
  const row = rows.find(({ sequence, commitment }) => commitment !== null && !openings.has(sequence));
  return row ? { code: 'not_opened', sequence: row.sequence } : null;
}

function findClaimFault({ rows, claim }: HistoryExport, replayed: Replay): AuditFault | null {
  const last = rows.at(-1);
  if (last && (claim.endsAt < last.at || (claim.endsAt === last.at && last.kind !== 'buy_now')))
    return { code: 'ended_before_bid', sequence: last.sequence, endsAt: claim.endsAt };
  const mayBeEarlier = isEnded(claim) && claim.endsAt < replayed.endsAt;
  const difference = differencesFrom(replayed, claim).find(
    ({ field }) => field !== 'endsAt' || !mayBeEarlier,
  );
  return difference ? { code: 'claim_differs', difference } : null;
}

/** Of a claim that is where the history leads: nobody leads exactly if no bid counts. */
function isPossible({ rows, claim: { status, outcome, leaderUsername } }: HistoryExport): boolean {
  const hasBids = leaderUsername !== null;
  if (rows.at(-1)?.kind === 'buy_now') {
    return status === 'won' || outcome === 'sold' || outcome === 'unpaid';
  }
  if (status === 'won') return hasBids;
  return outcome === null || outcome === 'cancelled' || hasBids === (outcome !== 'no_bids');
}

/** Holds what the system decided and where it stands against the model. */
import { toPublicState } from '#lib/auction/live-state';
import type { AuctionState, HistoryRow } from '#lib/auction/types';
import { holds, same } from '#tests/simulation/fault-found';
import type { Line } from '#tests/simulation/model/ledger';
import type { Verdict } from '#tests/simulation/model/asks';
import type { Standing } from '#tests/simulation/model/room';
import type { Answer } from '#tests/simulation/system/store';
import type { Decided } from '#tests/simulation/system/transaction';

const shownLines = (rows: readonly HistoryRow[]): Line[] =>
  rows.map(({ kind, username, price }) => ({ kind, name: username, price: BigInt(price) }));

/** In the order of their names, so that only names and values count. */
const sorted = (details: object): [string, unknown][] =>
  Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** A fresh answer: accepted or refused alike, with the same code and numbers, and the same new lines in the history. */
export function compareDecision({ decision, answer }: Decided, verdict: Verdict): void {
  compareAnswer(answer, verdict);
  if (!verdict.accepted || !decision?.accepted) return;
  same('history lines', { actual: shownLines(decision.rows), expected: verdict.lines });
  same('overtaken leader', { actual: decision.outbid, expected: verdict.overtaken });
}

/** What the caller is told, also when an earlier answer is repeated. */
export function compareAnswer(answer: Answer, verdict: Verdict): void {
  if (verdict.accepted) {
    holds('verdict', answer.accepted, () => `refused with ${JSON.stringify(answer)} what the rules accept`);
    if (answer.accepted) same('result', { actual: answer.result, expected: verdict.result });
    return;
  }
  holds('verdict', !answer.accepted, () => `accepted what the rules refuse as ${verdict.objection.code}`);
  if (!answer.accepted)
    same('refusal', { actual: sorted(answer.refusal), expected: sorted(verdict.objection) });
}

/** Where the lot stands after a step. */
export function compareStanding(state: AuctionState, standing: Standing): void {
  const shown = toPublicState(state, []);
  const { leader } = standing;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['status', state.status, standing.status],
    ['outcome', state.outcome, standing.outcome],
    ['price', state.currentPrice, standing.price],
    ['leader', state.leader?.bidderId ?? null, leader?.paddle ?? null],
    ['leader in public', shown.leaderUsername, leader?.name ?? null],
    ['leader’s maximum', state.leader?.maximum ?? null, leader?.limit ?? null],
    ['end', state.endsAt, standing.endsAt],
    ['bid count', state.bidCount, standing.bids],
    ['version', state.version, standing.version],
    ['sequence', state.lastSequence, standing.lines],
    ['newest row', state.lastAt, standing.lastAt],
    ['minimum bid', shown.minimumBid, standing.minimum],
    ['reserve met', shown.reserveMet, standing.reserveMet],
  ];
  for (const [check, actual, expected] of pairs) same(check, { actual, expected });
}

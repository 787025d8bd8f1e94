/**
 * Decides a group as one transaction, as lib/bidding/adjudicate.ts does on PostgreSQL: every command in arrival order through the
 * rules, repeats of a key answered from memory, and nothing written until all is decided.
 */
import { toPublicState } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import type {
  AuctionId,
  AuctionState,
  Bidder,
  BidderId,
  Command,
  Decision,
  EpochMs,
  HistoryRow,
} from '#lib/auction/types';
import { bidderOf, type EngineCommand } from '#lib/bidding/engine-command';
import type { Rules } from '#tests/simulation/rules';
import { memoryKey, type Answer, type Remembered, type Store } from '#tests/simulation/system/store';

/** Nothing of the transaction was written, for certain: parts of the group may be tried again. */
export class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

export type FindBidder = (auctionId: AuctionId, bidderId: BidderId) => Bidder | null;

/** A command with its fate. `decision` is null when the rules were not asked: a repeat, or an unknown lot. */
export interface Decided {
  readonly command: EngineCommand;
  readonly bidder: Bidder | null;
  readonly before: AuctionState | null;
  readonly decision: Decision | null;
  readonly answer: Answer;
}

export interface Staged {
  readonly decided: readonly Decided[];
  /** Writes everything. @throws RolledBack when a key was taken meanwhile; then nothing is written. */
  readonly commit: () => void;
}

export interface Desk {
  readonly store: Store;
  readonly rules: Rules;
  readonly findBidder: FindBidder;
}

/** What bidders without a saved card may promise at most, on every lot of the simulated house. */
export const cardRequiredAbove = cents(200_000);

interface Told {
  readonly bidder: Bidder | null;
  readonly history: () => readonly HistoryRow[];
}

function toCommand({ action, ifVersion, salt }: EngineCommand, { bidder, history }: Told): Command {
  if (action.kind === 'void') return { ...action, history: history(), ifVersion };
  if (action.kind === 'end_now') return { kind: 'end_now', ifVersion };
  if (action.kind === 'cancel') return { kind: 'cancel', by: action.by, ifVersion };
  if (bidder === null) throw new RolledBack('a bidder who does not exist');
  return action.kind === 'buy_now'
    ? { kind: 'buy_now', bidder, cardRequiredAbove, salt, ifVersion }
    : { ...action, bidder, cardRequiredAbove, salt, ifVersion };
}

const notFound: Answer = { accepted: false, refusal: { code: 'not_found' }, state: null };

function toAnswer(decision: Decision, before: AuctionState, bidderId: BidderId | null): Answer {
  if (!decision.accepted) return { ...decision, state: toPublicState(before, []) };
  const row = decision.rows.find((row) => row.bidderId === bidderId && row.kind !== 'automatic') ?? null;
  return { accepted: true, result: decision.result, row, state: toPublicState(decision.state, []) };
}

/** Decides the group at one moment, on the lots as they are. @throws RolledBack when a command cannot even be asked. */
export function stage(
  group: readonly EngineCommand[],
  now: EpochMs,
  { store, rules, findBidder }: Desk,
): Staged {
  const states = new Map<AuctionId, AuctionState>();
  const rows: (readonly [AuctionId, readonly HistoryRow[]])[] = [];
  const memories = new Map<string, Remembered>();

  const recall = ({ idempotency }: EngineCommand, keyed: string | null): Answer | null => {
    if (keyed === null || idempotency === null || !rules.remembers) return null;
    const earlier = memories.get(keyed) ?? store.memories.get(keyed);
    if (!earlier) return null;
    if (earlier.requestHash === idempotency.requestHash) return earlier.answer;
    return { accepted: false, refusal: { code: 'idempotency_conflict' }, state: null };
  };

  const settle = (command: EngineCommand): Decided => {
    const { auctionId, idempotency } = command;
    const bidderId = bidderOf(command);
    const bidder = bidderId === null ? null : findBidder(auctionId, bidderId);
    const before = states.get(auctionId) ?? store.lots.get(auctionId)?.state ?? null;
    const keyed = bidderId === null || idempotency === null ? null : memoryKey(bidderId, idempotency.key);
    const repeated = recall(command, keyed);
    if (repeated) return { command, bidder, before, decision: null, answer: repeated };
    const history = (): readonly HistoryRow[] => [
      ...(store.lots.get(auctionId)?.history ?? []),
      ...rows.flatMap(([id, added]) => (id === auctionId ? added : [])),
    ];
    const decision = before && rules.decide(before, toCommand(command, { bidder, history }), now);
    const answer = before && decision ? toAnswer(decision, before, bidderId) : notFound;
    if (keyed !== null && idempotency !== null)
      memories.set(keyed, { auctionId, requestHash: idempotency.requestHash, answer });
    if (decision?.accepted) {
      states.set(auctionId, decision.state);
      rows.push([auctionId, decision.rows]);
    }
    return { command, bidder, before, decision, answer };
  };

  const decided = group.map(settle);
  const commit = (): void => {
    if (rules.remembers && [...memories.keys()].some((key) => store.memories.has(key)))
      throw new RolledBack('another transaction took the key meanwhile');
    for (const [auctionId, state] of states) {
      const lot = store.lots.get(auctionId);
      if (lot) lot.state = state;
    }
    for (const [auctionId, added] of rows) store.lots.get(auctionId)?.history.push(...added);
    for (const [key, memory] of memories) store.memories.set(key, memory);
  };
  return { decided, commit };
}

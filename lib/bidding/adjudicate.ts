/**
 * One group of commands, decided in arrival order in one transaction: lock the auctions, read the clock, fold the commands
 * through the pure rules, write all history rows and all auctions at once, and what must follow, then commit.
 */
import { setImmediate } from 'node:timers/promises';
import { decide } from '#lib/auction/decide';
import { toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import type {
  AuctionId,
  AuctionState,
  BidderId,
  Command,
  Decision,
  EpochMs,
  HistoryRow,
} from '#lib/auction/types';
import { concludeAuctions } from '#lib/bidding/conclude-auctions';
import { bidderOf, type EngineCommand, type EngineOutcome } from '#lib/bidding/engine-command';
import { noticesOfDecision, readCancelledNotices } from '#lib/bidding/notices';
import {
  memoryKey,
  readBidders,
  readHistories,
  readRemembered,
  writeRemembered,
  type FindBidder,
  type Histories,
  type NewMemory,
  type Remembered,
} from '#lib/bidding/read-context';
import type { PlacedBid } from '#lib/bidding/types';
import { lockAuctionsAtMoment, writeAuctions, type AuctionChange } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { insertHistory, type NewHistoryRow } from '#lib/db/history-rows';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { cardRequiredAbove } from '#lib/payments/index';
import { nativeSha256 } from '#lib/platform/sha256';
import type { CommittedChange } from '#lib/realtime/server/index';

/** What commands are decided with, beside the auctions. */
interface Context {
  readonly now: EpochMs;
  readonly findBidder: FindBidder;
  readonly histories: Histories;
}

function toCommand(
  command: EngineCommand,
  { findBidder, histories }: Context,
  {
    history: added,
    terms,
  }: { readonly history: readonly NewHistoryRow[]; readonly terms: AuctionState['terms'] },
): Command {
  const { action, auctionId, ifVersion, salt } = command;
  const promise = { cardRequiredAbove: cardRequiredAbove(terms.currency), salt, ifVersion };
  switch (action.kind) {
    case 'place_bid':
      return { ...action, bidder: findBidder(action.bidderId, terms.sellerId), ...promise };
    case 'buy_now':
      return { kind: 'buy_now', bidder: findBidder(action.bidderId, terms.sellerId), ...promise };
    case 'end_now':
      return { ...action, ifVersion };
    case 'cancel':
      return { ...action, ifVersion };
    case 'void': {
      const ownRows = added.filter((entry) => entry.auctionId === auctionId).map(({ row }) => row);
      const history = [...(histories.get(command) ?? []), ...ownRows];
      return { kind: 'void', bidderId: action.bidderId, history, ifVersion };
    }
    default:
      return action satisfies never;
  }
}

/** The fold over a group: states as they evolve, and all that is to be written. */
interface Fold {
  readonly before: ReadonlyMap<AuctionId, AuctionState>;
  readonly states: Map<AuctionId, AuctionState>;
  readonly history: NewHistoryRow[];
  readonly notices: NewNotice[];
  readonly decided: Decided[];
}

/** A command's fate; `ownRow` is the place of the caller's row among the new history rows, whose ids come with the insert. */
interface Decided {
  readonly decision:
    Decision | { readonly accepted: false; readonly refusal: { readonly code: 'not_found' } };
  readonly state: AuctionState | null;
  readonly ownRow: number | null;
}

function foldOne(fold: Fold, command: EngineCommand, context: Context): Decided {
  const state = fold.states.get(command.auctionId);
  if (!state)
    return { decision: { accepted: false, refusal: { code: 'not_found' } }, state: null, ownRow: null };
  const asked = toCommand(command, context, { history: fold.history, terms: state.terms });
  const decision = decide(state, asked, context.now, nativeSha256);
  if (!decision.accepted) return { decision, state, ownRow: null };
  const { auctionId, sellerId } = state.terms;
  const bidderId = bidderOf(command);
  const position = decision.rows.findIndex((row) => row.bidderId === bidderId && row.kind !== 'automatic');
  const ownRow = position < 0 ? null : fold.history.length + position;
  fold.states.set(auctionId, decision.state);
  fold.history.push(...decision.rows.map((row) => ({ auctionId, sellerId, row })));
  fold.notices.push(...noticesOfDecision(command, { before: state, decision }));
  return { decision, state: decision.state, ownRow };
}

const toPlacedBid = (auctionId: AuctionId, id: PlacedBid['id'], row: HistoryRow): PlacedBid => ({
  id,
  auctionId,
  sequence: row.sequence,
  kind: row.kind,
  username: row.username,
  price: row.price,
  at: row.at,
  commitment: row.commitment,
  hash: row.hash,
  previousHash: row.previousHash,
});

function toOutcome(
  { decision, state, ownRow }: Decided,
  fold: Fold,
  ids: readonly PlacedBid['id'][],
): EngineOutcome {
  const publicState: PublicAuctionState | null = state && toPublicState(state, []);
  if (!decision.accepted || publicState === null)
    return decision.accepted
      ? { accepted: false, refusal: { code: 'not_found' }, state: null }
      : { accepted: false, refusal: decision.refusal, state: publicState };
  const entry = ownRow === null ? undefined : fold.history[ownRow];
  const id = ownRow === null ? undefined : ids[ownRow];
  const bid = entry && id !== undefined ? toPlacedBid(entry.auctionId, id, entry.row) : null;
  return { accepted: true, result: decision.result, bid, state: publicState };
}

function changesOf({ before, states }: Fold): AuctionChange[] {
  const changes: AuctionChange[] = [];
  for (const [id, to] of states) {
    const from = before.get(id);
    if (from && from !== to) changes.push({ from, to });
  }
  return changes;
}

/** Auctions whose bidding a command of this group ended, other than by calling it off. */
const newlyEnded = (changes: readonly AuctionChange[]): AuctionState[] =>
  changes
    .filter(({ from, to }) => isOver(to) && !isOver(from) && to.outcome !== 'cancelled')
    .map(({ to }) => to);

/** Read only where somebody listens. */
function toCommittedChange({ from, to }: AuctionChange, { history }: Fold): CommittedChange {
  const id = to.terms.auctionId;
  return {
    id,
    fromVersion: from.version,
    version: to.version,
    read: () => {
      const added = history.filter(({ auctionId }) => auctionId === id).map(({ row }) => row);
      return toPublicState(to, added.toReversed());
    },
  };
}

const isOver = ({ status }: AuctionState): boolean => status === 'won' || status === 'closed';

/** A seller withdraws before anybody has bid, so there is nobody to tell. */
function cancelledByHouse(commands: readonly EngineCommand[], { decided }: Fold): AuctionState[] {
  return commands.flatMap(({ action }, index) => {
    const { decision, state } = decided[index] ?? {};
    const isByHouse = action.kind === 'cancel' && action.by === 'administrator';
    return isByHouse && decision?.accepted && state ? [state] : [];
  });
}

function recall(command: EngineCommand, remembered: ReadonlyMap<string, Remembered>): EngineOutcome | null {
  const bidderId = bidderOf(command);
  if (bidderId === null || command.idempotency === null) return null;
  const earlier = remembered.get(memoryKey(bidderId, command.idempotency.key));
  if (!earlier) return null;
  return earlier.requestHash === command.idempotency.requestHash
    ? earlier.outcome
    : { accepted: false, refusal: { code: 'idempotency_conflict' }, state: null };
}

/** Splits a group into commands that are new and those that repeat a key of an earlier one in the same group. */
function separateRepeats(commands: readonly EngineCommand[]): ReadonlySet<EngineCommand> {
  const seen = new Set<string>();
  const repeats = new Set<EngineCommand>();
  for (const command of commands) {
    const bidderId = bidderOf(command);
    if (bidderId === null || command.idempotency === null) continue;
    const key = memoryKey(bidderId, command.idempotency.key);
    if (seen.has(key)) repeats.add(command);
    seen.add(key);
  }
  return repeats;
}

/** Commands that are decided before their rows go to the database. */
const stretch = 250;

/**
 * Decides the commands in order and inserts their rows. The database inserts those of one stretch while the next is decided; a
 * connection runs one statement at a time, so each insert waits for the one before.
 *
 * @returns the ids of all rows, in the fold's order.
 */
async function decideAndWrite(
  tx: Queryable,
  {
    fold,
    commands,
    context,
  }: { readonly fold: Fold; readonly commands: readonly EngineCommand[]; readonly context: Context },
): Promise<PlacedBid['id'][]> {
  const inserts: Promise<PlacedBid['id'][]>[] = [];
  try {
    for (let first = 0; first < commands.length; first += stretch) {
      const written = fold.history.length;
      for (const command of commands.slice(first, first + stretch))
        fold.decided.push(foldOne(fold, command, context));
      const insert = insertHistory(tx, fold.history.slice(written), inserts.at(-1));
      // Should it fail while the next stretch is decided, whoever waits for all of them hears of that.
      insert.catch(() => undefined);
      inserts.push(insert);
      // A statement leaves when the process comes to itself.
      await setImmediate();
    }
  } catch (error) {
    // The connection is rolled back on as soon as this is thrown, and must be at rest by then.
    await Promise.allSettled(inserts);
    throw error;
  }
  return (await Promise.all(inserts)).flat();
}

export interface Adjudication {
  readonly outcomes: readonly EngineOutcome[];
  /** To be published after the commit. */
  readonly changed: readonly CommittedChange[];
  /** Bidders with a new notice, to be told after the commit. */
  readonly notified: readonly BidderId[];
}

export async function adjudicate(tx: Queryable, commands: readonly EngineCommand[]): Promise<Adjudication> {
  const ids = [...new Set(commands.map(({ auctionId }) => auctionId))].toSorted((a, b) => a - b);
  const { states: before, now } = await lockAuctionsAtMoment(tx, ids);
  const findBidder = await readBidders(tx, commands);
  const remembered = await readRemembered(tx, commands);
  const histories = await readHistories(tx, commands);
  const fold: Fold = { before, states: new Map(before), history: [], notices: [], decided: [] };
  const repeats = separateRepeats(commands);
  const fresh = commands.filter((command) => !repeats.has(command) && recall(command, remembered) === null);
  const rowIds = await decideAndWrite(tx, { fold, commands: fresh, context: { now, findBidder, histories } });

  for (const [index, { alongside }] of fresh.entries())
    if (alongside && fold.decided[index]?.decision.accepted) await alongside(tx);
  const changes = changesOf(fold);
  await writeAuctions(tx, changes);
  const freshOutcomes = new Map(fresh.map((command, index) => [command, outcomeAt(fold, index, rowIds)]));
  const memories = memoriesOf(freshOutcomes);
  await writeRemembered(tx, memories);
  for (const { bidderId, key, requestHash, outcome } of memories)
    remembered.set(memoryKey(bidderId, key), { requestHash, outcome });
  const concluded = await concludeAuctions(tx, newlyEnded(changes));
  const calledOff = await readCancelledNotices(tx, cancelledByHouse(fresh, fold));
  const notices = [...fold.notices, ...concluded, ...calledOff];
  await enqueueNotice(tx, notices);

  const outcomes = commands.map((command) => freshOutcomes.get(command) ?? recall(command, remembered));
  if (!outcomes.every((outcome) => outcome !== null))
    throw new Error('a command of the group was not answered');
  return {
    outcomes,
    changed: changes.map((change) => toCommittedChange(change, fold)),
    notified: notices.map(({ bidderId }) => bidderId),
  };
}

function outcomeAt(fold: Fold, index: number, rowIds: readonly PlacedBid['id'][]): EngineOutcome {
  const decided = fold.decided[index];
  if (!decided) throw new Error('every new command was decided');
  return toOutcome(decided, fold, rowIds);
}

function memoriesOf(outcomes: ReadonlyMap<EngineCommand, EngineOutcome>): NewMemory[] {
  return [...outcomes].flatMap(([command, outcome]) => {
    const bidderId = bidderOf(command);
    return bidderId === null || command.idempotency === null
      ? []
      : [{ bidderId, key: command.idempotency.key, requestHash: command.idempotency.requestHash, outcome }];
  });
}

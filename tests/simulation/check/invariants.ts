/**
 * What must hold of any history and state whatever the rules in detail say, checked without the model: if model and rules shared a
 * mistake, these would still catch it.
 */
import { commitTo, hashRow, verifyChain } from '#lib/auction/chain';
import { replay, verifyHistory } from '#lib/auction/replay';
import type { AuctionState, BidderId, Cents, EpochMs, HistoryRow } from '#lib/auction/types';
import type { EngineAction } from '#lib/bidding/engine-command';
import { nativeSha256 } from '#lib/platform/sha256';
import { holds, same } from '#tests/simulation/fault-found';
import type { StoredLot } from '#tests/simulation/system/store';

/** Of every step from one state to the next. @param action null where time alone did it. */
export function checkStep(before: AuctionState, after: AuctionState, action: EngineAction | null): void {
  if (action?.kind === 'void') checkVoid(before, after, action.bidderId);
  else checkContest(before, after);
  holds(
    'the end never moves back',
    after.endsAt >= before.endsAt || action?.kind === 'end_now' || action?.kind === 'buy_now',
    () => `${before.endsAt} → ${after.endsAt}`,
  );
  holds(
    'version rises by one',
    after.version === before.version + 1,
    () => `${before.version} → ${after.version}`,
  );
  holds(
    'ended is terminal',
    before.status !== 'closed' && (before.status !== 'won' || after.status === 'closed'),
    () => `${before.status} → ${after.status}`,
  );
  const { leader } = after;
  holds(
    'price within the leader’s maximum',
    leader === null || after.currentPrice <= leader.maximum,
    () => `price ${after.currentPrice}, maximum ${leader?.maximum}`,
  );
  holds(
    'the seller leads nowhere',
    leader?.bidderId !== after.terms.sellerId,
    () => `bidder ${leader?.bidderId} sells it`,
  );
}

/** Of a step that voids nothing. */
function checkContest(before: AuctionState, { currentPrice, leader }: AuctionState): void {
  holds(
    'price never falls',
    currentPrice >= before.currentPrice,
    () => `${before.currentPrice} → ${currentPrice}`,
  );
  const beaten = before.leader !== null && leader?.bidderId !== before.leader.bidderId ? before.leader : null;
  holds(
    'equal maxima: the earlier leads',
    beaten === null || (leader?.maximum ?? 0) > beaten.maximum,
    () => `${beaten?.maximum} gave way to ${leader?.maximum}`,
  );
}

function checkVoid(before: AuctionState, after: AuctionState, voided: BidderId): void {
  holds(
    'a void never raises the price',
    after.currentPrice <= before.currentPrice,
    () => `${before.currentPrice} → ${after.currentPrice}`,
  );
  holds(
    'the voided lead nowhere',
    after.leader?.bidderId !== voided,
    () => `bidder ${voided} leads without a bid`,
  );
  const kept = before.leader?.bidderId === voided ? null : before.leader;
  holds(
    'a void takes no lead from anybody else',
    kept === null || (after.leader?.bidderId === kept.bidderId && after.leader.maximum === kept.maximum),
    () => `${kept?.bidderId} gave way to ${after.leader?.bidderId}`,
  );
}

/** Of new rows, each against its predecessor. */
export function checkRows(lot: StoredLot, added: readonly HistoryRow[], now: EpochMs): void {
  const { terms } = lot.state;
  const first = lot.history.length - added.length;
  for (const [offset, row] of added.entries()) {
    const previous = lot.history[first + offset - 1];
    same('sequence dense', { actual: row.sequence, expected: first + offset + 1 });
    holds(
      'prices never fall in the history',
      row.kind === 'void' || row.price >= (previous?.price ?? terms.startingPrice),
      () => `${previous?.price} → ${row.price}`,
    );
    const moment = Math.max(now, lot.history[first - 1]?.at ?? terms.startsAt);
    same('rows bear the moment of decision', { actual: row.at, expected: moment });
    holds(
      'times never fall in the history',
      row.at >= (previous?.at ?? terms.startsAt),
      () => `${previous?.at} → ${row.at}`,
    );
    holds(
      'the seller is no bidder',
      row.bidderId !== terms.sellerId,
      () => `row ${row.sequence} is the seller’s`,
    );
    if (previous) same('rows are linked', { actual: row.previousHash, expected: previous.hash });
    same('rows are sealed', { actual: row.hash, expected: hashRow(terms.auctionId, row, nativeSha256) });
    const opened =
      row.maximum === null || row.salt === null ? null : commitTo(row.maximum, row.salt, nativeSha256);
    same('maxima are committed to', { actual: row.commitment, expected: opened });
    holds(
      'automatic rows and voids commit to nothing',
      (row.kind === 'automatic' || row.kind === 'void') === (row.commitment === null),
      () => `row ${row.sequence} is ${row.kind}`,
    );
  }
  same('the state stands on its last row', {
    actual: lot.state.lastHash,
    expected: lot.history.at(-1)?.hash ?? null,
  });
}

/** A replay of the public history gives the price, the leader, the count and the end; an administrator may have ended it sooner. */
export function checkReplay({ state, history }: StoredLot, endedEarly: boolean): void {
  const replayed = replay(history, state.terms);
  same('replay', {
    actual: [state.currentPrice, state.leader?.username ?? null, state.bidCount],
    expected: [replayed.currentPrice, replayed.leaderUsername, replayed.bidCount],
  });
  if (endedEarly)
    holds(
      'replayed end',
      state.endsAt <= replayed.endsAt,
      () => `${state.endsAt} is after ${replayed.endsAt}`,
    );
  else same('replayed end', { actual: state.endsAt, expected: replayed.endsAt });
}

/** Of a lot that is over: the whole chain, the whole history with its maxima opened, and whether it was rightly won. */
export function checkEnded({ state, history }: StoredLot): void {
  same('chain verifies', {
    actual: verifyChain(history, state.terms, nativeSha256),
    expected: { intact: true, rows: history.length, lastHash: state.lastHash },
  });
  const openings = new Map<number, { readonly maximum: Cents; readonly salt: string }>();
  for (const { sequence, maximum, salt } of history)
    if (maximum !== null && salt !== null) openings.set(sequence, { maximum, salt });
  for (const evidence of [{}, { openings }]) {
    const report = verifyHistory(history, state.terms, { ...evidence, digest: nativeSha256 });
    same('anyone can verify the history', { actual: report.valid || report.fault, expected: true });
  }
  const last = history.at(-1);
  holds(
    'no bid at or after the end',
    last === undefined || last.at < state.endsAt || (last.kind === 'buy_now' && last.at === state.endsAt),
    () => `a bid at ${last?.at}, the end at ${state.endsAt}`,
  );
  if (state.outcome === 'cancelled') return;
  const { reservePrice } = state.terms;
  const hasBids = replay(history, state.terms).bidCount > 0;
  const earned = hasBids && (reservePrice === null || state.currentPrice >= reservePrice);
  const won = state.status === 'won' || state.outcome === 'sold' || state.outcome === 'unpaid';
  holds(
    'exactly one winner iff the reserve is met',
    won === earned && won === (won && state.leader !== null),
    () => `${state.status} ${state.outcome} at ${state.currentPrice}, reserve ${reservePrice}`,
  );
}

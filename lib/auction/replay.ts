/**
 * What anyone can find out from a public history alone: the price, the leader and the end that it leads to, and whether it
 * kept the rules. While bidding goes on the maxima are hidden and only bounds can be checked; once they are opened, every
 * price is determined but for what only the bidder's own words or the reserve could have added.
 */
import { portableSha256, verifyChain, type ChainFault, type Sha256 } from '#lib/auction/chain';
import { softClosedEnd } from '#lib/auction/closing';
import {
  checkCommitments,
  checkTurn,
  standingAfter,
  startOf,
  type Openings,
  type RuleFault,
} from '#lib/auction/turn-rules';
import { readTurns } from '#lib/auction/turns';
import { remaindersOf } from '#lib/auction/void-rules';
import type { Cents, ChainedRow, EpochMs, PublicTerms } from '#lib/auction/types';

/** Where a history leads. */
export interface Replay {
  readonly currentPrice: Cents;
  readonly leaderUsername: string | null;
  /** Of bids and purchases that were not voided. */
  readonly bidCount: number;
  /** By the terms, soft close and buy now. An administrator may have ended the auction earlier. */
  readonly endsAt: EpochMs;
}

/** Follows a history, oldest row first, taking it at its word. */
export function replay(history: readonly ChainedRow[], terms: PublicTerms): Replay {
  const { softCloseSeconds } = terms;
  const countOf = new Map<string, number>();
  let leaderUsername: string | null = null;
  let endsAt = terms.originalEndsAt;
  for (const { kind, username, at } of history) {
    if (kind === 'void') countOf.delete(username);
    if (kind === 'bid' || kind === 'buy_now') countOf.set(username, (countOf.get(username) ?? 0) + 1);
    // The last row of every bid shows who leads after it; a void that leaves a leader is followed by a row of theirs.
    leaderUsername = kind === 'void' ? null : username;
    endsAt = kind === 'buy_now' ? at : softClosedEnd({ endsAt, softCloseSeconds }, at);
  }
  const currentPrice = history.at(-1)?.price ?? terms.startingPrice;
  const bidCount = [...countOf.values()].reduce((sum, count) => sum + count, 0);
  return { currentPrice, leaderUsername, bidCount, endsAt };
}

/** Why a history is not what the rules would have written. */
export type HistoryFault =
  | ChainFault
  | RuleFault
  /** No bid could have left this row in this place. */
  | { readonly code: 'out_of_turn'; readonly sequence: number };

export type HistoryReport =
  { readonly valid: true; readonly replay: Replay } | { readonly valid: false; readonly fault: HistoryFault };

export interface Evidence {
  /** The maxima that have been opened, by sequence. Empty while the auction runs. */
  readonly openings?: Openings;
  /** A faster SHA-256, if there is one (see `Sha256`). */
  readonly digest?: Sha256;
}

/**
 * Checks that a whole public history, oldest row first, is unbroken and kept the rules of bidding.
 *
 * @returns where it leads, or the first fault found: of the chain, then of the order of rows, then of a bid or a void.
 */
export function verifyHistory(
  history: readonly ChainedRow[],
  terms: PublicTerms,
  { openings = new Map(), digest = portableSha256 }: Evidence = {},
): HistoryReport {
  const chain = verifyChain(history, terms, digest);
  if (!chain.intact) return { valid: false, fault: chain.fault };
  const commitmentFault = checkCommitments(history, { openings, digest });
  if (commitmentFault) return { valid: false, fault: commitmentFault };
  const reading = readTurns(history);
  if (!reading.readable) return { valid: false, fault: { code: 'out_of_turn', sequence: reading.sequence } };

  const evidence = { openings, remainders: remaindersOf(reading.turns, { openings, terms }) };
  let standing = startOf(terms);
  for (const turn of reading.turns) {
    const fault = checkTurn(standing, turn, evidence);
    if (fault) return { valid: false, fault };
    standing = standingAfter(standing, turn, evidence);
  }
  return { valid: true, replay: replay(history, terms) };
}

/** Something in which a claimed state is not where its history leads. */
export interface Difference {
  readonly field: keyof Replay;
  readonly replayed: Replay[keyof Replay];
  readonly claimed: Replay[keyof Replay];
}

/** Compares a replay with what is claimed (a `PublicAuctionState` fits). An end earlier than replayed was ordered. */
export function differencesFrom(replayed: Replay, claimed: Replay): readonly Difference[] {
  const fields = ['currentPrice', 'leaderUsername', 'bidCount', 'endsAt'] as const;
  return fields
    .filter((field) => replayed[field] !== claimed[field])
    .map((field) => ({ field, replayed: replayed[field], claimed: claimed[field] }));
}

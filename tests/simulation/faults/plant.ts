/** How a fault is planted: before the rules, by deceiving them, or behind them, by amending what they decided. */
import { hashRow } from '#lib/auction/chain';
import type { AuctionState, Cents, Command, Decision, EpochMs, HistoryRow } from '#lib/auction/types';
import { nativeSha256 } from '#lib/platform/sha256';
import type { Rules } from '#tests/simulation/rules';

export interface Fault {
  /** What is wrong with the rules. */
  readonly name: string;
  /** The checks that may be the first to see it. */
  readonly caughtBy: readonly string[];
  readonly plant: (rules: Rules) => Rules;
}

export type Accepted = Extract<Decision, { accepted: true }>;

export interface Asked {
  readonly state: AuctionState;
  readonly command: Command;
  readonly now: EpochMs;
}

/** The rules are asked something else; the terms come back as they were. */
export const deceive =
  (lie: (asked: Asked) => Partial<Asked>) =>
  (rules: Rules): Rules => ({
    ...rules,
    decide: (state, command, now) => {
      const told = { state, command, now, ...lie({ state, command, now }) };
      const decision = rules.decide(told.state, told.command, told.now);
      return decision.accepted ? { ...decision, state: { ...decision.state, terms: state.terms } } : decision;
    },
  });

/** Another decision takes the place of the rules' own; null leaves it. */
export const overrule =
  (other: (decision: Decision, asked: Asked) => Decision | null) =>
  (rules: Rules): Rules => ({
    ...rules,
    decide: (state, command, now) => {
      const decision = rules.decide(state, command, now);
      return other(decision, { state, command, now }) ?? decision;
    },
  });

/** What was accepted is changed; null leaves it. */
export const amend = (change: (accepted: Accepted, asked: Asked) => Accepted | null): Fault['plant'] =>
  overrule((decision, asked) => (decision.accepted ? change(decision, asked) : null));

/** Only the state is changed. */
export const amendState = (
  change: (accepted: Accepted, asked: Asked) => Partial<AuctionState> | null,
): Fault['plant'] =>
  amend((accepted, asked) => {
    const part = change(accepted, asked);
    return part && { ...accepted, state: { ...accepted.state, ...part } };
  });

/** Puts other rows in place of those decided, sealed anew, so that it takes more than the chain to see it. */
export function withRows(accepted: Accepted, rows: readonly HistoryRow[]): Accepted {
  let previousHash = accepted.rows[0]?.previousHash;
  const sealed = rows.map((row) => {
    const linked = { ...row, previousHash: previousHash ?? row.previousHash };
    const hash = hashRow(accepted.state.terms.auctionId, linked, nativeSha256);
    previousHash = hash;
    return { ...linked, hash };
  });
  const last = sealed.at(-1);
  const lastSequence = last?.sequence ?? accepted.state.lastSequence;
  const lastHash = last?.hash ?? accepted.state.lastHash;
  const lastAt = last?.at ?? accepted.state.lastAt;
  return { ...accepted, rows: sealed, state: { ...accepted.state, lastSequence, lastHash, lastAt } };
}

/** Another price, in the state and in the last row alike. */
export function withPrice(accepted: Accepted, price: Cents): Accepted {
  const rows = accepted.rows.map((row, index) =>
    index === accepted.rows.length - 1 ? { ...row, price } : row,
  );
  return withRows({ ...accepted, state: { ...accepted.state, currentPrice: price } }, rows);
}

/** The maximum of whoever lost this bid: the challenger, or the leader before. null when nobody did. */
export function beatenMaximum(accepted: Accepted, { state, command }: Asked): Cents | null {
  if (command.kind !== 'place_bid' || state.leader === null) return null;
  if (state.leader.bidderId === command.bidder.id) return null;
  return accepted.result === 'leading' ? state.leader.maximum : (command.maximum ?? command.amount);
}

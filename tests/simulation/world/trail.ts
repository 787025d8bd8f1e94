/** The last commands that were decided, for the report of a failure. */
import { show } from '#tests/simulation/fault-found';
import type { Decided } from '#tests/simulation/system/transaction';
import type { AuctionState, EpochMs } from '#lib/auction/types';

export interface Trail {
  add(decided: readonly Decided[], now: EpochMs): void;
  readonly lines: () => readonly string[];
}

const kept = 12;

const place = ({ status, currentPrice, bidCount, leader, endsAt, version }: AuctionState): string =>
  show({
    status,
    currentPrice,
    bidCount,
    leader: leader && [leader.bidderId, leader.maximum],
    endsAt,
    version,
  });

const line = ({ command, before, answer }: Decided, now: EpochMs): string => {
  const { auctionId, action, ifVersion, idempotency } = command;
  const fate = answer.accepted ? `accepted, ${answer.result ?? 'done'}` : show(answer.refusal);
  const asked = show({ ...action, ifVersion, key: idempotency?.key ?? null });
  return `at ${now}, lot ${auctionId}, ${before ? place(before) : 'unknown'}: ${asked} → ${fate}`;
};

export function createTrail(): Trail {
  let last: { readonly decided: Decided; readonly now: EpochMs }[] = [];
  return {
    add: (decided, now) => {
      last = [...last, ...decided.map((one) => ({ decided: one, now }))].slice(-kept);
    },
    lines: () => {
      const lots = new Map(last.map(({ decided: { before } }) => [before?.terms.auctionId, before?.terms]));
      const terms = [...lots.values()].map((one) => `terms ${show(one ?? 'of an unknown lot')}`);
      return [...terms, ...last.map(({ decided, now }) => line(decided, now))];
    },
  };
}

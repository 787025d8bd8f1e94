/** What callers were told about each lot: all of it has to stay so. */
import type { AuctionId } from '#lib/auction/types';
import { holds, same } from '#tests/simulation/fault-found';
import type { Answer, StoredLot } from '#tests/simulation/system/store';

interface Ledger {
  readonly accepted: { readonly sequence: number; readonly hash: string }[];
  readonly refusedSalts: Set<string>;
  endedEarly: boolean;
}

export interface Delivery {
  readonly auctionId: AuctionId;
  /** Every delivery has its own: a refused one must be in no row. */
  readonly salt: string;
}

export interface Ledgers {
  open(id: AuctionId): void;
  close(id: AuctionId): void;
  /** Somebody's will ended it, and not time. */
  endEarly(id: AuctionId): void;
  hasEndedEarly(id: AuctionId): boolean;
  readonly heard: (answer: Answer, delivery: Delivery) => void;
  /** All that was ever acknowledged of a lot is still so. */
  readonly recheck: (id: AuctionId) => void;
}

export function keepLedgers(lotOf: (id: AuctionId) => StoredLot): Ledgers {
  const ledgers = new Map<AuctionId, Ledger>();
  const ledgerOf = (id: AuctionId): Ledger => {
    const ledger = ledgers.get(id);
    if (!ledger) throw new Error(`lot ${id} has no ledger`);
    return ledger;
  };
  return {
    open: (id) => void ledgers.set(id, { accepted: [], refusedSalts: new Set(), endedEarly: false }),
    close: (id) => void ledgers.delete(id),
    endEarly: (id) => void (ledgerOf(id).endedEarly = true),
    hasEndedEarly: (id) => ledgerOf(id).endedEarly,
    heard: (answer, { auctionId, salt }) => {
      const ledger = ledgers.get(auctionId);
      if (!ledger) return;
      if (!answer.accepted) ledger.refusedSalts.add(salt);
      if (!answer.accepted || answer.row === null) return;
      const { sequence, hash } = answer.row;
      same('acknowledged bids are in the history', {
        actual: lotOf(auctionId).history[sequence - 1]?.hash,
        expected: hash,
      });
      ledger.accepted.push({ sequence, hash });
    },
    recheck: (id) => {
      const { history } = lotOf(id);
      const { accepted, refusedSalts } = ledgerOf(id);
      for (const { sequence, hash } of accepted)
        same('acknowledged bids stay in the history', {
          actual: history[sequence - 1]?.hash,
          expected: hash,
        });
      const present = history.find(({ salt }) => salt !== null && refusedSalts.has(salt));
      holds('refused bids stay out of the history', present === undefined, () => `row ${present?.sequence}`);
    },
  };
}

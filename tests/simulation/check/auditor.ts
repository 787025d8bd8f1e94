/** Stands beside the system and checks every commit, every tick of the lifecycle and every answer against model and invariants. */
import type { AuctionId, AuctionState, EpochMs } from '#lib/auction/types';
import { compareAnswer, compareDecision, compareStanding } from '#tests/simulation/check/compare';
import { checkEnded, checkReplay, checkRows, checkStep } from '#tests/simulation/check/invariants';
import { toEnvelope, toLotTerms } from '#tests/simulation/check/translate';
import { holds, same } from '#tests/simulation/fault-found';
import { openModelHouse, type ModelHouse } from '#tests/simulation/model/house';
import { openRoom, type Room } from '#tests/simulation/model/room';
import type { Answer, Store, StoredLot } from '#tests/simulation/system/store';
import type { Decided } from '#tests/simulation/system/transaction';

interface Acknowledged {
  readonly accepted: { readonly sequence: number; readonly hash: string }[];
  readonly refusedSalts: Set<string>;
  endedEarly: boolean;
}

export interface Auditor {
  listed(state: AuctionState): void;
  /** Called inside the commit, in the order of the transaction. @returns nothing, or throws `FaultFound`. */
  committed(decided: readonly Decided[], now: EpochMs): void;
  ticked(before: AuctionState, tick: Tick): void;
  /** A caller heard this, for a delivery with that salt. */
  readonly heard: (
    answer: Answer,
    delivery: { readonly auctionId: AuctionId; readonly salt: string },
  ) => void;
  /** All that was ever acknowledged of a lot is still so. */
  recheck(auctionId: AuctionId): void;
  /** The last check of a lot that is over; the model forgets it. */
  retired(auctionId: AuctionId): void;
}

export interface Tick {
  readonly name: 'open' | 'close' | 'sold' | 'unpaid';
  readonly now: EpochMs;
  readonly after: AuctionState | null;
}

function tickModel(room: Room, { name, now }: Tick): boolean {
  if (name === 'open') return room.open(now);
  return name === 'close' ? room.close(now) : room.settle(name === 'sold');
}

export function createAuditor(store: Store): Auditor {
  const model: ModelHouse = openModelHouse();
  const ledgers = new Map<AuctionId, Acknowledged>();

  const lotOf = (id: AuctionId): StoredLot => {
    const lot = store.lots.get(id);
    if (!lot) throw new Error(`lot ${id} is not in the store`);
    return lot;
  };
  const roomOf = (id: AuctionId): Room => {
    const room = model.rooms.get(id);
    if (!room) throw new Error(`the model has no lot ${id}`);
    return room;
  };
  const ledgerOf = (id: AuctionId): Acknowledged => {
    const ledger = ledgers.get(id);
    if (!ledger) throw new Error(`lot ${id} has no ledger`);
    return ledger;
  };

  const auditCommand = (decided: Decided, now: EpochMs): void => {
    const { command, bidder, before, decision, answer } = decided;
    const { verdict, repeated } = model.receive(toEnvelope(command, bidder), now);
    if (repeated) {
      holds('the same key gives one outcome', decision === null, () => 'a repeat was decided anew');
      return compareAnswer(answer, verdict);
    }
    compareDecision(decided, verdict);
    if (before === null || !decision?.accepted) return;
    checkStep(before, decision.state, command.action);
    compareStanding(decision.state, roomOf(command.auctionId).standing());
    if (command.action.kind === 'end_now' || command.action.kind === 'cancel')
      ledgerOf(command.auctionId).endedEarly = true;
  };

  const recheck = (auctionId: AuctionId): void => {
    const { history } = lotOf(auctionId);
    const { accepted, refusedSalts } = ledgerOf(auctionId);
    for (const { sequence, hash } of accepted)
      same('acknowledged bids stay in the history', { actual: history[sequence - 1]?.hash, expected: hash });
    const present = history.find(({ salt }) => salt !== null && refusedSalts.has(salt));
    holds('refused bids stay out of the history', present === undefined, () => `row ${present?.sequence}`);
  };

  return {
    recheck,
    listed: (state) => {
      const born = { active: state.status === 'active', version: state.version };
      model.rooms.set(state.terms.auctionId, openRoom(toLotTerms(state.terms), born));
      ledgers.set(state.terms.auctionId, { accepted: [], refusedSalts: new Set(), endedEarly: false });
    },
    committed: (decided, now) => {
      for (const one of decided) auditCommand(one, now);
      const touched = new Set(
        decided.flatMap(({ decision, command }) => (decision?.accepted ? [command.auctionId] : [])),
      );
      for (const id of touched) {
        const lot = lotOf(id);
        const added = decided.flatMap(({ command, decision }) =>
          command.auctionId === id && decision?.accepted ? decision.rows : [],
        );
        checkRows(lot, added, now);
        checkReplay(lot, ledgerOf(id).endedEarly);
      }
    },
    ticked: (before, tick) => {
      const room = roomOf(before.terms.auctionId);
      const due = tickModel(room, tick);
      holds(`${tick.name} when due`, due === (tick.after !== null), () =>
        due ? 'nothing happened' : 'it happened',
      );
      if (tick.after === null) return;
      checkStep(before, tick.after, null);
      compareStanding(tick.after, room.standing());
    },
    heard: (answer, { auctionId, salt }) => {
      const ledger = ledgers.get(auctionId);
      if (!ledger) return;
      if (!answer.accepted) {
        ledger.refusedSalts.add(salt);
        return;
      }
      if (answer.row === null) return;
      const { sequence, hash } = answer.row;
      same('acknowledged bids are in the history', {
        actual: lotOf(auctionId).history[sequence - 1]?.hash,
        expected: hash,
      });
      ledger.accepted.push({ sequence, hash });
    },
    retired: (auctionId) => {
      recheck(auctionId);
      const lot = lotOf(auctionId);
      checkReplay(lot, ledgerOf(auctionId).endedEarly);
      checkEnded(lot);
      model.forget(auctionId);
      ledgers.delete(auctionId);
    },
  };
}

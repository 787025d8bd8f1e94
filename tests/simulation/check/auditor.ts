/** Stands beside the system and checks every commit, every tick of the lifecycle and every answer against model and invariants. */
import type { AuctionId, AuctionState, EpochMs } from '#lib/auction/types';
import { compareAnswer, compareDecision, compareStanding } from '#tests/simulation/check/compare';
import { checkEnded, checkReplay, checkRows, checkStep } from '#tests/simulation/check/invariants';
import { toEnvelope, toLotTerms } from '#tests/simulation/check/translate';
import { keepLedgers, type Delivery, type Ledgers } from '#tests/simulation/check/ledgers';
import { holds } from '#tests/simulation/fault-found';
import { openModelHouse, type ModelHouse } from '#tests/simulation/model/house';
import { openRoom, type Room } from '#tests/simulation/model/room';
import type { Answer, Store, StoredLot } from '#tests/simulation/system/store';
import type { Decided } from '#tests/simulation/system/transaction';

export interface Auditor {
  listed(state: AuctionState): void;
  /** Called inside the commit, in the order of the transaction. @returns nothing, or throws `FaultFound`. */
  committed(decided: readonly Decided[], now: EpochMs): void;
  ticked(before: AuctionState, tick: Tick): void;
  /** A caller heard this, for a delivery with that salt. */
  readonly heard: (answer: Answer, delivery: Delivery) => void;
  /** All that was ever acknowledged of a lot is still so. */
  readonly recheck: (auctionId: AuctionId) => void;
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

interface Bench {
  readonly model: ModelHouse;
  readonly ledgers: Ledgers;
  readonly lotOf: (id: AuctionId) => StoredLot;
  readonly roomOf: (id: AuctionId) => Room;
}

function auditCommand({ model, ledgers, roomOf }: Bench, decided: Decided, now: EpochMs): void {
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
    ledgers.endEarly(command.auctionId);
}

function auditCommit(bench: Bench, decided: readonly Decided[], now: EpochMs): void {
  for (const one of decided) auditCommand(bench, one, now);
  const touched = Map.groupBy(
    decided.filter(({ decision }) => decision?.accepted),
    ({ command }) => command.auctionId,
  );
  for (const [id, accepted] of touched) {
    const lot = bench.lotOf(id);
    const added = accepted.flatMap(({ decision }) => (decision?.accepted ? decision.rows : []));
    checkRows(lot, added, now);
    checkReplay(lot, bench.ledgers.hasEndedEarly(id));
  }
}

function auditTick({ roomOf }: Bench, before: AuctionState, tick: Tick): void {
  const room = roomOf(before.terms.auctionId);
  const due = tickModel(room, tick);
  holds(`${tick.name} when due`, due === (tick.after !== null), () =>
    due ? 'nothing happened' : 'it happened',
  );
  if (tick.after === null) return;
  checkStep(before, tick.after, null);
  compareStanding(tick.after, room.standing());
}

export function createAuditor(store: Store): Auditor {
  const model: ModelHouse = openModelHouse();
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
  const ledgers = keepLedgers(lotOf);
  const bench: Bench = { model, ledgers, lotOf, roomOf };
  return {
    recheck: ledgers.recheck,
    heard: ledgers.heard,
    listed: (state) => {
      const born = { active: state.status === 'active', version: state.version };
      model.rooms.set(state.terms.auctionId, openRoom(toLotTerms(state.terms), born));
      ledgers.open(state.terms.auctionId);
    },
    committed: (decided, now) => auditCommit(bench, decided, now),
    ticked: (before, tick) => auditTick(bench, before, tick),
    retired: (auctionId) => {
      ledgers.recheck(auctionId);
      const lot = lotOf(auctionId);
      checkReplay(lot, ledgers.hasEndedEarly(auctionId));
      checkEnded(lot);
      model.forget(auctionId);
      ledgers.close(auctionId);
    },
  };
}

/**
 * One lot in the model: what may be done with it, and what comes of it. Written from the rules of bidding and the HTTP contract's
 * order of refusals alone; it shares no code with lib/auction, so that a mistake would have to be made twice to go unseen.
 */
import { refuse, type Ask, type Verdict } from '#tests/simulation/model/asks';
import type { LotTerms, Slip } from '#tests/simulation/model/ledger';
import { objectionToMoney, objectionToPromise, objectionToVisitor } from '#tests/simulation/model/objections';
import { layTable, type Table } from '#tests/simulation/model/table';

export interface Standing {
  readonly status: 'scheduled' | 'active' | 'won' | 'closed';
  readonly outcome: 'sold' | 'no_bids' | 'reserve_not_met' | 'unpaid' | 'cancelled' | null;
  readonly price: bigint;
  readonly minimum: bigint;
  readonly bids: number;
  readonly leader: Slip | null;
  readonly endsAt: number;
  readonly version: number;
  readonly lines: number;
  /** When the newest line was written; null before the first. */
  readonly lastAt: number | null;
  readonly reserveMet: boolean | null;
}

const empty = { accepted: true, lines: [], result: null, overtaken: null } as const;

export interface Room {
  /** Judges, and keeps what it accepts. */
  ask(ask: Ask, clock: number): Verdict;
  /** Each returns whether anything was due. */
  open(now: number): boolean;
  close(now: number): boolean;
  settle(paid: boolean): boolean;
  standing(): Standing;
}

/** What changes about a lot beside what lies on its table. */
interface Door {
  status: Standing['status'];
  outcome: Standing['outcome'];
  version: number;
  /** When somebody's will ended it; null where only time does. */
  ended: number | null;
}

interface Lot {
  readonly terms: LotTerms;
  readonly table: Table;
  readonly door: Door;
}

const endOf = ({ door, table }: Lot): number => door.ended ?? table.endsAt();

const isOver = (lot: Lot, now: number): boolean =>
  lot.door.status === 'won' || lot.door.status === 'closed' || now >= endOf(lot);

/** A lot's own time never falls behind its newest slip, nor behind its start once it is open, whatever the clock says. */
const timeIn = ({ terms, table, door }: Lot, clock: number): number =>
  Math.max(clock, table.lastAt() ?? 0, door.status === 'scheduled' ? 0 : terms.opensAt);

function objectionToTime(lot: Lot, now: number): Verdict | null {
  const { door, terms } = lot;
  if (door.status === 'scheduled' && now < terms.opensAt)
    return refuse('auction_not_started', { startsAt: terms.opensAt });
  return isOver(lot, now) ? refuse('auction_ended', { endsAt: endOf(lot) }) : null;
}

function knockDown({ door, table }: Lot): void {
  const sold = table.leader() !== null && table.reserveMet() !== false;
  door.status = sold ? 'won' : 'closed';
  if (!sold) door.outcome = table.leader() === null ? 'no_bids' : 'reserve_not_met';
}

function takeAtOnce({ table, door, terms }: Lot, ask: Ask & { kind: 'take' }, now: number): Verdict {
  if (terms.buyNow === null || table.leader() !== null) return refuse('buy_now_unavailable');
  const untrusted = objectionToPromise(ask.visitor, terms.buyNow, terms);
  if (untrusted) return untrusted;
  door.ended = now;
  door.status = 'won';
  return table.take(ask.visitor, terms.buyNow, now);
}

function end(lot: Lot, now: number): Verdict {
  lot.door.ended = lot.table.lastAt() === now ? now + 1 : now;
  knockDown(lot);
  return empty;
}

function withdraw(lot: Lot, { by }: Ask & { kind: 'withdraw' }, now: number): Verdict {
  const { door, table } = lot;
  if (isOver(lot, now)) return refuse('auction_ended', { endsAt: endOf(lot) });
  if (by === 'seller' && table.leader() !== null) return refuse('auction_has_bids');
  door.status = 'closed';
  door.outcome = 'cancelled';
  return empty;
}

function judge(lot: Lot, ask: Ask, now: number): Verdict {
  const { door, table, terms } = lot;
  const { version } = door;
  const stranger = 'visitor' in ask ? objectionToVisitor(ask.visitor, terms) : null;
  if (stranger) return stranger;
  if (ask.ifVersion !== null && ask.ifVersion !== version) return refuse('version_mismatch', { version });
  if (ask.kind === 'withdraw') return withdraw(lot, ask, now);
  const untimely = objectionToTime(lot, now);
  if (untimely) return untimely;
  if (ask.kind === 'end') return end(lot, now);
  if (ask.kind === 'strike') return table.strike(ask.paddle, now);
  if (ask.kind === 'take') return takeAtOnce(lot, ask, now);
  return objectionToMoney(ask, { table, terms }) ?? table.offer(ask, now);
}

const standingOf = (lot: Lot): Standing => {
  const { door, table } = lot;
  return {
    status: door.status,
    outcome: door.outcome,
    price: table.price(),
    minimum: table.minimum(),
    bids: table.bids(),
    leader: table.leader(),
    endsAt: endOf(lot),
    version: door.version,
    lines: table.lines(),
    lastAt: table.lastAt(),
    reserveMet: table.reserveMet(),
  };
};

export function openRoom(
  terms: LotTerms,
  born: { readonly active: boolean; readonly version: number },
): Room {
  const status = born.active ? 'active' : 'scheduled';
  const door: Door = { status, outcome: null, version: born.version, ended: null };
  const lot: Lot = { terms, table: layTable(terms), door };
  return {
    ask: (ask, clock) => {
      const verdict = judge(lot, ask, timeIn(lot, clock));
      if (!verdict.accepted) return verdict;
      door.version += 1;
      if (door.status === 'scheduled') door.status = 'active';
      return verdict;
    },
    open: (now) => {
      if (door.status !== 'scheduled' || now < terms.opensAt) return false;
      door.status = 'active';
      door.version += 1;
      return true;
    },
    close: (now) => {
      if (door.status === 'won' || door.status === 'closed' || now < endOf(lot)) return false;
      knockDown(lot);
      door.version += 1;
      return true;
    },
    settle: (paid) => {
      if (door.status !== 'won') return false;
      door.status = 'closed';
      door.outcome = paid ? 'sold' : 'unpaid';
      door.version += 1;
      return true;
    },
    standing: () => standingOf(lot),
  };
}

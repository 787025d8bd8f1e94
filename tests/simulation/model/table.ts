/** The auctioneer's table: the pile of slips on one lot, or the one slip that took it at once, and what they say. */
import { stepAt } from '#tests/simulation/model/increments';
import { refuse, type Ask, type Verdict, type Visitor } from '#tests/simulation/model/asks';
import {
  readPile,
  type Entry,
  type Line,
  type LotTerms,
  type Reading,
  type Slip,
} from '#tests/simulation/model/ledger';

export interface Table {
  /** Each is asked only for what nothing stands against. */
  offer(offer: Ask & { kind: 'offer' }, now: number): Verdict;
  take(visitor: Visitor, price: bigint, now: number): Verdict;
  strike(paddle: number, now: number): Verdict;
  leader(): Slip | null;
  price(): bigint;
  minimum(): bigint;
  reserveMet(): boolean | null;
  /** By the slips alone. */
  endsAt(): number;
  bids(): number;
  lines(): number;
  /** When the newest line was written; null before the first. */
  lastAt(): number | null;
}

export function layTable(terms: LotTerms): Table {
  const pile: Entry[] = [];
  let reading: Reading = readPile(pile, terms);
  let taken: Slip | null = null;

  const leader = (): Slip | null => taken ?? reading.leader;
  const price = (): bigint => taken?.limit ?? reading.price;
  const add = (entry: Entry): readonly Line[] => {
    const shown = reading.lines.length;
    pile.push(entry);
    reading = readPile(pile, terms);
    return reading.lines.slice(shown);
  };

  return {
    leader,
    price,
    offer: ({ visitor: { paddle, name }, named, limit }, now) => {
      const before = reading.leader;
      const slip = { number: pile.length + 1, paddle, name, named, limit: limit ?? named, at: now };
      const lines = add(slip);
      const leads = reading.leader?.paddle === paddle;
      const overtaken = leads && before && before.paddle !== paddle ? before.paddle : null;
      return { accepted: true, lines, result: leads ? 'leading' : 'outbid', overtaken };
    },
    take: ({ paddle, name }, at, now) => {
      taken = { number: pile.length + 1, paddle, name, named: at, limit: at, at: now };
      const lines: Line[] = [{ kind: 'buy_now', name, price: at }];
      return { accepted: true, lines, result: 'leading', overtaken: null };
    },
    strike: (struck, now) => {
      const slip = reading.counted.find(({ paddle }) => paddle === struck);
      if (!slip) return refuse('nothing_to_void');
      return {
        accepted: true,
        lines: add({ struck, name: slip.name, at: now }),
        result: null,
        overtaken: null,
      };
    },
    minimum: () => (leader() === null ? terms.start : price() + stepAt(price(), terms)),
    reserveMet: () => (terms.reserve === null ? null : leader() !== null && price() >= terms.reserve),
    endsAt: () => reading.endsAt,
    bids: () => reading.bids + (taken ? 1 : 0),
    lines: () => reading.lines.length + (taken ? 1 : 0),
    lastAt: () => taken?.at ?? pile.at(-1)?.at ?? null,
  };
}

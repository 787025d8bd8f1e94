/**
 * The model keeps every accepted offer of a lot, and every strike of somebody's offers, as an auctioneer's clerk keeps slips, and
 * reads price, leader, end and history from the whole pile each time one is added. Nothing is carried from one reading to the next.
 */
import { stepAt } from '#tests/simulation/model/increments';

export interface LotTerms {
  readonly seller: number;
  readonly currency: string;
  readonly start: bigint;
  readonly reserve: bigint | null;
  readonly buyNow: bigint | null;
  /** A fixed step; null for the house's table. */
  readonly step: bigint | null;
  readonly softCloseMs: number;
  /** What nobody may promise without a card; null: whatever. */
  readonly cardAbove: bigint | null;
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface Slip {
  /** 1, 2, 3… on the lot. */
  readonly number: number;
  readonly paddle: number;
  readonly name: string;
  readonly named: bigint;
  readonly limit: bigint;
  readonly at: number;
}

/** Whatever this paddle had offered no longer counts. */
export interface Strike {
  readonly struck: number;
  readonly name: string;
  readonly at: number;
}

export type Entry = Slip | Strike;

export interface Line {
  readonly kind: 'bid' | 'automatic' | 'raise' | 'buy_now' | 'void';
  readonly name: string;
  readonly price: bigint;
}

export interface Reading {
  readonly price: bigint;
  readonly leader: Slip | null;
  readonly lines: readonly Line[];
  /** Slips that count, oldest first. */
  readonly counted: readonly Slip[];
  /** Of those, the ones that were shown as bids. */
  readonly bids: number;
  readonly endsAt: number;
}

const most = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (b > a ? b : a));
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Every statement "the price is at least this" that a slip makes true, given who led before it. */
function claimsOf(slip: Slip, rival: Slip | null, terms: LotTerms): bigint[] {
  const claims: bigint[] = [];
  const contested = rival !== null && rival.paddle !== slip.paddle;
  const takesTheLead = rival === null || (contested && slip.limit > rival.limit);
  if (takesTheLead) claims.push(slip.named);
  if (contested) {
    const beaten = least(slip.limit, rival.limit);
    claims.push(least(most(slip.limit, rival.limit), beaten + stepAt(beaten, terms)));
  }
  const highest = rival === null ? slip.limit : most(slip.limit, rival.limit);
  if (terms.reserve !== null && highest >= terms.reserve) claims.push(terms.reserve);
  return claims;
}

function linesOf(
  slip: Slip,
  rival: Slip | null,
  prices: { readonly from: bigint; readonly to: bigint },
): Line[] {
  if (rival === null) return [{ kind: 'bid', name: slip.name, price: prices.to }];
  if (rival.paddle === slip.paddle) return [{ kind: 'raise', name: slip.name, price: prices.to }];
  if (slip.limit <= rival.limit)
    return [
      { kind: 'bid', name: slip.name, price: slip.limit },
      { kind: 'automatic', name: rival.name, price: prices.to },
    ];
  const own: Line = { kind: 'bid', name: slip.name, price: prices.to };
  return rival.limit > prices.from
    ? [{ kind: 'automatic', name: rival.name, price: rival.limit }, own]
    : [own];
}

interface Place {
  readonly price: bigint;
  readonly leader: Slip | null;
}

function after({ price, leader }: Place, slip: Slip, terms: LotTerms): Place {
  const leads = leader === null || leader.paddle === slip.paddle || slip.limit > leader.limit;
  return { price: most(price, ...claimsOf(slip, leader, terms)), leader: leads ? slip : leader };
}

/** What a strike leaves: from the first struck slip on, nobody is held to a price that they named. */
function leftBy({ struck }: Strike, counted: readonly Slip[]): Slip[] {
  const first = counted.findIndex(({ paddle }) => paddle === struck);
  return counted
    .map((slip, place) => (place < first ? slip : { ...slip, named: 0n }))
    .filter(({ paddle }) => paddle !== struck);
}

/** Reads a pile, oldest first. */
export function readPile(pile: readonly Entry[], terms: LotTerms): Reading {
  const untouched: Place = { price: terms.start, leader: null };
  let place = untouched;
  let endsAt = terms.closesAt;
  let counted: Slip[] = [];
  const shownAsBids = new Set<number>();
  const lines: Line[] = [];
  for (const entry of pile) {
    if ('struck' in entry) {
      counted = leftBy(entry, counted);
      place = counted.reduce((before, slip) => after(before, slip, terms), untouched);
      lines.push({ kind: 'void', name: entry.name, price: place.price });
      if (place.leader) lines.push({ kind: 'automatic', name: place.leader.name, price: place.price });
    } else {
      const { price: from, leader } = place;
      place = after(place, entry, terms);
      if (leader?.paddle !== entry.paddle) shownAsBids.add(entry.number);
      lines.push(...linesOf(entry, leader, { from, to: place.price }));
      counted.push(entry);
    }
    if (endsAt - entry.at < terms.softCloseMs) endsAt = entry.at + terms.softCloseMs;
  }
  const bids = counted.filter(({ number }) => shownAsBids.has(number)).length;
  return { ...place, lines, counted, bids, endsAt };
}

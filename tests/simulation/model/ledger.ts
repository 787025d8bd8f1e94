/**
 * The model keeps every accepted offer of a lot, as an auctioneer's clerk keeps slips, and reads price, leader, end and history
 * from the whole pile each time one is added. Nothing is carried from one reading to the next.
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
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface Slip {
  readonly paddle: number;
  readonly name: string;
  readonly named: bigint;
  readonly limit: bigint;
  readonly at: number;
}

export interface Line {
  readonly kind: 'bid' | 'automatic' | 'raise' | 'buy_now';
  readonly name: string;
  readonly price: bigint;
}

export interface Reading {
  readonly price: bigint;
  readonly leader: Slip | null;
  readonly lines: readonly Line[];
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

/** Reads a pile of slips, oldest first. */
export function readPile(pile: readonly Slip[], terms: LotTerms): Reading {
  let price = terms.start;
  let leader: Slip | null = null;
  let endsAt = terms.closesAt;
  const lines: Line[] = [];
  for (const slip of pile) {
    const from = price;
    price = most(price, ...claimsOf(slip, leader, terms));
    lines.push(...linesOf(slip, leader, { from, to: price }));
    if (leader === null || leader.paddle === slip.paddle || slip.limit > leader.limit) leader = slip;
    if (endsAt - slip.at < terms.softCloseMs) endsAt = slip.at + terms.softCloseMs;
  }
  return { price, leader, lines, endsAt };
}

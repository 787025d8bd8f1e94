/** What may stand against an ask, in the order in which the house says it. Null where nothing does. */
import { refuse, type Ask, type Verdict, type Visitor } from '#tests/simulation/model/asks';
import { ceiling } from '#tests/simulation/model/increments';
import type { LotTerms } from '#tests/simulation/model/ledger';
import type { Table } from '#tests/simulation/model/table';

export function objectionToVisitor(visitor: Visitor, { seller }: LotTerms): Verdict | null {
  if (visitor.suspended) return refuse('bidder_suspended');
  if (visitor.blocked) return refuse('bidder_blocked');
  return visitor.paddle === seller ? refuse('own_auction') : null;
}

export function objectionToMoney(
  { named, limit: given, visitor }: Ask & { kind: 'offer' },
  { table, terms }: { readonly table: Table; readonly terms: LotTerms },
): Verdict | null {
  const minimum = table.minimum();
  if (named < minimum) return refuse('bid_too_low', { minimumBid: minimum, currentPrice: table.price() });
  const leader = table.leader();
  const own = leader?.paddle === visitor.paddle ? leader.limit + 1n : 0n;
  const enough = own > named ? own : named;
  const limit = given ?? named;
  if (limit < enough) return refuse('maximum_too_low', { minimumMaximum: enough });
  const highest = ceiling(terms.currency);
  if (limit > highest) return refuse('bid_too_high', { maximumBid: highest });
  return objectionToPromise(visitor, limit, terms);
}

/** The most that somebody may come to owe is more than the house trusts them with. */
export function objectionToPromise(
  { hasCard }: Visitor,
  promise: bigint,
  { cardAbove }: LotTerms,
): Verdict | null {
  if (cardAbove === null || hasCard || promise <= cardAbove) return null;
  return refuse('card_required', { above: cardAbove });
}

/**
 * One lot in the model: what may be done with it, and what comes of it. Written from the rules of bidding and the HTTP contract's
 * order of refusals alone; it shares no code with lib/auction, so that a mistake would have to be made twice to go unseen.
 */
import { ceiling, stepAt } from '#tests/simulation/model/increments';
import {
  readPile,
  type Entry,
  type Line,
  type LotTerms,
  type Reading,
  type Slip,
} from '#tests/simulation/model/ledger';

export interface Visitor {
  readonly paddle: number;
  readonly name: string;
  readonly suspended: boolean;
  readonly blocked: boolean;
}

interface Conditional {
  readonly ifVersion: number | null;
}

export type Ask =
  | (Conditional & {
      readonly kind: 'offer';
      readonly visitor: Visitor;
      readonly named: bigint;
      readonly limit: bigint | null;
    })
  | (Conditional & { readonly kind: 'take'; readonly visitor: Visitor })
  | (Conditional & { readonly kind: 'strike'; readonly paddle: number })
  | (Conditional & { readonly kind: 'end' })
  | (Conditional & { readonly kind: 'withdraw'; readonly by: 'seller' | 'administrator' });

/** Numbers beside a refusal's code, under the names that the rules give them. */
export interface Objection {
  readonly code: string;
  readonly [detail: string]: string | bigint | number;
}

export type Verdict =
  | { readonly accepted: false; readonly objection: Objection }
  | {
      readonly accepted: true;
      readonly lines: readonly Line[];
      readonly result: 'leading' | 'outbid' | null;
      /** The paddle that led before and no longer does. */
      readonly overtaken: number | null;
    };

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

const refuse = (code: string, details: Record<string, bigint | number> = {}): Verdict => ({
  accepted: false,
  objection: { code, ...details },
});

const empty = { accepted: true, lines: [], result: null, overtaken: null } as const;

export interface Room {
  /** Judges, and keeps what it accepts. */
  ask(ask: Ask, now: number): Verdict;
  /** Each returns whether anything was due. */
  open(now: number): boolean;
  close(now: number): boolean;
  settle(paid: boolean): boolean;
  standing(): Standing;
}

export function openRoom(
  terms: LotTerms,
  born: { readonly active: boolean; readonly version: number },
): Room {
  const pile: Entry[] = [];
  let reading: Reading = readPile(pile, terms);
  let taken: Slip | null = null;
  let ended: number | null = null;
  let status: Standing['status'] = born.active ? 'active' : 'scheduled';
  let outcome: Standing['outcome'] = null;
  let { version } = born;

  const endsAt = (): number => ended ?? reading.endsAt;
  const isOver = (now: number): boolean => status === 'won' || status === 'closed' || now >= endsAt();
  const isAhead = (now: number): boolean => status === 'scheduled' && now < terms.opensAt;
  const leader = (): Slip | null => taken ?? reading.leader;
  const price = (): bigint => taken?.limit ?? reading.price;
  const minimum = (): bigint => (leader() === null ? terms.start : price() + stepAt(price(), terms));
  const reserveMet = (): boolean | null =>
    terms.reserve === null ? null : leader() !== null && price() >= terms.reserve;

  const knockDown = (): void => {
    const sold = leader() !== null && reserveMet() !== false;
    status = sold ? 'won' : 'closed';
    if (!sold) outcome = leader() === null ? 'no_bids' : 'reserve_not_met';
  };

  const objectionToVisitor = (visitor: Visitor): Verdict | null => {
    if (visitor.suspended) return refuse('bidder_suspended');
    if (visitor.blocked) return refuse('bidder_blocked');
    return visitor.paddle === terms.seller ? refuse('own_auction') : null;
  };

  const objectionToTime = (now: number): Verdict | null => {
    if (isAhead(now)) return refuse('auction_not_started', { startsAt: terms.opensAt });
    return isOver(now) ? refuse('auction_ended', { endsAt: endsAt() }) : null;
  };

  const objectionToMoney = (offer: Ask & { kind: 'offer' }): Verdict | null => {
    if (offer.named < minimum())
      return refuse('bid_too_low', { minimumBid: minimum(), currentPrice: price() });
    const own = leader()?.paddle === offer.visitor.paddle ? (leader()?.limit ?? 0n) + 1n : 0n;
    const enough = own > offer.named ? own : offer.named;
    const limit = offer.limit ?? offer.named;
    if (limit < enough) return refuse('maximum_too_low', { minimumMaximum: enough });
    const highest = ceiling(terms.currency);
    return limit > highest ? refuse('bid_too_high', { maximumBid: highest }) : null;
  };

  const takeOffer = (offer: Ask & { kind: 'offer' }, now: number): Verdict => {
    const objection = objectionToMoney(offer);
    if (objection) return objection;
    const { paddle, name } = offer.visitor;
    const before = reading;
    const limit = offer.limit ?? offer.named;
    pile.push({ number: pile.length + 1, paddle, name, named: offer.named, limit, at: now });
    reading = readPile(pile, terms);
    const leads = reading.leader?.paddle === paddle;
    const overtaken = leads && before.leader && before.leader.paddle !== paddle ? before.leader.paddle : null;
    const lines = reading.lines.slice(before.lines.length);
    return { accepted: true, lines, result: leads ? 'leading' : 'outbid', overtaken };
  };

  const lastSlip = (): number | null => pile.at(-1)?.at ?? null;
  /** A lot's own time never falls behind its newest slip, nor behind its start once it is open, whatever the clock says. */
  const timeOf = (clock: number): number =>
    Math.max(clock, lastSlip() ?? 0, status === 'scheduled' ? 0 : terms.opensAt);

  const takeAtOnce = ({ paddle, name }: Visitor, now: number): Verdict => {
    if (terms.buyNow === null || reading.leader !== null) return refuse('buy_now_unavailable');
    taken = { number: pile.length + 1, paddle, name, named: terms.buyNow, limit: terms.buyNow, at: now };
    ended = now;
    status = 'won';
    const lines: Line[] = [{ kind: 'buy_now', name, price: terms.buyNow }];
    return { accepted: true, lines, result: 'leading', overtaken: null };
  };

  const strike = (struck: number, now: number): Verdict => {
    const slip = reading.counted.find(({ paddle }) => paddle === struck);
    if (!slip) return refuse('nothing_to_void');
    const shown = reading.lines.length;
    pile.push({ struck, name: slip.name, at: now });
    reading = readPile(pile, terms);
    return { accepted: true, lines: reading.lines.slice(shown), result: null, overtaken: null };
  };

  const end = (now: number): Verdict => {
    ended = lastSlip() === now ? now + 1 : now;
    knockDown();
    return empty;
  };

  const withdraw = (by: 'seller' | 'administrator', now: number): Verdict => {
    if (isOver(now)) return refuse('auction_ended', { endsAt: endsAt() });
    if (by === 'seller' && reading.leader !== null) return refuse('auction_has_bids');
    status = 'closed';
    outcome = 'cancelled';
    return empty;
  };

  const judge = (ask: Ask, now: number): Verdict => {
    const stranger = 'visitor' in ask ? objectionToVisitor(ask.visitor) : null;
    if (stranger) return stranger;
    if (ask.ifVersion !== null && ask.ifVersion !== version) return refuse('version_mismatch', { version });
    if (ask.kind === 'withdraw') return withdraw(ask.by, now);
    const untimely = objectionToTime(now);
    if (untimely) return untimely;
    if (ask.kind === 'end') return end(now);
    if (ask.kind === 'strike') return strike(ask.paddle, now);
    return ask.kind === 'take' ? takeAtOnce(ask.visitor, now) : takeOffer(ask, now);
  };

  return {
    ask: (ask, clock) => {
      const now = timeOf(clock);
      const verdict = judge(ask, now);
      if (!verdict.accepted) return verdict;
      version += 1;
      if (status === 'scheduled') status = 'active';
      return verdict;
    },
    open: (now) => {
      if (status !== 'scheduled' || now < terms.opensAt) return false;
      status = 'active';
      version += 1;
      return true;
    },
    close: (now) => {
      if (status === 'won' || status === 'closed' || now < endsAt()) return false;
      knockDown();
      version += 1;
      return true;
    },
    settle: (paid) => {
      if (status !== 'won') return false;
      status = 'closed';
      outcome = paid ? 'sold' : 'unpaid';
      version += 1;
      return true;
    },
    standing: () => ({
      status,
      outcome,
      price: price(),
      minimum: minimum(),
      bids: reading.bids + (taken ? 1 : 0),
      leader: leader(),
      endsAt: endsAt(),
      version,
      lines: reading.lines.length + (taken ? 1 : 0),
      lastAt: taken?.at ?? lastSlip(),
      reserveMet: reserveMet(),
    }),
  };
}

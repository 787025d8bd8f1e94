/**
 * The adjudicator: `decide(state, command, now)` is total, deterministic and pure. Invariants of what it accepts:
 * the price never falls and never passes the leader's maximum; the highest maximum leads, the earlier of equal ones;
 * history rows are numbered without gaps and their prices never fall; `version` rises by exactly one.
 */
import { commitTo, genesisHash, hashRow } from '#lib/auction/chain';
import { conclude, hasEnded, hasStarted, softClosedEnd } from '#lib/auction/closing';
import { incrementAt, minimumBid, plus } from '#lib/auction/increments';
import { maximumBid } from '#lib/auction/money';
import type {
  AuctionState,
  Bidder,
  BidKind,
  Cents,
  Command,
  Decision,
  EpochMs,
  HistoryRow,
  Leader,
  Refusal,
} from '#lib/auction/types';

type PlaceBid = Extract<Command, { kind: 'place_bid' }>;
type BuyNow = Extract<Command, { kind: 'buy_now' }>;

const refuse = (refusal: Refusal): Decision => ({ accepted: false, refusal });
const lower = (a: Cents, b: Cents): Cents => (a < b ? a : b);
const higher = (a: Cents, b: Cents): Cents => (a > b ? a : b);

/** Applies one command to an auction at `now` (the database's clock, read while the auction is locked). */
export function decide(state: AuctionState, command: Command, now: EpochMs): Decision {
  switch (command.kind) {
    case 'place_bid':
      return placeBid(state, command, now);
    case 'buy_now':
      return buyNow(state, command, now);
    case 'end_now':
      return endNow(state, command, now);
    case 'cancel':
      return cancel(state, command, now);
    default:
      return command satisfies never;
  }
}

const versionRefusal = (state: AuctionState, ifVersion: number | null): Refusal | null =>
  ifVersion !== null && ifVersion !== state.version
    ? { code: 'version_mismatch', version: state.version }
    : null;

/** Refusals that do not depend on the amount, in the order of precedence of the HTTP contract. */
function participationRefusal(state: AuctionState, command: PlaceBid | BuyNow, now: EpochMs): Refusal | null {
  const { bidder } = command;
  if (bidder.suspended) return { code: 'bidder_suspended' };
  if (bidder.blocked) return { code: 'bidder_blocked' };
  if (bidder.id === state.terms.sellerId) return { code: 'own_auction' };
  const stale = versionRefusal(state, command.ifVersion);
  if (stale) return stale;
  // An auction cancelled before its start has ended; it will not start.
  if (state.status !== 'closed' && !hasStarted(state, now))
    return { code: 'auction_not_started', startsAt: state.terms.startsAt };
  return hasEnded({ ...state, status: state.status === 'scheduled' ? 'active' : state.status }, now)
    ? { code: 'auction_ended', endsAt: state.endsAt }
    : null;
}

/** Refusals that depend on the amounts. The leader only raises a maximum, so only that is held against the leader. */
function amountRefusal(state: AuctionState, { bidder, amount, maximum }: PlaceBid): Refusal | null {
  const limit = maximumBid(state.terms.currency);
  const wanted = maximum ?? amount;
  if (state.leader?.bidderId === bidder.id) {
    if (wanted <= state.leader.maximum || wanted < amount)
      return {
        code: 'maximum_too_low',
        minimumMaximum: higher(plus(state.leader.maximum, 1 as Cents), amount),
      };
    return wanted > limit ? { code: 'bid_too_high', maximumBid: limit } : null;
  }
  const minimum = minimumBid(state);
  if (amount < minimum) return { code: 'bid_too_low', minimumBid: minimum, currentPrice: state.currentPrice };
  if (wanted < amount) return { code: 'maximum_too_low', minimumMaximum: amount };
  return wanted > limit ? { code: 'bid_too_high', maximumBid: limit } : null;
}

function placeBid(state: AuctionState, command: PlaceBid, now: EpochMs): Decision {
  const refusal = participationRefusal(state, command, now) ?? amountRefusal(state, command);
  if (refusal) return refuse(refusal);
  if (state.leader === null) return openBidding(state, command, now);
  if (state.leader.bidderId === command.bidder.id)
    return raiseMaximum(state, { command, leader: state.leader }, now);
  const challenge = { command, leader: state.leader };
  return (command.maximum ?? command.amount) > state.leader.maximum
    ? takeLead(state, challenge, now)
    : answerChallenger(state, challenge, now);
}

/** A maximum at or above the reserve lifts the price to the reserve: nobody sells below it, nobody pays above it for want of rivals. */
function liftToReserve({ terms }: AuctionState, price: Cents, maximum: Cents): Cents {
  return terms.reservePrice !== null && maximum >= terms.reservePrice
    ? higher(price, terms.reservePrice)
    : price;
}

function openBidding(state: AuctionState, command: PlaceBid, now: EpochMs): Decision {
  const leader = leaderFrom(command);
  const price = liftToReserve(state, command.amount, leader.maximum);
  return accept(state, { leader, price, now, result: 'leading', entries: [entryOf('bid', command, price)] });
}

/** The price moves only where the higher maximum newly meets the reserve. */
function raiseMaximum(state: AuctionState, { command }: Challenge, now: EpochMs): Decision {
  const leader = leaderFrom(command);
  const price = liftToReserve(state, state.currentPrice, leader.maximum);
  return accept(state, {
    leader,
    price,
    now,
    result: 'leading',
    entries: [entryOf('raise', command, price)],
  });
}

interface Challenge {
  readonly command: PlaceBid;
  readonly leader: Leader;
}

/** The challenger's maximum beats the leader's. */
function takeLead(state: AuctionState, { command, leader: beaten }: Challenge, now: EpochMs): Decision {
  const leader = leaderFrom(command);
  const answered = lower(leader.maximum, plus(beaten.maximum, incrementAt(beaten.maximum, state.terms)));
  const price = liftToReserve(state, higher(answered, command.amount), leader.maximum);
  // The beaten leader fought up to the hidden maximum: the history shows that, unless the price already did.
  const defence: Entry[] =
    beaten.maximum > state.currentPrice
      ? [{ kind: 'automatic', by: beaten, price: beaten.maximum, secret: null }]
      : [];
  const entries = [...defence, entryOf('bid', command, price)];
  return accept(state, { leader, price, now, result: 'leading', entries });
}

/** The leader's maximum is at least the challenger's: the challenger is used up, and the leader answers. Ties go to the earlier. */
function answerChallenger(state: AuctionState, { command, leader }: Challenge, now: EpochMs): Decision {
  const offered = command.maximum ?? command.amount;
  const answered = lower(leader.maximum, plus(offered, incrementAt(offered, state.terms)));
  const price = higher(state.currentPrice, answered);
  const entries: Entry[] = [
    entryOf('bid', command, offered),
    { kind: 'automatic', by: leader, price, secret: null },
  ];
  return accept(state, { leader, price, now, result: 'outbid', entries });
}

/** Until the first bid; ends the auction at once. */
function buyNow(state: AuctionState, command: BuyNow, now: EpochMs): Decision {
  const refusal = participationRefusal(state, command, now);
  if (refusal) return refuse(refusal);
  const price = state.terms.buyNowPrice;
  if (price === null || state.leader !== null) return refuse({ code: 'buy_now_unavailable' });
  const leader: Leader = { bidderId: command.bidder.id, username: command.bidder.username, maximum: price };
  const entry: Entry = { kind: 'buy_now', by: leader, price, secret: { maximum: price, salt: command.salt } };
  const bought = accept(state, { leader, price, now, result: 'leading', entries: [entry] });
  return bought.accepted ? { ...bought, state: { ...bought.state, status: 'won', endsAt: now } } : bought;
}

function endNow(
  state: AuctionState,
  { ifVersion }: { readonly ifVersion: number | null },
  now: EpochMs,
): Decision {
  const refusal = versionRefusal(state, ifVersion) ?? runningRefusal(state, now);
  if (refusal) return refuse(refusal);
  return { accepted: true, state: { ...conclude(state), endsAt: now }, rows: [], result: null, outbid: null };
}

function runningRefusal(state: AuctionState, now: EpochMs): Refusal | null {
  if (state.status !== 'closed' && !hasStarted(state, now))
    return { code: 'auction_not_started', startsAt: state.terms.startsAt };
  return hasEnded(state, now) ? { code: 'auction_ended', endsAt: state.endsAt } : null;
}

/** Only before the end. Whether there may be bids depends on who asks: the caller says so. */
function cancel(state: AuctionState, command: Extract<Command, { kind: 'cancel' }>, now: EpochMs): Decision {
  const stale = versionRefusal(state, command.ifVersion);
  if (stale) return refuse(stale);
  if (hasEnded(state, now)) return refuse({ code: 'auction_ended', endsAt: state.endsAt });
  if (command.onlyWithoutBids && state.leader !== null) return refuse({ code: 'auction_has_bids' });
  const cancelled: AuctionState = {
    ...state,
    status: 'closed',
    outcome: 'cancelled',
    version: state.version + 1,
  };
  return { accepted: true, state: cancelled, rows: [], result: null, outbid: null };
}

const leaderFrom = ({ bidder, amount, maximum }: PlaceBid): Leader => ({
  bidderId: bidder.id,
  username: bidder.username,
  maximum: maximum ?? amount,
});

/** A history row before it is numbered and chained. */
interface Entry {
  readonly kind: BidKind;
  readonly by: Pick<Leader, 'bidderId' | 'username'>;
  readonly price: Cents;
  readonly secret: { readonly maximum: Cents; readonly salt: string } | null;
}

const identify = ({ id, username }: Bidder): Entry['by'] => ({ bidderId: id, username });

const entryOf = (
  kind: 'bid' | 'raise',
  { bidder, amount, maximum, salt }: PlaceBid,
  price: Cents,
): Entry => ({
  kind,
  by: identify(bidder),
  price,
  secret: { maximum: maximum ?? amount, salt },
});

interface Acceptance {
  readonly leader: Leader;
  readonly price: Cents;
  readonly now: EpochMs;
  readonly result: 'leading' | 'outbid';
  readonly entries: readonly Entry[];
}

/** Past the last check: the bid counts. Numbers and chains its rows, moves the end, bumps the version. */
function accept(state: AuctionState, { leader, price, now, result, entries }: Acceptance): Decision {
  const rows: HistoryRow[] = [];
  let previousHash = state.lastHash ?? genesisHash(state.terms);
  for (const entry of entries) {
    const row = chain(state, { entry, now, previousHash, sequence: state.lastSequence + rows.length + 1 });
    rows.push(row);
    previousHash = row.hash;
  }
  const next: AuctionState = {
    ...state,
    status: 'active',
    currentPrice: price,
    bidCount: state.bidCount + entries.filter(({ kind }) => kind === 'bid' || kind === 'buy_now').length,
    leader,
    endsAt: softClosedEnd({ endsAt: state.endsAt, windowSeconds: state.terms.softCloseSeconds }, now),
    version: state.version + 1,
    lastSequence: state.lastSequence + rows.length,
    lastHash: previousHash,
  };
  const beaten =
    state.leader !== null && state.leader.bidderId !== leader.bidderId ? state.leader.bidderId : null;
  return { accepted: true, state: next, rows, result, outbid: beaten };
}

function chain(
  state: AuctionState,
  link: {
    readonly entry: Entry;
    readonly now: EpochMs;
    readonly previousHash: HistoryRow['hash'];
    readonly sequence: number;
  },
): HistoryRow {
  const { entry, now, previousHash, sequence } = link;
  const commitment = entry.secret && commitTo(entry.secret.maximum, entry.secret.salt);
  const { username, bidderId } = entry.by;
  const visible = {
    sequence,
    kind: entry.kind,
    username,
    price: entry.price,
    at: now,
    commitment,
    previousHash,
  };
  return {
    ...visible,
    bidderId,
    maximum: entry.secret?.maximum ?? null,
    salt: entry.secret?.salt ?? null,
    hash: hashRow(state.terms.auctionId, visible),
  };
}

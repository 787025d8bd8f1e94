/**
 * The one function through which anything happens to an auction by somebody's will. It is total and deterministic:
 * the same state, command and moment give the same decision, on any machine, and nothing that is passed in changes.
 */
import { commitTo, genesisHash, hashRow, portableSha256, type Sha256 } from '#lib/auction/chain';
import { close, endAfterRows, momentIn, softClosedEnd } from '#lib/auction/closing';
import { assertRule } from '#lib/auction/assert-rule';
import { contest, type RowDraft } from '#lib/auction/proxy-bidding';
import {
  refuseAmounts,
  refuseBidder,
  refuseEnded,
  refuseMoment,
  refuseVersion,
  refuseWithoutCard,
} from '#lib/auction/refusals';
import { voidBids } from '#lib/auction/void-bids';
import type {
  AuctionState,
  BuyNow,
  Cancel,
  Command,
  Decision,
  EndNow,
  EpochMs,
  HistoryRow,
  PlaceBid,
  Refusal,
  VoidBids,
} from '#lib/auction/types';

/**
 * Decides a command.
 *
 * @param clock The database's clock, read while the auction is locked. What counts is `momentIn` the auction.
 * @param digest A faster SHA-256, if there is one (see `Sha256`).
 * @returns the new state (its version one higher, a scheduled auction made active) with the rows to append, or the
 * first refusal in order of precedence.
 */
export function decide(
  state: AuctionState,
  command: Command,
  clock: EpochMs,
  digest: Sha256 = portableSha256,
): Decision {
  const now = momentIn(state, clock);
  switch (command.kind) {
    case 'place_bid':
      return placeBid(state, command, { now, digest });
    case 'buy_now':
      return buyNow(state, command, { now, digest });
    case 'end_now':
      return endNow(state, command, now);
    case 'cancel':
      return cancel(state, command, now);
    case 'void':
      return voidAll(state, command, { now, digest });
    default:
      return command satisfies never;
  }
}

interface Circumstances {
  readonly now: EpochMs;
  readonly digest: Sha256;
}

function placeBid(state: AuctionState, command: PlaceBid, circumstances: Circumstances): Decision {
  const { now } = circumstances;
  const { bidder, amount, salt } = command;
  const maximum = command.maximum ?? amount;
  const refusal =
    refuseBidder(state, bidder) ??
    refuseVersion(state, command.ifVersion) ??
    refuseMoment(state, now) ??
    refuseAmounts(state, { bidder, amount, maximum }) ??
    refuseWithoutCard(command, maximum);
  if (refusal) return refused(refusal);

  const { leader, price, drafts } = contest(state, {
    bidderId: bidder.id,
    username: bidder.username,
    amount,
    maximum,
  });
  const rows = seal(state, { drafts, salt, circumstances });
  const before = state.leader;
  return {
    accepted: true,
    state: {
      ...state,
      ...append(state, rows),
      status: 'active',
      currentPrice: price,
      leader,
      endsAt: softClosedEnd({ endsAt: state.endsAt, softCloseSeconds: state.terms.softCloseSeconds }, now),
      version: state.version + 1,
    },
    rows,
    result: leader.bidderId === bidder.id ? 'leading' : 'outbid',
    outbid: before !== null && before.bidderId !== leader.bidderId ? before.bidderId : null,
  };
}

/**
 * Takes the seller's price and wins at once: the end in force becomes the moment of the purchase. It is possible
 * until the first bid, whatever that bid was.
 */
function buyNow(state: AuctionState, command: BuyNow, circumstances: Circumstances): Decision {
  const { now } = circumstances;
  const { bidder, salt } = command;
  const { buyNowPrice } = state.terms;
  const refusal =
    refuseBidder(state, bidder) ?? refuseVersion(state, command.ifVersion) ?? refuseMoment(state, now);
  if (refusal) return refused(refusal);
  if (buyNowPrice === null || state.leader !== null) return refused({ code: 'buy_now_unavailable' });
  const cardless = refuseWithoutCard(command, buyNowPrice);
  if (cardless) return refused(cardless);

  const leader = { bidderId: bidder.id, username: bidder.username, maximum: buyNowPrice };
  const draft: RowDraft = { kind: 'buy_now', ...leader, price: buyNowPrice };
  const rows = seal(state, { drafts: [draft], salt, circumstances });
  return {
    accepted: true,
    state: {
      ...state,
      ...append(state, rows),
      status: 'won',
      currentPrice: buyNowPrice,
      leader,
      endsAt: now,
      version: state.version + 1,
    },
    rows,
    result: 'leading',
    outbid: null,
  };
}

/**
 * One that has not started cannot end as if its time had come: it is cancelled instead. Where something was bid in this very
 * millisecond the end is the next one, so that here too no bid comes at the end.
 */
function endNow(state: AuctionState, command: EndNow, now: EpochMs): Decision {
  const refusal = refuseVersion(state, command.ifVersion) ?? refuseMoment(state, now);
  if (refusal) return refused(refusal);
  const endsAt = endAfterRows(state, now);
  const ended = close({ ...state, endsAt }, endsAt);
  assertRule(ended !== null, 'an auction whose end is now can be closed');
  return { accepted: true, state: ended, rows: [], result: null, outbid: null };
}

/** Nothing is sold. The end, the history and its leader stay as they were, for they are what happened. */
function cancel(state: AuctionState, command: Cancel, now: EpochMs): Decision {
  const refusal = refuseVersion(state, command.ifVersion) ?? refuseEnded(state, now);
  if (refusal) return refused(refusal);
  if (command.by === 'seller' && state.leader !== null) return refused({ code: 'auction_has_bids' });
  return {
    accepted: true,
    state: { ...state, status: 'closed', outcome: 'cancelled', version: state.version + 1 },
    rows: [],
    result: null,
    outbid: null,
  };
}

/**
 * One bidder's bids no longer count, and the price and the leader are what the others' come to. A void inside the soft-close
 * window moves the end as a bid does, for the others need as long to answer the new price; it never shortens.
 */
function voidAll(state: AuctionState, command: VoidBids, circumstances: Circumstances): Decision {
  const { now } = circumstances;
  const refusal = refuseVersion(state, command.ifVersion) ?? refuseMoment(state, now);
  if (refusal) return refused(refusal);
  const voiding = voidBids(state, command);
  if (voiding === null) return refused({ code: 'nothing_to_void' });
  const { drafts, leader, currentPrice, bidCount } = voiding;
  const rows = seal(state, { drafts, salt: '', circumstances });
  return {
    accepted: true,
    state: {
      ...state,
      ...append(state, rows),
      leader,
      currentPrice,
      bidCount,
      endsAt: softClosedEnd({ endsAt: state.endsAt, softCloseSeconds: state.terms.softCloseSeconds }, now),
      version: state.version + 1,
    },
    rows,
    result: null,
    outbid: null,
  };
}

function refused(refusal: Refusal): Decision {
  return { accepted: false, refusal };
}

interface ToSeal {
  readonly drafts: readonly RowDraft[];
  /** Of no meaning for rows that bind no maximum. */
  readonly salt: string;
  readonly circumstances: Circumstances;
}

/** Gives rows their places in the chain. */
function seal(
  state: AuctionState,
  { drafts, salt, circumstances: { now, digest } }: ToSeal,
): readonly HistoryRow[] {
  let sequence = state.lastSequence;
  let previousHash = state.lastHash ?? genesisHash(state.terms, digest);
  return drafts.map((draft) => {
    sequence += 1;
    const commitment = draft.maximum === null ? null : commitTo(draft.maximum, salt, digest);
    const row = {
      ...draft,
      sequence,
      at: now,
      salt: commitment === null ? null : salt,
      commitment,
      previousHash,
    };
    const hash = hashRow(state.terms.auctionId, row, digest);
    previousHash = hash;
    return { ...row, hash };
  });
}

function append(state: AuctionState, rows: readonly HistoryRow[]) {
  const newest = rows.at(-1);
  assertRule(newest !== undefined, 'an accepted bid leaves a row in the history');
  return {
    bidCount: state.bidCount + rows.filter(({ kind }) => kind === 'bid' || kind === 'buy_now').length,
    lastSequence: newest.sequence,
    lastHash: newest.hash,
    lastAt: newest.at,
  };
}

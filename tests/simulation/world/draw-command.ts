/**
 * What somebody asks of a lot. Amounts lean towards the edges, for that is where a rule can be off by one: the minimum, the
 * leader's hidden maximum, the reserve, the platform's limit, each one cent to either side.
 */
import { createHash } from 'node:crypto';
import { cents, maximumBid } from '#lib/auction/money';
import { toPublicState } from '#lib/auction/live-state';
import { sha256Hex } from '#lib/auction/chain';
import type { AuctionState, BidderId, Cents, Sha256Hex } from '#lib/auction/types';
import type { EngineAction, EngineCommand } from '#lib/bidding/engine-command';
import type { Random } from '#tests/simulation/random';
import type { Listing } from '#tests/simulation/world/list-lot';

export interface Visit {
  readonly random: Random;
  readonly listing: Listing;
  /** As it stands now; by the time that the command is decided it may have moved on. */
  readonly state: AuctionState;
  readonly nobody: () => BidderId;
  readonly freshKey: () => string;
}

const amount = (wanted: number): Cents => cents(Math.max(0, Math.floor(wanted)));

function drawAmount({ random, state }: Visit): Cents {
  const { minimumBid } = toPublicState(state, []);
  return amount(
    random.weigh([
      [10, minimumBid],
      [3, minimumBid - 1],
      [3, minimumBid + 1],
      [10, minimumBid + random.whole(0, minimumBid)],
      [3, random.whole(0, minimumBid)],
      [2, (state.leader?.maximum ?? minimumBid) + random.whole(-1, 1)],
      [1, (state.terms.reservePrice ?? minimumBid) + random.whole(-1, 1)],
      [1, (state.terms.buyNowPrice ?? minimumBid) + random.whole(0, 1)],
    ]),
  );
}

function drawMaximum({ random, state }: Visit, named: Cents): Cents | null {
  const limit = maximumBid(state.terms.currency);
  const hidden = state.leader?.maximum ?? named;
  const wanted = random.weigh<number | null>([
    [240, null],
    [40, named],
    [120, named + random.whole(1, named + 10)],
    [80, hidden + random.whole(-1, 1)],
    [40, hidden + random.whole(0, Math.ceil(hidden / 5) + 1)],
    [32, (state.terms.reservePrice ?? named) + random.whole(-1, 1)],
    [12, named - 1],
    [1, limit + random.whole(-1, 1)],
    [1, limit * 3],
  ]);
  return wanted === null ? null : amount(wanted);
}

function drawBidder({ random, listing, state, nobody }: Visit): BidderId {
  return random.weigh([
    [140, random.pick(listing.crowd)],
    [20, state.leader?.bidderId ?? random.pick(listing.crowd)],
    [3, state.terms.sellerId],
    [1, nobody()],
  ]);
}

function drawAction(visit: Visit): EngineAction {
  const { random, state } = visit;
  const kind = random.weigh([
    [300, 'place_bid'],
    [state.leader === null ? 60 : 4, 'buy_now'],
    [2, 'end_now'],
    [4, 'cancel'],
    [12, 'void'],
  ] as const);
  if (kind === 'end_now') return { kind };
  if (kind === 'cancel') return { kind, by: random.oneIn(8) ? 'administrator' : 'seller' };
  const bidderId = drawBidder(visit);
  if (kind === 'buy_now') return { kind, bidderId };
  if (kind === 'void') return { kind, bidderId, earlier: [] };
  const named = drawAmount(visit);
  return { kind, bidderId, amount: named, maximum: drawMaximum(visit, named) };
}

const hashOf = (command: Pick<EngineCommand, 'auctionId' | 'action'>): Sha256Hex =>
  sha256Hex(
    createHash('sha256')
      .update(JSON.stringify([command.auctionId, command.action]))
      .digest('hex'),
  );

/** A command as a client would send it for the first time. */
export function drawCommand(visit: Visit): EngineCommand {
  const { random, state, freshKey } = visit;
  const { auctionId } = state.terms;
  const action = drawAction(visit);
  const ifVersion = random.oneIn(8) ? Math.max(1, state.version + random.whole(-1, 1)) : null;
  const keyed = action.kind !== 'void' && 'bidderId' in action && random.oneIn(3);
  return {
    auctionId,
    action,
    ifVersion,
    salt: random.hex(32),
    idempotency: keyed ? { key: freshKey(), requestHash: hashOf({ auctionId, action }) } : null,
    alongside: null,
  };
}

/** The same key with another wish: a client's mistake. */
export function misuseKey(command: EngineCommand, random: Random): EngineCommand {
  if (command.action.kind !== 'place_bid') return command;
  const action: EngineAction = {
    ...command.action,
    amount: amount(command.action.amount + random.whole(1, 9)),
  };
  const idempotency = command.idempotency && {
    key: command.idempotency.key,
    requestHash: hashOf({ auctionId: command.auctionId, action }),
  };
  return { ...command, action, idempotency };
}

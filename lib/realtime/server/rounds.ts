/** What waits to be told, and when it may be: leaving out from the start what nobody would hear. */
import { adminChannel, bidderChannel } from '#lib/auction/wire';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { createPacedQueue } from '#lib/realtime/server/paced-queue';
import type { PushService } from '#lib/realtime/server/push';

/** At most 20 messages a second for one auction. */
const intervalMs = 50;
/** The desk looks at the whole house, and not more often than this. */
const deskIntervalMs = 250;
/** A bidder who was just told to look hears of the next notice so much later: in a storm one look finds them all. */
const noticeIntervalMs = 1000;

/** What is due. */
export interface Round {
  readonly auctions: readonly AuctionId[];
  readonly bidders: readonly BidderId[];
  /** Auctions that the desk is to hear of. */
  readonly moved: readonly AuctionId[];
}

export interface Rounds {
  readonly addAuction: (id: AuctionId) => void;
  readonly addMoved: (id: AuctionId) => void;
  readonly addBidder: (id: BidderId) => void;
  /** In how many milliseconds something is due, 0 for at once; infinitely many while nothing waits. */
  readonly dueInMs: () => number;
  readonly takeDue: () => Round;
  /** It was not told after all. */
  readonly putBack: (round: Round) => void;
}

export function createRounds({ mayBeHeard }: Pick<PushService, 'mayBeHeard'>): Rounds {
  const auctions = createPacedQueue<AuctionId>(intervalMs);
  const bidders = createPacedQueue<BidderId>(noticeIntervalMs);
  const desk = createPacedQueue<typeof adminChannel>(deskIntervalMs);
  const moved = new Set<AuctionId>();

  function addMoved(id: AuctionId): void {
    if (!mayBeHeard(adminChannel)) return;
    moved.add(id);
    desk.add(adminChannel);
  }

  function takeMoved(): AuctionId[] {
    if (desk.takeDue().length === 0) return [];
    const all = [...moved];
    moved.clear();
    return all;
  }

  return {
    addAuction: (id) => auctions.add(id),
    addMoved,
    addBidder: (id) => {
      if (mayBeHeard(bidderChannel(id))) bidders.add(id);
    },
    dueInMs: () => Math.min(auctions.dueInMs(), bidders.dueInMs(), desk.dueInMs()),
    takeDue: () => ({ auctions: auctions.takeDue(), bidders: bidders.takeDue(), moved: takeMoved() }),
    putBack: (round) => {
      auctions.putBack(round.auctions);
      bidders.putBack(round.bidders);
      round.moved.forEach(addMoved);
    },
  };
}

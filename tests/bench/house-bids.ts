/** Real bids for the bench: each is the next step of its auction, so that the rules accept every one. */
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { placeBid } from '#lib/bidding/index';
import type { Latencies, Participants } from '#tests/bench/house-messages';
import { percentile } from '#tests/bench/statistics';
import { firstBidderId, startingCents, stepCents } from '#tests/bench/world';

/** The next price of each auction. Bids on one auction are decided in the order in which they are placed. */
const nextCents = new Map<number, number>();

/** @throws Error when the house refuses it. */
export async function bidNext(auction: number, bidder: number): Promise<void> {
  const amount = nextCents.get(auction) ?? startingCents;
  nextCents.set(auction, amount + stepCents);
  const outcome = await placeBid({
    auctionId: toAuctionId(auction),
    bidderId: toBidderId(bidder),
    amount: cents(amount),
  });
  if (!outcome.accepted) throw new Error(`a bid of the bench was refused: ${outcome.refusal.code}`);
}

/** Deals bids out to auctions and bidders, each in turn, so that every bid is by another bidder than the auction's last one. */
function createDealer({ auctions, bidders }: Participants): () => Promise<void> {
  let dealt = 0;
  return () => {
    const round = Math.floor(dealt / auctions.count);
    const bidder = (dealt + (auctions.count % bidders === 0 ? round : 0)) % bidders;
    const auction = dealt % auctions.count;
    dealt += 1;
    return bidNext(auctions.first + auction, firstBidderId + bidder);
  };
}

export const summariseLatencies = (latenciesMs: readonly number[]): Latencies => ({
  p50Ms: percentile(latenciesMs, 0.5),
  p95Ms: percentile(latenciesMs, 0.95),
  p99Ms: percentile(latenciesMs, 0.99),
});

export interface BidsMeasured {
  readonly perSecond: number;
  readonly latencies: Latencies;
}

const measured = (latenciesMs: readonly number[], beganMs: number): BidsMeasured => ({
  perSecond: latenciesMs.length / ((performance.now() - beganMs) / 1000),
  latencies: summariseLatencies(latenciesMs),
});

export async function storm(
  wanted: Participants & { readonly waiting: number; readonly seconds: number },
): Promise<BidsMeasured> {
  const bid = createDealer(wanted);
  const latenciesMs: number[] = [];
  const began = performance.now();
  const endsAt = began + wanted.seconds * 1000;
  const caller = async (): Promise<void> => {
    for (let now = performance.now(); now < endsAt; now = performance.now()) {
      await bid();
      latenciesMs.push(performance.now() - now);
    }
  };
  await Promise.all(Array.from({ length: wanted.waiting }, caller));
  return measured(latenciesMs, began);
}

export interface TimedBid {
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly tookMs: number;
}

/**
 * Places bids at a steady rate, for a time or until told to stop. A bid's time counts from the moment at which it was due, so
 * that a process too busy to place it does not hide the wait.
 */
export async function timeArrivals(
  wanted: Participants & { readonly perSecond: number },
  howLong: { readonly forSeconds: number } | { readonly until: AbortSignal },
): Promise<TimedBid[]> {
  const bid = createDealer(wanted);
  const timed: TimedBid[] = [];
  const underWay: Promise<void>[] = [];
  const began = performance.now();
  const isOver = (due: number): boolean =>
    'until' in howLong ? howLong.until.aborted : due >= began + howLong.forSeconds * 1000;
  for (let due = began; !isOver(due); due = began + (underWay.length / wanted.perSecond) * 1000) {
    while (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, 1));
    const dueAt = due;
    underWay.push(
      bid().then(() => {
        timed.push({ dueAt: performance.timeOrigin + dueAt, tookMs: performance.now() - dueAt });
      }),
    );
  }
  await Promise.all(underWay);
  return timed;
}

export async function arrivals(
  wanted: Participants & { readonly perSecond: number; readonly seconds: number },
): Promise<BidsMeasured> {
  const began = performance.now();
  const timed = await timeArrivals(wanted, { forSeconds: wanted.seconds });
  return measured(
    timed.map(({ tookMs }) => tookMs),
    began,
  );
}

/** What anybody does with one auction, one after another, on auctions drawn at random. */
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { database } from '#lib/db/client';
import { closeDue } from '#lib/lifecycle/close-due';
import { findLot } from '#lib/listings/index';
import { bidNext } from '#tests/bench/house-bids';
import type { Deed, Participants } from '#tests/bench/house-messages';
import { percentile } from '#tests/bench/statistics';
import { firstBidderId } from '#tests/bench/world';

/** Auctions that end together, so that a closing is more than noise. */
const endingTogether = 25;

const draw = ({ first, count }: Participants['auctions']): number =>
  first + Math.floor(Math.random() * count);

async function read({ auctions }: Participants): Promise<void> {
  if (!(await findLot(toAuctionId(draw(auctions))))) throw new Error('a lot of the bench is not there');
}

/** Two bidders take turns everywhere, so that a bid is one on somebody else's. */
let turn = 0;
async function bid({ auctions, bidders }: Participants): Promise<void> {
  turn += 1;
  await bidNext(draw(auctions), firstBidderId + (turn % bidders));
}

/** Auctions that were ended must not be drawn again. */
let ended = 0;

/** Makes some auctions due, each with a bid, so that all of them are won. */
async function makeDue({ auctions, bidders }: Participants): Promise<void> {
  const step = Math.floor(auctions.count / endingTogether);
  const ids = Array.from({ length: endingTogether }, (_, index) => auctions.first + index * step + ended);
  ended += 1;
  await Promise.all(ids.map((id, index) => bidNext(id, firstBidderId + (index % bidders))));
  await database()
    .$executeRaw`UPDATE auctions SET ends_at = now(), version = version + 1 WHERE id = ANY(${ids}::int[])`;
}

/** One look may pass over an auction that is being marked as published; the next takes it. */
async function close(): Promise<void> {
  for (let closed = 0; closed < endingTogether;) closed += await closeDue();
}

const deeds: Readonly<
  Record<
    Deed,
    {
      readonly prepare?: (on: Participants) => Promise<void>;
      readonly run: (on: Participants) => Promise<void>;
    }
  >
> = { read: { run: read }, bid: { run: bid }, close: { prepare: makeDue, run: close } };

/** The 95th percentile, in milliseconds. */
export async function timeDeeds({
  deed,
  times,
  ...on
}: Participants & { readonly deed: Deed; readonly times: number }): Promise<number> {
  const { prepare, run } = deeds[deed];
  const latenciesMs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await prepare?.(on);
    const began = performance.now();
    await run(on);
    latenciesMs.push(performance.now() - began);
  }
  return percentile(latenciesMs, 0.95);
}

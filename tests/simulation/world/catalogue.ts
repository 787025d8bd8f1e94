/** The lots of the world: always as many at a time, each checked for the last time when it leaves. */
import type { AuctionId } from '#lib/auction/types';
import type { Auditor } from '#tests/simulation/check/auditor';
import type { Random } from '#tests/simulation/random';
import { forgetLot, type Store } from '#tests/simulation/system/store';
import type { Tally } from '#tests/simulation/tally';
import type { Clients } from '#tests/simulation/world/clients';
import type { Clock } from '#tests/simulation/world/clock';
import { listLot, type Listing } from '#tests/simulation/world/list-lot';
import type { Population } from '#tests/simulation/world/population';

export interface Catalogue {
  readonly listings: ReadonlyMap<AuctionId, Listing>;
  /** Lists new lots in the places of those that left. */
  fill(): void;
  /** Where somebody comes next: some lots draw more people than others. */
  choose(): Listing;
  /** Of the lots that are over, one in so many leaves. */
  retireSome(odds: number, clients: Clients): void;
}

const lotsAtOnce = 32;

export interface CatalogueSurroundings {
  readonly random: Random;
  readonly store: Store;
  readonly auditor: Auditor;
  readonly tally: Tally;
  readonly clock: Clock;
  readonly population: Population;
}

export function openCatalogue(surroundings: CatalogueSurroundings): Catalogue {
  const { random, store, auditor, tally, clock, population } = surroundings;
  const listings = new Map<AuctionId, Listing>();

  const list = (): void => {
    tally.lots += 1;
    const listing = listLot({ random, anyone: population.anyone }, tally.lots, clock.now());
    const { auctionId, sellerId } = listing.state.terms;
    listings.set(auctionId, listing);
    store.lots.set(auctionId, { state: listing.state, history: [] });
    auditor.listed(listing.state);
    if (random.oneIn(2)) population.block(sellerId, random.pick(listing.crowd));
  };

  const retire = (auctionId: AuctionId, clients: Clients): void => {
    const outcome = store.lots.get(auctionId)?.state.outcome;
    if (outcome) tally.count('outcome', outcome);
    auditor.retired(auctionId);
    clients.forget(auctionId);
    forgetLot(store, auctionId);
    listings.delete(auctionId);
  };

  return {
    listings,
    fill: () => {
      while (listings.size < lotsAtOnce) list();
    },
    choose: () => random.weigh([...listings.values()].map((listing) => [listing.appeal, listing] as const)),
    retireSome: (odds, clients) => {
      for (const [auctionId, { state }] of store.lots)
        if (state.status === 'closed' && random.oneIn(odds) && !clients.isBusyWith(auctionId))
          retire(auctionId, clients);
    },
  };
}

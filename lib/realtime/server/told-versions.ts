import type { AuctionId } from '#lib/auction/types';

/** Which version of an auction was told last. Bounded: those told of longest ago are forgotten first. */
export interface ToldVersions {
  has(id: AuctionId, version: number): boolean;
  add(id: AuctionId, version: number): void;
}

/** @param most how many auctions are remembered. */
export function createToldVersions(most: number): ToldVersions {
  const told = new Map<AuctionId, number>();
  return {
    has: (id, version) => told.get(id) === version,
    add: (id, version) => {
      // Deleted first, so that it is the youngest again.
      told.delete(id);
      told.set(id, version);
      const [oldest] = told.keys();
      if (told.size > most && oldest !== undefined) told.delete(oldest);
    },
  };
}

/** The people of the world: bidders who come and go in favour, and sellers who block some of them. */
import { bidderId } from '#lib/auction/identifiers';
import type { Bidder, BidderId } from '#lib/auction/types';
import type { Random } from '#tests/simulation/random';

export interface Population {
  /** As that seller's lots know them. Null for an id that was never given to anybody. */
  find(sellerId: BidderId | undefined, id: BidderId): Bidder | null;
  readonly anyone: () => BidderId;
  readonly nobody: () => BidderId;
  /** Somebody is suspended or pardoned, blocked or unblocked. */
  readonly stir: () => void;
  block(sellerId: BidderId, id: BidderId): void;
}

const size = 4000;

export function createPopulation(random: Random): Population {
  const suspended = new Set<BidderId>();
  const blocked = new Set<string>();
  const pair = (sellerId: BidderId, id: BidderId): string => `${sellerId}/${id}`;
  const anyone = (): BidderId => bidderId(random.whole(1, size));
  const toggle = <T>(set: Set<T>, member: T): void => void (set.delete(member) || set.add(member));
  for (let count = 0; count < size / 25; count += 1) suspended.add(anyone());
  return {
    find: (sellerId, id) =>
      id > size
        ? null
        : {
            id,
            username: `bidder-${id}`,
            suspended: suspended.has(id),
            blocked: sellerId !== undefined && blocked.has(pair(sellerId, id)),
          },
    anyone,
    nobody: () => bidderId(size + random.whole(1, size)),
    stir: () => toggle(suspended, anyone()),
    block: (sellerId, id) => toggle(blocked, pair(sellerId, id)),
  };
}

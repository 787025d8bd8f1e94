/** The people of the world: bidders who come and go in favour, and sellers who block some of them. */
import { bidderId } from '#lib/auction/identifiers';
import type { Bidder, BidderId } from '#lib/auction/types';
import type { Random } from '#tests/simulation/random';

export interface Population {
  /** As that seller's lots know them. Null for an id that was never given to anybody. */
  find(sellerId: BidderId | undefined, id: BidderId): Bidder | null;
  readonly anyone: () => BidderId;
  readonly nobody: () => BidderId;
  /** Somebody is suspended, and somebody else pardoned: there are always as many. */
  readonly stir: () => void;
  block(sellerId: BidderId, id: BidderId): void;
}

const size = 4000;
/** As many are out of favour at a time; a newly suspended one takes the place of the one who was so the longest. */
const suspendedAtOnce = size / 25;

export function createPopulation(random: Random): Population {
  const suspended = new Set<BidderId>();
  const blocked = new Set<string>();
  const pair = (sellerId: BidderId, id: BidderId): string => `${sellerId}/${id}`;
  const anyone = (): BidderId => bidderId(random.whole(1, size));
  const toggle = <T>(set: Set<T>, member: T): void => void (set.delete(member) || set.add(member));
  while (suspended.size < suspendedAtOnce) suspended.add(anyone());
  return {
    find: (sellerId, id) =>
      id > size
        ? null
        : {
            id,
            username: `bidder-${id}`,
            suspended: suspended.has(id),
            // One in four has saved none.
            hasCard: id % 4 !== 0,
            blocked: sellerId !== undefined && blocked.has(pair(sellerId, id)),
          },
    anyone,
    nobody: () => bidderId(size + random.whole(1, size)),
    stir: () => {
      suspended.add(anyone());
      // A set keeps the order in which its members came.
      const [longest] = suspended;
      if (suspended.size > suspendedAtOnce && longest !== undefined) suspended.delete(longest);
    },
    block: (sellerId, id) => toggle(blocked, pair(sellerId, id)),
  };
}

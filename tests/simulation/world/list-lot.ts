/** A new lot with terms drawn at random, leaning towards those where rules meet: short windows, reserves just above the start. */
import { auctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionState, AuctionTerms, BidderId, Cents, EpochMs } from '#lib/auction/types';
import type { Random } from '#tests/simulation/random';

export interface Listing {
  readonly state: AuctionState;
  /** Who comes to bid on it: few enough that they meet again. */
  readonly crowd: readonly [BidderId, ...BidderId[]];
  /** How often somebody comes, against the other lots. */
  readonly appeal: number;
}

export interface ListingOffice {
  readonly random: Random;
  readonly anyone: () => BidderId;
}

/** Near the limits of the house's tiers as often as anywhere, in minor units of any currency. */
const drawPrice = (random: Random): Cents =>
  cents(
    random.weigh([
      [3, random.whole(1, 99)],
      [6, random.whole(100, 3_000)],
      [3, random.whole(3_000, 600_000)],
      [
        2,
        random.pick([1, 100, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 250_000, 500_000]) +
          random.whole(0, 1),
      ],
      [1, random.whole(600_000, 50_000_000)],
    ]),
  );

const above = (random: Random, price: Cents): Cents =>
  cents(
    price +
      random.weigh([
        [1, 0],
        [1, 1],
        [4, random.whole(1, 2 * price)],
        [3, random.whole(price, 50 * price)],
      ]),
  );

function drawTerms(
  random: Random,
  listed: { readonly id: number; readonly sellerId: BidderId; readonly now: EpochMs },
): AuctionTerms {
  const startingPrice = drawPrice(random);
  const reservePrice = random.oneIn(2) ? above(random, startingPrice) : null;
  const buyNowPrice = random.oneIn(3)
    ? above(random, cents(Math.max(startingPrice, reservePrice ?? 0)))
    : null;
  const startsAt =
    listed.now +
    random.weigh([
      [3, 0],
      [1, random.whole(1, 20_000)],
    ]);
  return {
    auctionId: auctionId(listed.id),
    sellerId: listed.sellerId,
    currency: random.pick(['USD', 'USD', 'JPY', 'BHD']),
    startingPrice,
    reservePrice,
    buyNowPrice,
    bidIncrement: random.oneIn(3) ? cents(random.pick([1, 2, 7, 100, 5_000])) : null,
    softCloseSeconds: random.pick([0, 1, 5, 30, 120]),
    startsAt: epochMs(startsAt),
    originalEndsAt: epochMs(startsAt + random.whole(500, 60_000)),
  };
}

export function listLot({ random, anyone }: ListingOffice, id: number, now: EpochMs): Listing {
  const sellerId = anyone();
  const terms = drawTerms(random, { id, sellerId, now });
  const others = Array.from({ length: random.whole(1, 12) }, () => anyone());
  return {
    state: {
      terms,
      status: terms.startsAt > now || random.oneIn(6) ? 'scheduled' : 'active',
      outcome: null,
      currentPrice: terms.startingPrice,
      bidCount: 0,
      leader: null,
      endsAt: terms.originalEndsAt,
      version: random.whole(1, 3),
      lastSequence: 0,
      lastHash: null,
      lastAt: null,
    },
    crowd: [anyone(), ...others],
    appeal: random.pick([1, 4, 20, 40]),
  };
}

/** Makes people and lots for tests, each with its own names. */
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { allotAuctionId, sealReserve } from '#lib/db/auction-secrets';
import { sealAmount, sealedColumns } from '#lib/db/sealed-columns';
import { database } from '#lib/db/client';
import type { AuctionId, BidderId } from '#lib/auction/types';

let made = 0;
const unique = (): string => `${(made += 1)}-${Math.random().toString(36).slice(2, 8)}`;

export interface TestBidder {
  readonly id: BidderId;
  readonly username: string;
}

export async function makeBidder(
  change: { readonly standing?: 'good' | 'suspended'; readonly role?: 'member' | 'administrator' } = {},
): Promise<TestBidder> {
  const username = `bidder-${unique()}`;
  const { id } = await database().bidder.create({
    data: {
      username,
      email: `${username}@example.test`,
      passwordHash: 'no password signs this account in',
      ...change,
    },
  });
  return { id: toBidderId(id), username };
}

export interface TestAuctionOptions {
  readonly sellerId?: BidderId;
  readonly startingPrice?: number;
  readonly reservePrice?: number;
  readonly buyNowPrice?: number;
  readonly bidIncrement?: number;
  readonly softCloseSeconds?: number;
  /** Of the fee schedule that the environment names; without it nothing is charged on top. */
  readonly feeScheduleId?: number;
  /** Without it the lot is picked up. */
  readonly shippingPrice?: number;
  readonly currency?: string;
  /** Seconds from now; negative for the past. */
  readonly startsIn?: number;
  readonly endsIn?: number;
  readonly status?: 'scheduled' | 'active';
}

export async function makeAuction(options: TestAuctionOptions = {}): Promise<AuctionId> {
  const {
    startingPrice = 10_000,
    startsIn = -3600,
    endsIn = 3600,
    status = 'active',
    softCloseSeconds = 0,
  } = options;
  const sellerId = options.sellerId ?? (await makeBidder()).id;
  const startsAt = new Date(Date.now() + startsIn * 1000);
  const endsAt = new Date(Date.now() + endsIn * 1000);
  const id = await allotAuctionId(database());
  await database().auction.create({
    data: {
      id,
      sellerId,
      title: `Test lot ${unique()}`,
      description: 'A lot that exists only for a test.',
      category: 'art',
      startingPrice,
      currentPrice: startingPrice,
      reserveSealed: sealReserve(id, options.reservePrice === undefined ? null : cents(options.reservePrice)),
      buyNowPrice: options.buyNowPrice ?? null,
      bidIncrement: options.bidIncrement ?? null,
      softCloseSeconds,
      feeScheduleId: options.feeScheduleId ?? 1,
      shippingPrice: options.shippingPrice ?? null,
      currency: options.currency ?? 'USD',
      duration: Math.round(endsIn - startsIn),
      status,
      startsAt,
      endsAt,
      originalEndsAt: endsAt,
    },
  });
  return toAuctionId(id);
}

/** The columns of an auction that `leaderId` leads with this maximum. */
export const sealedLead = (auctionId: AuctionId, leaderId: BidderId, maximum: number) => ({
  leaderId,
  leaderMaximumSealed: sealAmount(sealedColumns.leaderMaximum, [auctionId], cents(maximum)),
});

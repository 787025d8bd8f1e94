/** Second-chance offers between their rows and the rules. Whoever changes one holds the lock of its auction. */
import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import { epochMs, formatInstant } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId, Cents, EpochMs } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { SecondChanceOffer } from '#lib/db/generated/client';
import type { Offer } from '#lib/payments/second-chances/offer';

const toOffer = (row: SecondChanceOffer): Offer => ({
  id: row.id,
  auctionId: toAuctionId(row.auctionId),
  bidderId: toBidderId(row.bidderId),
  price: cents(Number(row.price)),
  status: row.status,
  expiresAt: epochMs(row.expiresAt.getTime()),
});

/** The newest offer of a lot, to this bidder or, without one, to anybody. */
export async function findOffer(
  db: Queryable,
  { auctionId, bidderId }: { readonly auctionId: AuctionId; readonly bidderId?: BidderId },
): Promise<Offer | null> {
  const row = await db.secondChanceOffer.findFirst({
    where: { auctionId, ...(bidderId === undefined ? {} : { bidderId }) },
    orderBy: { id: 'desc' },
  });
  return row && toOffer(row);
}

/** Lots with an open offer whose time is over, the longest first, without locking them. */
export async function findLotsWithOverdueOffers(db: Queryable, limit: number): Promise<readonly AuctionId[]> {
  const rows = await db.$queryRaw<{ auction_id: number }[]>`
    SELECT auction_id FROM second_chance_offers WHERE status = 'open' AND expires_at <= (SELECT clock_timestamp())
    ORDER BY expires_at LIMIT ${limit}`;
  return rows.map((row) => toAuctionId(row.auction_id));
}

/** The open offers of these lots, whose locks the caller holds. */
export async function readOpenOffers(tx: Queryable, ids: readonly AuctionId[]): Promise<readonly Offer[]> {
  const rows = await tx.secondChanceOffer.findMany({
    where: { auctionId: { in: [...ids] }, status: 'open' },
    orderBy: { auctionId: 'asc' },
  });
  return rows.map(toOffer);
}

export interface NewOffer {
  readonly auctionId: AuctionId;
  readonly bidderId: BidderId;
  readonly price: Cents;
}

/** Makes offers, in one statement. */
export async function insertOffers(
  tx: Queryable,
  { offers, expiresAt }: { readonly offers: readonly NewOffer[]; readonly expiresAt: EpochMs },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO second_chance_offers (auction_id, bidder_id, price, expires_at)
    SELECT u.auction_id, u.bidder_id, u.price, ${formatInstant(expiresAt)}::timestamptz
    FROM unnest(
      ${offers.map(({ auctionId }) => auctionId)}::int[], ${offers.map(({ bidderId }) => bidderId)}::int[],
      ${offers.map(({ price }) => price)}::bigint[]
    ) AS u(auction_id, bidder_id, price)`;
}

export interface AnsweredOffer extends Offer {
  /** The order that an accepted one led to. */
  readonly orderId: number | null;
}

/** Writes what the rules made of an open offer. */
export async function writeAnswer(
  tx: Queryable,
  { offer, at }: { readonly offer: AnsweredOffer; readonly at: EpochMs },
): Promise<void> {
  const { id, status, orderId } = offer;
  await tx.secondChanceOffer.update({
    where: { id, status: 'open' },
    data: { status, orderId, answeredAt: new Date(at) },
  });
}

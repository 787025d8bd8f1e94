/**
 * Lots read for people: everything that is public about an auction, a whole page of them in one statement. Every page is made of
 * this, and under load each statement costs as much as drawing a card.
 */
import { cents } from '#lib/auction/money';
import { toPublicState } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';
import { auctionColumns, toState, type AuctionRow } from '#lib/db/auction-rows';
import { centsOrNull } from '#lib/db/amounts';
import type { Queryable } from '#lib/db/client';
import { Prisma, type AuctionImage } from '#lib/db/generated/client';
import { liveAuctions, liveColumns, toLiveState, type LiveRow } from '#lib/db/live-rows';
import { toCategory } from '#lib/listings/categories';
import type { LotDetail, LotSummary, Picture } from '#lib/listings/types';
import { cardRequiredAbove, readFeeSchedules, type FeeSchedule, type PriceTerms } from '#lib/payments/index';

export const toPicture = (image: AuctionImage): Picture => ({
  key: image.pictureKey,
  width: image.width,
  height: image.height,
  dominantColour: image.dominantColour,
  alt: image.alt,
});

/** A picture `i` as JSON, in the shape of `Picture`. */
const picture = Prisma.sql`json_build_object('key', i.picture_key, 'width', i.width, 'height', i.height,
  'dominantColour', i.dominant_colour, 'alt', i.alt)`;

/** Looked up row by row: joined, all bidders of a small house would be read for each page. */
const sellerUsername = Prisma.sql`(SELECT username FROM bidders WHERE id = a.seller_id) AS seller_username`;

interface SummaryRow extends AuctionRow {
  readonly title: string;
  readonly category: string;
  readonly seller_username: string;
  readonly picture: Picture | null;
}

const toSummary = (row: SummaryRow): LotSummary => ({
  title: row.title,
  category: toCategory(row.category),
  sellerUsername: row.seller_username,
  picture: row.picture,
  state: toPublicState(toState(row), []),
});

/** In the order of `ids`; unknown ids are left out. */
function inOrderOf<T>(ids: readonly AuctionId[], byId: ReadonlyMap<AuctionId, T>): T[] {
  return ids.flatMap((id) => {
    const item = byId.get(id);
    return item === undefined ? [] : [item];
  });
}

/** Summaries in the order of `ids`; unknown ids are left out. */
export async function readSummaries(db: Queryable, ids: readonly AuctionId[]): Promise<LotSummary[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<SummaryRow[]>`
    SELECT ${auctionColumns}, a.title, a.category, ${sellerUsername},
      (SELECT ${picture} FROM auction_images i WHERE i.auction_id = a.id ORDER BY i.position LIMIT 1) AS picture
    FROM auctions a LEFT JOIN bidders l ON l.id = a.leader_id WHERE a.id = ANY(${[...ids]}::int[])`;
  return inOrderOf(ids, new Map(rows.map(toSummary).map((lot) => [lot.state.id, lot])));
}

/** What a lot's page tells and where its auction stands, as one moment knew both: the version is the page's too. */
interface DetailRow extends LiveRow {
  readonly title: string;
  readonly category: string;
  readonly seller_username: string;
  readonly description: string;
  readonly duration: number;
  readonly shipping_price: number | null;
  readonly second_chance: boolean;
  readonly fee_schedule_id: number;
  readonly pictures: readonly Picture[];
}

const readDetailRows = (db: Queryable, ids: readonly AuctionId[]): Promise<DetailRow[]> =>
  db.$queryRaw<DetailRow[]>`
    SELECT ${liveColumns}, a.title, a.category, ${sellerUsername}, a.description, a.duration, a.shipping_price::float8,
      a.second_chance, a.fee_schedule_id,
      (SELECT coalesce(json_agg(${picture} ORDER BY i.position), '[]')
       FROM auction_images i WHERE i.auction_id = a.id) AS pictures
    FROM ${liveAuctions} WHERE a.id = ANY(${[...ids]}::int[])`;

/** What a bidder has to know to know the price; the seller's commission is not among it. */
function toPriceTerms(row: DetailRow, { premium, taxBasisPoints }: FeeSchedule): PriceTerms {
  return { currency: row.currency, premium, taxBasisPoints, shippingPrice: centsOrNull(row.shipping_price) };
}

const toDetail = (row: DetailRow, schedule: FeeSchedule): LotDetail => ({
  title: row.title,
  category: toCategory(row.category),
  sellerUsername: row.seller_username,
  picture: row.pictures[0] ?? null,
  state: toLiveState(row),
  description: row.description,
  startingPrice: cents(row.starting_price),
  duration: row.duration,
  softCloseSeconds: row.soft_close_seconds,
  priceTerms: toPriceTerms(row, schedule),
  cardRequiredAbove: cardRequiredAbove(row.currency),
  secondChance: row.second_chance,
  pictures: row.pictures,
});

/** Lots with all their pictures and the newest bids, in the order of `ids`; unknown ids are left out. */
export async function readDetails(db: Queryable, ids: readonly AuctionId[]): Promise<LotDetail[]> {
  if (ids.length === 0) return [];
  const rows = await readDetailRows(db, ids);
  const schedules = await readFeeSchedules(
    db,
    rows.map((row) => row.fee_schedule_id),
  );
  const details = rows.flatMap((row) => {
    const schedule = schedules.get(row.fee_schedule_id);
    return schedule ? [toDetail(row, schedule)] : [];
  });
  return inOrderOf(ids, new Map(details.map((lot) => [lot.state.id, lot])));
}

/** One lot with all its pictures and the newest bids; null when there is none. */
export async function readDetail(db: Queryable, id: AuctionId): Promise<LotDetail | null> {
  return (await readDetails(db, [id]))[0] ?? null;
}

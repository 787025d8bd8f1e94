/** Lots read for people: everything that is public about an auction, in as few statements as possible. */
import { cents } from '#lib/auction/money';
import { toPublicState } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';
import { readAuctions } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { readLiveStates } from '#lib/db/live-rows';
import type { Auction, AuctionImage } from '#lib/db/generated/client';
import { centsOrNull } from '#lib/db/amounts';
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

type AuctionWithSeller = Auction & {
  readonly seller: { readonly username: string };
  readonly images: AuctionImage[];
};

const findRows = (
  db: Queryable,
  ids: readonly AuctionId[],
  images: { readonly take?: number },
): Promise<AuctionWithSeller[]> =>
  db.auction.findMany({
    where: { id: { in: [...ids] } },
    include: { seller: { select: { username: true } }, images: { orderBy: { position: 'asc' }, ...images } },
  });

/** Summaries in the order of `ids`; unknown ids are left out. */
export async function readSummaries(db: Queryable, ids: readonly AuctionId[]): Promise<LotSummary[]> {
  if (ids.length === 0) return [];
  const [rows, states] = await Promise.all([findRows(db, ids, { take: 1 }), readAuctions(db, ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    const state = states.get(id);
    if (!row || !state) return [];
    const [first] = row.images;
    return {
      title: row.title,
      category: toCategory(row.category),
      sellerUsername: row.seller.username,
      picture: first ? toPicture(first) : null,
      state: toPublicState(state, []),
    };
  });
}

/** What a bidder has to know to know the price; the seller's commission is not among it. */
function toPriceTerms({ currency, shippingPrice }: Auction, schedule: FeeSchedule): PriceTerms {
  const { premium, taxBasisPoints } = schedule;
  return { currency, premium, taxBasisPoints, shippingPrice: centsOrNull(shippingPrice) };
}

/** Lots with all their pictures and the newest bids, in the order of `ids`; unknown ids are left out. */
export async function readDetails(db: Queryable, ids: readonly AuctionId[]): Promise<LotDetail[]> {
  if (ids.length === 0) return [];
  const [rows, states] = await Promise.all([findRows(db, ids, {}), readLiveStates(db, ids)]);
  const schedules = await readFeeSchedules(
    db,
    rows.map(({ feeScheduleId }) => feeScheduleId),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    const state = states.get(id);
    const schedule = row && schedules.get(row.feeScheduleId);
    if (!row || !state || !schedule) return [];
    const pictures = row.images.map(toPicture);
    return {
      title: row.title,
      category: toCategory(row.category),
      sellerUsername: row.seller.username,
      picture: pictures[0] ?? null,
      state,
      description: row.description,
      startingPrice: cents(Number(row.startingPrice)),
      duration: row.duration,
      softCloseSeconds: row.softCloseSeconds,
      priceTerms: toPriceTerms(row, schedule),
      cardRequiredAbove: cardRequiredAbove(row.currency),
      secondChance: row.secondChance,
      pictures,
    };
  });
}

/** One lot with all its pictures and the newest bids; null when there is none. */
export async function readDetail(db: Queryable, id: AuctionId): Promise<LotDetail | null> {
  return (await readDetails(db, [id]))[0] ?? null;
}

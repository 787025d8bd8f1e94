/** Writes lots with their histories, many at a time. Everything passes the same statements as live bids. */
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { AuctionState, AuctionTerms, Cents } from '#lib/auction/types';
import { writeAuctions } from '#lib/db/auction-rows';
import { allotAuctionIds, sealReserve } from '#lib/db/auction-secrets';
import type { Queryable } from '#lib/db/client';
import { insertHistory } from '#lib/db/history-rows';
import { currentFeeScheduleId } from '#lib/payments/index';
import { freshState, type Simulation } from './simulate-bidding.ts';

export interface LotText {
  readonly title: string;
  readonly description: string;
  readonly category: string;
}

export type TermsDraft = Omit<AuctionTerms, 'auctionId'>;

export interface LotDraft extends LotText {
  readonly terms: TermsDraft;
  /** null: it is picked up. */
  readonly shippingPrice: Cents | null;
}

const iso = (at: number): string => new Date(at).toISOString();

/** Inserts active lots without bids; returns their terms with ids, in the same order. */
export async function insertLots(tx: Queryable, lots: readonly LotDraft[]): Promise<AuctionTerms[]> {
  const ids = (await allotAuctionIds(tx, lots.length)).map(toAuctionId);
  const terms = lots.map((lot, index): AuctionTerms => {
    const auctionId = ids[index];
    if (auctionId === undefined) throw new Error('every lot was allotted an id');
    return { ...lot.terms, auctionId };
  });
  const feeScheduleId = await currentFeeScheduleId(tx);
  await tx.$executeRaw`
    INSERT INTO auctions (id, seller_id, title, description, category, currency, starting_price, current_price, reserve_sealed,
      buy_now_price, bid_increment, soft_close_seconds, duration, status, starts_at, ends_at, original_ends_at, published_version,
      fee_schedule_id, shipping_price, second_chance)
    SELECT u.id, u.seller_id, u.title, u.description, u.category, u.currency, u.starting_price, u.starting_price, u.reserve_sealed,
      u.buy_now_price, u.bid_increment, u.soft_close_seconds, u.duration, 'active', u.starts_at, u.ends_at, u.ends_at, 1,
      ${feeScheduleId}::int, u.shipping_price, true
    FROM unnest(
      ${ids}::int[], ${terms.map(({ sellerId }) => sellerId)}::int[], ${lots.map(({ title }) => title)}::text[],
      ${lots.map(({ description }) => description)}::text[], ${lots.map(({ category }) => category)}::text[],
      ${terms.map(({ currency }) => currency)}::text[], ${terms.map(({ startingPrice }) => startingPrice)}::bigint[],
      ${terms.map(({ auctionId, reservePrice }) => sealReserve(auctionId, reservePrice))}::text[], ${terms.map(({ buyNowPrice }) => buyNowPrice)}::bigint[],
      ${terms.map(({ bidIncrement }) => bidIncrement)}::bigint[], ${terms.map(({ softCloseSeconds }) => softCloseSeconds)}::int[],
      ${terms.map(({ startsAt, originalEndsAt }) => Math.round((originalEndsAt - startsAt) / 1000))}::int[],
      ${terms.map(({ startsAt }) => iso(startsAt))}::timestamptz[], ${terms.map(({ originalEndsAt }) => iso(originalEndsAt))}::timestamptz[],
      ${lots.map(({ shippingPrice }) => shippingPrice)}::bigint[]
    ) WITH ORDINALITY AS u(id, seller_id, title, description, category, currency, starting_price, reserve_sealed, buy_now_price,
      bid_increment, soft_close_seconds, duration, starts_at, ends_at, shipping_price, position)
    ORDER BY u.position`;
  return terms;
}

/** Writes the histories of fresh lots, and the state that each has reached. */
export async function writeHistories(tx: Queryable, simulations: readonly Simulation[]): Promise<void> {
  await insertHistory(
    tx,
    // In the order of time, as they would have come: the newest bids of the house have the highest numbers.
    simulations
      .flatMap(({ state, rows }) =>
        rows.map((row) => ({ auctionId: state.terms.auctionId, sellerId: state.terms.sellerId, row })),
      )
      .toSorted((a, b) => a.row.at - b.row.at),
  );
  const changed = simulations.filter(({ state }) => state.version > 1);
  await writeAuctions(
    tx,
    changed.map(({ state }) => ({ from: freshState(state.terms), to: state })),
  );
  const ids = changed.map(({ state }: { state: AuctionState }) => state.terms.auctionId);
  // Nobody was there to be told: there is nothing to publish.
  await tx.$executeRaw`UPDATE auctions SET published_version = version WHERE id = ANY(${ids}::int[])`;
}

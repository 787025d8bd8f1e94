import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { BidderId, Cents } from '#lib/auction/types';
import { openLeaderMaximum } from '#lib/db/auction-secrets';
import { database } from '#lib/db/client';
import { readSummaries } from '#lib/listings/lot-rows';
import { toOfferSummary, toOrderSummary } from '#lib/listings/read-reader-view';
import type { LotSummary, OfferSummary, OrderSummary } from '#lib/listings/types';

const shown = 200;

export interface MyBid {
  readonly lot: LotSummary;
  /** `voided`: an administrator voided the bids, and none was made since. */
  readonly standing: 'leading' | 'outbid' | 'won' | 'lost' | 'voided';
  /** The bidder's own hidden maximum while leading. */
  readonly ownMaximum: Cents | null;
  readonly order: OrderSummary | null;
  /** The lot offered to this bidder because its winner did not pay. */
  readonly offer: OfferSummary | null;
}

interface OwnRow {
  readonly id: number;
  readonly leads: boolean;
  readonly voided: boolean;
  readonly leaderMaximumSealed: string | null;
}

function standingOf({ state }: LotSummary, { leads, voided }: OwnRow): MyBid['standing'] {
  if (voided) return 'voided';
  if (state.status === 'won' || state.outcome === 'sold' || state.outcome === 'unpaid')
    return leads ? 'won' : 'lost';
  if (state.status === 'closed') return 'lost';
  return leads ? 'leading' : 'outbid';
}

/** Lots that the bidder has bid on: running ones first, the soonest to end at the top, then the latest ended. */
export async function listMyBids(bidderId: BidderId): Promise<readonly MyBid[]> {
  const db = database();
  const rows = await db.$queryRaw<OwnRow[]>`
    SELECT a.id, a.leader_id IS NOT DISTINCT FROM ${bidderId}::int AS leads,
      (SELECT b.kind = 'void' FROM bids b WHERE b.auction_id = a.id AND b.bidder_id = ${bidderId}::int
       ORDER BY b.sequence DESC LIMIT 1) AS voided,
      CASE WHEN a.leader_id = ${bidderId}::int THEN a.leader_maximum_sealed END AS "leaderMaximumSealed"
    FROM auctions a WHERE a.id IN (SELECT DISTINCT auction_id FROM bids WHERE bidder_id = ${bidderId}::int)
    ORDER BY a.status IN ('won', 'closed'), CASE WHEN a.status IN ('won', 'closed') THEN -extract(epoch FROM a.ends_at) ELSE extract(epoch FROM a.ends_at) END
    LIMIT ${shown}`;
  const ids = rows.map(({ id }) => toAuctionId(id));
  const [lots, orders, offers] = await Promise.all([
    readSummaries(db, ids),
    db.order.findMany({ where: { buyerId: bidderId, auctionId: { in: ids } } }),
    db.secondChanceOffer.findMany({
      where: { bidderId, auctionId: { in: ids } },
      include: { bidder: { select: { username: true } } },
    }),
  ]);
  const orderOf = new Map(orders.map((order) => [order.auctionId, toOrderSummary(order)]));
  const offerOf = new Map(offers.map((offer) => [offer.auctionId, toOfferSummary(offer)]));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return lots.flatMap((lot): MyBid[] => {
    const row = rowOf.get(lot.state.id);
    if (!row) return [];
    return [
      {
        lot,
        standing: standingOf(lot, row),
        ownMaximum: openLeaderMaximum(row),
        order: orderOf.get(lot.state.id) ?? null,
        offer: offerOf.get(lot.state.id) ?? null,
      },
    ];
  });
}

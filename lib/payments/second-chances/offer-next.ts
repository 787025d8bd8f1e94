import { auctionId as toAuctionId, bidderId as toBidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import type { AuctionId, AuctionState, BidderId } from '#lib/auction/types';
import { readClock, type AuctionStates } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { readWholeHistories } from '#lib/db/history-rows';
import type { NewNotice } from '#lib/notifications/index';
import { nextBidder } from '#lib/payments/second-chances/next-bidder';
import { insertOffers, type NewOffer } from '#lib/payments/second-chances/offer-rows';
import { environment } from '#lib/platform/env';

interface Chances {
  readonly allowed: ReadonlySet<AuctionId>;
  readonly passedOver: ReadonlyMap<AuctionId, ReadonlySet<BidderId>>;
}

/**
 * For which of these lots another offer may be made (their sellers allow it, nobody owes or has paid for them, none is open, they
 * were not listed again), and who is not to be asked: who had an order or an offer, is suspended, or blocked by the seller.
 */
async function readChances(tx: Queryable, ids: readonly AuctionId[]): Promise<Chances> {
  const lots = await tx.auction.findMany({
    where: {
      id: { in: [...ids] },
      secondChance: true,
      relistedAs: null,
      orders: { none: { status: { in: ['pending', 'paid', 'refunded'] } } },
      offers: { none: { status: 'open' } },
    },
    select: { id: true },
  });
  const allowed = lots.map(({ id }) => id);
  const rows = await tx.$queryRaw<{ auction_id: number; bidder_id: number }[]>`
    SELECT auction_id, buyer_id AS bidder_id FROM orders WHERE auction_id = ANY(${allowed}::int[])
    UNION SELECT auction_id, bidder_id FROM second_chance_offers WHERE auction_id = ANY(${allowed}::int[])
    UNION SELECT b.auction_id, b.bidder_id FROM bids b JOIN bidders p ON p.id = b.bidder_id
      LEFT JOIN blocked_bidders k ON k.seller_id = b.seller_id AND k.bidder_id = b.bidder_id
      WHERE b.auction_id = ANY(${allowed}::int[]) AND (p.standing = 'suspended' OR k.bidder_id IS NOT NULL)`;
  const passedOver = new Map(allowed.map((id) => [toAuctionId(id), new Set<BidderId>()]));
  for (const row of rows) passedOver.get(toAuctionId(row.auction_id))?.add(toBidderId(row.bidder_id));
  return { allowed: new Set(passedOver.keys()), passedOver };
}

/**
 * Offers lots that their buyers did not pay for to the next bidder of each, at that bidder's own maximum, where the seller allows
 * it and somebody is left. The caller holds the auctions' locks, and has written that the last buyer or offer is out.
 *
 * @returns what bidders and sellers are to be told.
 */
export async function offerNext(tx: Queryable, states: AuctionStates): Promise<readonly NewNotice[]> {
  const { allowed, passedOver } = await readChances(tx, [...states.keys()]);
  const open = [...states.values()].filter(({ terms }) => allowed.has(terms.auctionId));
  if (open.length === 0) return [];
  const histories = await readWholeHistories(
    tx,
    open.map(({ terms }) => terms.auctionId),
  );
  const offers = open.flatMap((state): (NewOffer & { state: AuctionState; username: string })[] => {
    const { auctionId, reservePrice } = state.terms;
    const history = histories.get(auctionId) ?? [];
    const next = nextBidder({ history, passedOver: passedOver.get(auctionId) ?? new Set(), reservePrice });
    if (!next) return [];
    const username = history.find(({ bidderId }) => bidderId === next.bidderId)?.username ?? '';
    return [{ state, auctionId, bidderId: next.bidderId, price: next.maximum, username }];
  });
  if (offers.length === 0) return [];
  const expiresAt = epochMs((await readClock(tx)) + environment().secondChanceSeconds * 1000);
  await insertOffers(tx, { offers, expiresAt });
  return offers.flatMap(({ state, auctionId, bidderId, price, username }): NewNotice[] => {
    const { currency, sellerId } = state.terms;
    return [
      { bidderId, auctionId, notice: { kind: 'second_chance', price, currency, expiresAt } },
      {
        bidderId: sellerId,
        auctionId,
        notice: { kind: 'offered_to_next', price, currency, expiresAt, bidderUsername: username },
      },
    ];
  });
}

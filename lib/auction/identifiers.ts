import type { AuctionId, BidderId, BidId } from '#lib/auction/types';

/** What the database numbers auctions and bidders with goes no further (PostgreSQL's `integer`). */
const largestRowId = 2_147_483_647;

/** Brands a database id. @throws RangeError when no auction can have it. */
export function auctionId(id: number): AuctionId {
  if (!isAuctionId(id)) throw new RangeError(`Not the id of an auction: ${id}`);
  return id;
}

/** Brands a database id. @throws RangeError when no bidder can have it. */
export function bidderId(id: number): BidderId {
  if (!isBidderId(id)) throw new RangeError(`Not the id of a bidder: ${id}`);
  return id;
}

/** Brands a database id. @throws RangeError when it is not a positive safe integer. */
export function bidId(id: number): BidId {
  if (!isBidId(id)) throw new RangeError(`Not the id of a bid: ${id}`);
  return id;
}

/** Whether a number, known to stand for an auction, can be an id at all. */
export function isAuctionId(id: number): id is AuctionId {
  return isPositive(id) && id <= largestRowId;
}

/** Whether a number, known to stand for a bidder, can be an id at all. */
export function isBidderId(id: number): id is BidderId {
  return isPositive(id) && id <= largestRowId;
}

/** Whether a number, known to stand for a bid, can be an id at all. */
export function isBidId(id: number): id is BidId {
  return isPositive(id);
}

function isPositive(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0;
}

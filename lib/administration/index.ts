export {
  administerAuction,
  type AuctionAction,
  type AuctionActionOutcome,
} from '#lib/administration/administer-auction';
export { findAuctionForAdmin } from '#lib/administration/find-auction';
export { findOrderForAdmin } from '#lib/administration/find-order';
export { listOrders } from '#lib/administration/list-orders';
export { refundOrderAs } from '#lib/administration/refund-order';
export { orderFilters } from '#lib/administration/order-types';
export type * from '#lib/administration/order-types';
export { forgiveStrikes, type ForgiveOutcome } from '#lib/administration/forgive-strikes';
export { listAudit } from '#lib/administration/list-audit';
export { listAuctionsForAdmin } from '#lib/administration/list-auctions';
export { listBidders } from '#lib/administration/list-bidders';
export { listRecentBids } from '#lib/administration/list-recent-bids';
export { readTotals } from '#lib/administration/read-totals';
export { setBidderStanding, type SetStandingOutcome } from '#lib/administration/set-bidder-standing';
export { voidBidsOf } from '#lib/administration/void-bids';
export type * from '#lib/administration/types';
